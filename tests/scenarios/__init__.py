"""Shifts told as they happen: ``at("10:00").seats(…)``, ``between("10:06", "10:07:59").wall_shows(…)``."""
