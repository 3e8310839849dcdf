"""Effects to sound: voices, prepared phrases, and what is being played."""
