"""What is said next. Pure."""
