"""What flows between the rooms: frozen dataclasses and enums, no behaviour."""
