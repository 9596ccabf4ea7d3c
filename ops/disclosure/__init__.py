"""The attacker: what somebody could know at most who keeps every number that was published.

It takes publications for what the public rule says of them, adds how the series hang together, and looks
for the least and the most that each cell can have been in each window. It never sees the truth.
"""
