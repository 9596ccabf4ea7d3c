"""Words in the reader's language, with their type."""

import flask_babel


def gettext(text: str, **values: object) -> str:
    """What ``text`` is called there."""
    said: str = flask_babel.gettext(text, **values)
    return said


def ngettext(one: str, many: str, num: int) -> str:
    """What so many of it are called."""
    said: str = flask_babel.ngettext(one, many, num)
    return said
