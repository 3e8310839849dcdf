"""The diary and the reminders, in one SQLite file."""
