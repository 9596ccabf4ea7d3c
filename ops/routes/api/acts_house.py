"""Acts on screens and what they tell: sound tests, the opening check, the waiting room's lines."""

from ops.domain.words import Basis, Checked, NoticeKind, OpeningPoint
from ops.routes.api.kinds import LARGEST_ID, Flag, Text, Whole, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import bulletins, clock_trust, opening

DEVICE = f"/devices/<int(min=1,max={LARGEST_ID}):device>"
LONGEST_LINE = 120
KINDS = Word({kind.value: NoticeKind(kind) for kind in bulletins.BULLETINS})

ON_THE_HOUSE = (
    Write("sound_test", f"{DEVICE}/sound-test", "One wall sounds, to be listened for", opening.sound_test),
    Write(
        "sound_heard",
        f"{DEVICE}/sound-heard",
        "Whether a wall's test could be heard",
        opening.sound_heard,
        (Field("heard", Flag(), required=True),),
    ),
    Write(
        "opening_check",
        "/sites/<slug>/opening-checks",
        "One point of the opening check",
        opening.check,
        (
            Field("point", Word.of(OpeningPoint), required=True),
            Field("state", Word.of(Checked), required=True),
        ),
    ),
    Write(
        "bulletin",
        "/sites/<slug>/bulletins",
        "A line for the waiting room",
        bulletins.post,
        (
            Field("kind", KINDS, required=True),
            Field("text", Text(LONGEST_LINE), required=True),
            Field("basis", Word.of(Basis)),
            Field("hours", Whole(1, 24 * 31)),
        ),
        makes=True,
    ),
    Write(
        "bulletin_down",
        "/bulletins/<uuid:notice>/take-down",
        "A line is no longer so",
        bulletins.take_down,
    ),
    Write(
        "clock_right",
        "/notices/<uuid:notice>/clock-right",
        "Somebody looked: the clock of the server is right",
        clock_trust.confirm,
    ),
)
