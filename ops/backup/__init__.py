"""Backups: made while the room is served, readable only with a key that is elsewhere, put back by hand."""


class BackupRefused(Exception):
    """It cannot be made, or not be put back. The text is for the caretaker."""
