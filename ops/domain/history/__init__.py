"""Years of before, read from another system's table into days that add up.

Only totals come in: nothing that describes a person has a measure to go to.
"""
