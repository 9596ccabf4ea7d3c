"""Acts in a response. Never refused for what they say: what is odd is kept and marked."""

from collections.abc import Callable

from ops.access import Permission
from ops.domain.actions import ActionKind
from ops.domain.words import (
    Debrief,
    GivenBy,
    Offered,
    OutcomeAmbulance,
    OutcomePlace,
    OutcomeState,
    ResponseKind,
    ResponsePlace,
)
from ops.routes.api.kinds import Anything, Flag, Id, Instant, Kind, Person, Text, Values, Whole, Word
from ops.routes.api.parse import Field, Spec
from ops.routes.api.writes import Write
from ops.services import response_staff, responses
from ops.services.transaction import Reply


def _said(name: str, like: Kind) -> Field:
    """Handed on as it came; ``like`` is what a well-made act would say."""
    return Field(name, Anything(like), null_says=True)


BOOTH, SEAT = _said("booth", Whole()), _said("seat", Text(4))
PLACE, VISIT = _said("place", Word.of(ResponsePlace)), _said("visit", Id())
KIND, ACTION_KIND = _said("kind", Word.of(ResponseKind)), _said("kind", Word.of(ActionKind))
GIVEN_BY, VALUES = _said("given_by", Word.of(GivenBy)), _said("values", Values())
ACTION, REASON = _said("action", Id()), _said("reason", Text(200))
DONE_BY = _said("done_by", Person())
APPROXIMATE = _said("approximate", Flag())
EITHER_KIND = _said("kind", Word.of([*ResponseKind, *ActionKind]))


def _act(name: str, way: str, summary: str, service: Callable[..., Reply], spec: Spec = ()) -> Write:
    return Write(
        name,
        f"/responses/<uuid:response>/{way}",
        summary,
        service,
        spec,
        permission=Permission.RESPOND,
        lenient=True,
    )


IN_RESPONSES = (
    Write(
        "respond",
        "/sites/<slug>/responses",
        "Start a response, from as little as a place; where one runs it joins that",
        responses.start,
        (BOOTH, SEAT, PLACE, VISIT, KIND, _said("another", Flag())),
        permission=Permission.RESPOND,
        lenient=True,
        makes=True,
    ),
    _act("response_going", "going", "I am going: quiet for a while", responses.going),
    _act("response_here", "here", "I am here: quiet until it lapses", responses.here),
    _act(
        "response_leave",
        "leave",
        "Back on the floor, whoever taps or is listed as who: not there any more",
        responses.leave,
        (_said("who", Text(response_staff.LONGEST_NAME)),),
    ),
    _act(
        "response_more_hands",
        "more-hands",
        "A call for more hands, or its end",
        responses.more_hands,
        (_said("on", Flag()),),
    ),
    _act(
        "response_action",
        "actions",
        "Log what was done",
        responses.log_action,
        (ACTION_KIND, GIVEN_BY, VALUES, APPROXIMATE),
    ),
    _act("response_mark", "mark", "A bare time, named later", responses.mark),
    _act(
        "response_amend",
        "amend",
        "Correct a row of the log, or the response itself",
        responses.amend,
        (
            ACTION,
            EITHER_KIND,
            VALUES,
            GIVEN_BY,
            DONE_BY,
            # When it was done, as corrected: not when the correction was made.
            _said("happened_at", Instant()),
            APPROXIMATE,
            _said("same_as", Id()),
            VISIT,
            BOOTH,
            SEAT,
            PLACE,
            REASON,
        ),
    ),
    _act(
        "response_void",
        "void",
        "Take a row of the log back; it stays, struck through",
        responses.void,
        (ACTION, REASON),
    ),
    _act("response_lead", "lead", "Who leads", responses.lead, (_said("to", Person()),)),
    _act("response_over", "over", "Clocks and alarms stop; the record stays", responses.over),
    _act(
        "response_outcome",
        "outcome",
        "How it went, in three words; each may come alone",
        responses.outcome,
        (
            _said("state", Word.of(OutcomeState)),
            _said("place", Word.of(OutcomePlace)),
            _said("ambulance", Word.of(OutcomeAmbulance)),
            DONE_BY,
        ),
    ),
    _act(
        "response_care",
        "care",
        "What was offered afterwards, and the team's debrief; each may come alone, none has to",
        responses.care,
        (
            _said("naloxone", Word.of(Offered)),
            _said("somewhere", Word.of(Offered)),
            _said("debrief", Word.of(Debrief)),
        ),
    ),
    _act("response_all_ok", "all-ok", "All OK, no response needed", responses.all_ok),
    _act("response_mis_tap", "mis-tap", "A mis-tap", responses.mis_tap),
)
