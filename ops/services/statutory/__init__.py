"""Reports that are asked for from outside: their definitions, and what they come to."""
