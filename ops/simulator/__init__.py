"""Simulated rooms in motion: people come and go, staff look in, now and then somebody is helped.

What they decide follows from a seed, at rates that are published. They know nothing of the house but its public wire,
and what a card is.
"""
