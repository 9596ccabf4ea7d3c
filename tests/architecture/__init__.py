"""Promises about the source itself: who imports whom, how long a file is, what the README shows."""
