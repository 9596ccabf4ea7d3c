"""A sheet becomes a file. Every format is written from the sheet alone, so all of them hold the same numbers."""
