"""What is kept and for how long: figures, the purge that follows them, what holds it, cards of a month."""
