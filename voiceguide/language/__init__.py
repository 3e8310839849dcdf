"""What may be said, as the recogniser's grammar: made from the content, before any sound."""
