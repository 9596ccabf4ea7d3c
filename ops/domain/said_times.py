"""How far from now the time that an act gives of itself may lie."""

from datetime import timedelta

CLOCK_TOLERANCE = timedelta(minutes=2)
"""Further ahead than this, the sender's clock is wrong: it corrects it and sends again."""

LONGEST_AGO = timedelta(hours=48)
"""Longer ago than this no outbox keeps an act: the clock that says so is wrong."""

TYPED_WITHIN = timedelta(days=7)
"""What was written on paper can be typed in for as long, and the sheet is shredded then."""
