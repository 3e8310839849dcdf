"""Models that a person may install: which there are, fetching them, keeping them whole."""
