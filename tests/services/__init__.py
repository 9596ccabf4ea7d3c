"""Use cases on both databases, with a clock that stands still until it is moved."""
