"""What the house writes down about itself: events with named values, for a caretaker or a machine.

Nobody in the room is in it. Only the values of ``MAY_SAY`` are written, each a number or a short
word of ours; of an error its kind and where it happened, never its message, which may hold what
was sent. Records of other packages are written as their bare text, without what they would fill in.
"""

import logging
import sys
import traceback
from collections import deque
from enum import StrEnum
from types import TracebackType
from typing import Final

import structlog
from structlog.types import EventDict, ExcInfo, WrappedLogger

MAY_SAY: Final = frozenset(
    {
        "error",
        "method",
        "ms",
        "round",
        "route",
        "site",
        "status",
        "told",
        "unsaid",
        "why",
    }
)
"""``told``: the site's word for who is told next. ``unsaid``: failures alike since the last line."""

LONGEST = 160
"""Characters of a value."""
MOST_FRAMES = 12
FILLED_IN = ("Invalid request", "Error handling request")
FOREIGN_LEVEL: Final = logging.WARNING
"""Of packages that say much."""


class Style(StrEnum):
    """How a line looks."""

    WORDS = "words"
    JSON = "json"


Log = structlog.stdlib.BoundLogger


def get(name: str) -> Log:
    """The log of a module: ``log.warning("a socket was closed", error=kind)``."""
    log: Log = structlog.stdlib.get_logger(name)
    return log


def begin(style: Style) -> None:
    """Write to stderr from now on, in this process and those it starts."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(style))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)


def formatter(style: Style) -> logging.Formatter:
    """One line for each event; in words, where an error happened follows below it."""
    last = structlog.processors.JSONRenderer(sort_keys=False) if style is Style.JSON else _in_words
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[_bare],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.stdlib.add_log_level,
            _where_it_failed,
            _only_what_may_be_said,
            last,
        ],
    )


def _bare(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Another package's record: its text as its authors wrote it, with nothing filled in."""
    record: logging.LogRecord = event["_record"]
    text = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    # Gunicorn fills these in by itself: from whom, and what was wrong with what came.
    event["event"] = text.split(" from ")[0] if text.startswith(FILLED_IN) else text
    event["logger"] = record.name
    if record.exc_info:
        event["exc_info"] = record.exc_info
    return event


def _where_it_failed(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    error = _error(event.pop("exc_info", None))
    if error is not None:
        event["error"] = type(error).__name__
        event["frames"] = frames(error.__traceback__)
    return event


def _error(said: "ExcInfo | BaseException | bool | None") -> BaseException | None:
    if isinstance(said, BaseException):
        return said
    if isinstance(said, tuple):
        return said[1]
    return sys.exc_info()[1] if said else None


def frames(trace: TracebackType | None) -> list[str]:
    """The innermost last: file, line, function; no code and no values. No more of them are looked at, and
    their files are not read."""
    found = deque(traceback.walk_tb(trace), maxlen=MOST_FRAMES)
    return [f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in found]


def _only_what_may_be_said(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    kept = {
        "at": event.pop("at", None) or _now(),
        "level": event["level"],
        "logger": event.get("logger", "-"),
    }
    kept["event"] = _short(event["event"])
    kept |= {name: _short(value) for name, value in event.items() if name in MAY_SAY}
    if "frames" in event:
        kept["frames"] = event["frames"]
    return kept


def _now() -> str:
    made: str = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")(None, "", {})["at"]
    return made


def _short(value: object) -> int | float | bool | str | None:
    """A value as it may be written: nothing but the known kinds, on one line."""
    if value is None or isinstance(value, bool | int | float):
        return value
    line = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _in_words(_logger: WrappedLogger, _name: str, event: EventDict) -> str:
    said = dict(event)
    head = [said.pop("at"), said.pop("level").upper(), f"{said.pop('logger')}:", said.pop("event")]
    below = said.pop("frames", [])
    line = " ".join([*map(str, head), *(f"{name}={value}" for name, value in said.items())])
    return "\n".join([line, *(f"    {frame}" for frame in below)])


def _set_up() -> None:
    """Our own events travel through the standard library, so that one handler writes everything."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


_set_up()
