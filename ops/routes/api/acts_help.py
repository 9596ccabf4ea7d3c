"""A worker's own call for help."""

from ops.domain.words import HelpOver
from ops.routes.api.kinds import Person, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import help_calls

CALL = "/help/<uuid:call>"

FOR_WORKERS = (
    Write(
        "help",
        "/sites/<slug>/help",
        "Somebody of the team needs help; never refused",
        help_calls.ask,
        makes=True,
        lenient=True,
        beyond=True,
    ),
    Write("help_going", f"{CALL}/going", "Somebody goes there", help_calls.going, beyond=True),
    Write(
        "help_reset",
        f"{CALL}/reset",
        "It is over: where it was raised, or by two others on shift with a reason",
        help_calls.reset,
        (Field("first", Person()), Field("second", Person()), Field("why", Word.of(HelpOver))),
        beyond=True,
    ),
)
