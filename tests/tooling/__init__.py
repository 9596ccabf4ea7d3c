"""The tools themselves: what did not run is said, private servers are private, the commands start and end."""
