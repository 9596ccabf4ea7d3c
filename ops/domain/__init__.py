"""The room without windows: facts and a time in, a decision out. Standard library only."""
