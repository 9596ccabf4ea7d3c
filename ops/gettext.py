"""Words in the reader's language, with their type, and which language that is."""

import flask_babel


def gettext(text: str, **values: object) -> str:
    """What ``text`` is called there."""
    said: str = flask_babel.gettext(text, **values)
    return said


def ngettext(one: str, many: str, num: int) -> str:
    """What so many of it are called."""
    said: str = flask_babel.ngettext(one, many, num)
    return said


def language() -> str:
    """Which language that is."""
    locale = flask_babel.get_locale()
    return locale.language if locale is not None else "en"
