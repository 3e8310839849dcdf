"""Routines laid out in time: pure, without clock, sound or files."""
