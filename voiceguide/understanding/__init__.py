"""From words to meaning. Knows no sound and no state."""
