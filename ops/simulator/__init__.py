"""A simulated room in motion: people come and go, staff look in, now and then somebody is helped.

What it decides follows from a seed. It knows nothing of the house but its public wire.
"""
