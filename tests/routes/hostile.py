"""What somebody may write into a line, by mistake or to do harm; and every line there is."""

from collections.abc import Iterator
from typing import Any

from ops.routes.api.kinds import Anything, Kind, Person, Text, Values
from ops.routes.api.parse import COMMON
from ops.routes.api.table import WRITES
from tests.routes.acts import EXAMPLES, Example
from tests.routes.door import Door

CANARY = "kanari"
MARKUP = f"<b>{CANARY}</b>"
TURNED = f"{CANARY}\u202egpj"

HOSTILE = {
    "a phone number": f"{CANARY} 6045550",
    "a birth date": f"{CANARY} 3.4.87",
    "a formula": f'=HYPERLINK("//x","{CANARY}")',
    "a short formula": f"={CANARY}(1)",
    "markup": MARKUP,
    "a script": f"<script>{CANARY}()</script>",
    "an attribute": f'" onload={CANARY} x="',
    "writing turned round": TURNED,
    "NUL": f"{CANARY}\0x",
    "a line end": f"{CANARY}\r\nSet-Cookie: x=1",
    "half a character": f"{CANARY}\ud800",
    "long": CANARY + "x" * 60_000,
    "1 MB": CANARY + "x" * 1_000_000,
}


def lines_of_acts() -> Iterator[tuple[str, str]]:
    """Each act with each of its fields that takes words of somebody's own."""
    for write in WRITES:
        for field in write.spec:
            if _takes_words(field.kind):
                yield write.name, field.name
    for field in COMMON:
        if _takes_words(field.kind):
            # Read in one place for all acts: of the floor, and in a response.
            yield from (("check_in", field.name), ("response_here", field.name))


def with_line(door: Door, act: str, field: str, line: str) -> tuple[str, dict[str, Any], str]:
    """A well-made act but for that line: its path, its body, how it is sent."""
    example: Example = EXAMPLES[act](door)
    said: Any = {"text": line} if field == "values" else line
    more = {"kind": "note"} if field == "values" else {}
    role = "display" if act == "sound_heard" else "floor"
    return example.path, example.body | more | {field: said}, role


def _takes_words(kind: Kind) -> bool:
    like = kind.like if isinstance(kind, Anything) else kind
    return isinstance(like, (Text, Person, Values))
