"""The doors: what a request gets for an answer."""
