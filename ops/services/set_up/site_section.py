"""A table of the site file that knows where it stands, so that what is wrong can be found."""

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from typing import Any, NoReturn

LONGEST_DURATION = 40
"""Letters. Of a line that is all digits each end would be tried, which takes hours."""
MOST_DOTS = 100
"""In a line. A key of thousands of parts would be read for minutes, in which nothing else goes on."""
_UNITS = {"s": 1, "sec": 1, "min": 60, "h": 3600}


class SiteFileWrong(Exception):
    """The file cannot be used as it is. The text is for the caretaker.

    ``what`` without where; ``section``, ``key`` and the block's ``number``: for a page that shows it there.
    """

    def __init__(
        self, text: str, what: str = "", section: str = "", key: str | None = None, number: int | None = None
    ) -> None:
        super().__init__(text)
        self.what = what or text
        self.section = section
        self.key = key
        self.number = number


def values_of(text: str) -> dict[str, Any]:
    """What a file of TOML holds. Raises ``SiteFileWrong``."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS and not line.lstrip().startswith("#"):
            raise SiteFileWrong(f"Line {number}: it has more than {MOST_DOTS} dots.")
    try:
        # Some editors begin a file with a mark of its coding.
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise SiteFileWrong(f"It is not written as TOML: {error}.") from error


class Section:
    """A table of the file that knows where it stands."""

    def __init__(self, text: str, name: str, values: Mapping[str, Any], number: int | None = None) -> None:
        self._text = text
        self._name = name
        self._number = number
        self.values = values

    def wrong(self, what: str, key: str | None = None) -> NoReturn:
        """Say what is wrong, and where."""
        where = f"[[{self._name}]] number {self._number}" if self._number else f"[{self._name}]"
        line = _line_of(self._text, self._name, self._number or 1, key)
        at = f"Line {line}, " if line else ""
        text = f"{at}{where}: {what}" if self._name else f"{at}in the file: {what}"
        raise SiteFileWrong(text, what, self._name, key, self._number)

    def only(self, *known: str) -> None:
        """Nothing but these. A word that is not known is a slip, and never ignored."""
        for key in self.values:
            if key not in known:
                close = difflib.get_close_matches(key, known, n=1)
                self.wrong(
                    f"there is no {key!r} here." + (f" Did you mean {close[0]!r}?" if close else ""), key
                )

    def section(self, name: str) -> "Section":
        """A table below this one; empty when it is not there."""
        values = self.values.get(name, {})
        if not isinstance(values, dict):
            self.wrong(f"{name!r} must be a section.", name)
        return Section(self._text, f"{self._name}.{name}".lstrip("."), values)

    def list_of(self, name: str) -> "list[Section]":
        """The ``[[…]]`` blocks of that name."""
        values = self.values.get(name, [])
        if not isinstance(values, list) or not all(isinstance(item, dict) for item in values):
            self.wrong(f"write each as a block of its own, beginning with [[{name}]].", name)
        return [Section(self._text, name, item, number) for number, item in enumerate(values, 1)]

    def text(self, key: str, longest: int) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{key!r} is missing: write it in quotation marks.", key)
        if len(value) > longest or not value.isprintable() or value != value.strip():
            self.wrong(
                f"{key!r} may have up to {longest} characters, all in one line, with no space around.", key
            )
        return value

    def yes_or_no(self, key: str, *, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.wrong(f"{key!r} must be true or false, without quotation marks.", key)
        return value

    def choice(self, key: str, words: Collection[str], default: str) -> str:
        """One of a few words."""
        value = self.values.get(key, default)
        if value not in list(words):
            self.wrong(f"{key!r} must be one of {', '.join(words)}.", key)
        return str(value)

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self.values.get(key, default)
        if type(value) is not int or not low <= value <= high:
            self.wrong(f"{key!r} must be a whole number from {low} to {high}.", key)
        return value

    def duration(self, key: str, default: int) -> int:
        """Whole seconds."""
        if key not in self.values:
            return default
        seconds = _seconds(self.values[key])
        if seconds is None:
            self.wrong(
                f'{key!r} must be a duration with its unit, such as "30 s", "5 min" or "1 h 30 min".', key
            )
        return seconds

    def minute_of_day(self, key: str, default: int) -> int:
        """Minutes since midnight on the site's clock."""
        if key not in self.values:
            return default
        said = self.values[key]
        found = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", said) if isinstance(said, str) else None
        if found is None:
            self.wrong(f'{key!r} must be a time of day such as "22:00" or "07:30".', key)
        return int(found[1]) * 60 + int(found[2])


def _seconds(said: object) -> int | None:
    if not isinstance(said, str) or len(said) > LONGEST_DURATION:
        return None
    parts = re.findall(r"(\d+)\s*([a-z]+)", said)
    units = [unit for _, unit in parts]
    whole = " ".join(f"{number}{unit}" for number, unit in parts)
    if not parts or re.sub(r"\s", "", said) != whole.replace(" ", "") or not set(units) <= set(_UNITS):
        return None
    seconds = sum(int(number[:9]) * _UNITS[unit] for number, unit in parts)
    return seconds if 0 < seconds <= 24 * 3600 and len(set(units)) == len(units) else None


def _line_of(text: str, section: str, number: int, key: str | None) -> int | None:
    """Where a key stands, or else its section's heading."""
    header, seen, best = "", 0, None
    for at, line in enumerate(text.splitlines(), 1):
        heading = re.match(r"\s*\[\[?\s*([\w.-]+)", line)
        if heading:
            header = heading[1]
            seen += header == section
            if header == (section or key) and seen == (number if section else 0):
                best = best or at
        written = re.match(r'\s*(?:"([^"]+)"|([\w-]+))\s*=', line)
        if written is None:
            continue
        name = written[1] or written[2]
        in_section = header == section and seen == number
        if (in_section and name == key) or f"{header}.{name}" == section:
            return at
    return best
