"""Cases and scores."""
