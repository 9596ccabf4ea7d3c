"""The database's history: up, down, beside, and never further than this program knows."""
