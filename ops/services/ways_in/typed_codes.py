"""Codes that people read aloud and type: letters and digits that are not taken for each other."""

import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None})


def new(letters: int) -> str:
    """Random, five bits a letter; as ``read`` has it."""
    return "".join(secrets.choice(_LETTERS) for _ in range(letters))


def in_groups(code: str, size: int) -> str:
    """With dashes, for eyes; what is too short for a group stays with the last one."""
    whole = len(code) - len(code) % size
    return "-".join(code[at : at + size] for at in range(0, whole, size)) + code[whole:]


def read(typed: str) -> str:
    """However it was typed: case, dashes and letters that look like digits do not matter."""
    return typed.upper().translate(_READ_AS)
