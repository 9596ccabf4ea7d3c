"""The simulated room: the same day from the same seed, and nothing that a real room would refuse."""
