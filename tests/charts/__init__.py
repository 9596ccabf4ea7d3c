"""A summary drawn: what the figures hold, and what they must never hold."""
