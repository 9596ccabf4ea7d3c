"""Counters that may be shown: posting to them, closing their steps, reading what they show."""
