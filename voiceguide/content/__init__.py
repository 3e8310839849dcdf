"""The only readers of the content files."""
