"""A term and what it counts."""

from dataclasses import dataclass

from flask_babel import LazyString


@dataclass(frozen=True)
class Meaning:
    """In the reader's language, once it is shown."""

    term: LazyString
    meaning: LazyString
