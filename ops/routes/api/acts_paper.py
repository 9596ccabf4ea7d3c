"""What was over before it was typed in from paper, and who signs for what was typed in."""

from ops.access import Permission
from ops.domain.words import ResponseKind, ResponsePlace
from ops.routes.api.acts_visits import BOOTH, ENDS, SEAT, THE_BOOTH
from ops.routes.api.kinds import Flag, Id, Instant, Whole, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import late_entries, late_signing

FROM_PAPER = (
    Write(
        "late_entries_sign",
        "/sites/<slug>/late-entries/sign",
        "Somebody of the team compared what was typed in with the paper, and answers for it",
        late_signing.sign,
        (Field("until", Whole(0, 2**53)),),
        beyond=True,
    ),
    Write(
        "past_stay",
        "/sites/<slug>/past-stays",
        "From paper: a stay that is over, from when it happened to when they left",
        late_entries.stay,
        (
            THE_BOOTH,
            SEAT,
            Field("left_at", Instant(), required=True),
            Field("how", Word.of(ENDS)),
            Field("without_use", Flag()),
        ),
        makes=True,
        beyond=True,
    ),
    Write(
        "past_response",
        "/sites/<slug>/past-responses",
        "From paper: a response that is over, from when it happened to when it was over",
        late_entries.response,
        (
            BOOTH,
            SEAT,
            Field("place", Word.of(ResponsePlace)),
            Field("visit", Id()),
            Field("kind", Word.of(ResponseKind)),
            Field("over_at", Instant(), required=True),
        ),
        permission=Permission.RESPOND,
        makes=True,
        beyond=True,
    ),
)
