"""The ways in: command line, live sound."""
