"""Words on their way into a file that another program opens: nothing in them is a command there."""

import unicodedata

KEPT = frozenset("\u200c\u200d")
"""They join letters, which some languages cannot be written without."""
FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""A spreadsheet takes what begins with one of these for a formula; the wide ones are the same in some."""


def words(said: str) -> str:
    """Without what no reader sees: control characters become spaces, marks that turn or hide text go."""
    return "".join(_shown(letter) for letter in said).strip()


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cf", "Cs", "Co", "Cn") and letter not in KEPT else letter


def field(said: str) -> str:
    """The same for a CSV file, where nothing but the reader tells words from formulas: what would be one
    begins with an apostrophe."""
    cleaned = words(said)
    return f"'{cleaned}" if cleaned.lstrip("'")[:1] in FORMULA else cleaned
