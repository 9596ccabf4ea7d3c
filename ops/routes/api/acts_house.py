"""Acts on screens and what they tell: sound tests, the opening check, the waiting room's lines."""

from ops.domain.words import Basis, Checked, NoticeKind, OpeningPoint, PaperKind
from ops.routes.api.acts_supplies import COUNT
from ops.routes.api.kinds import LARGEST_ID, Flag, Seen, Text, Whole, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import bulletins, clock_trust, drills, notices, opening, papers

DEVICE = f"/devices/<int(min=1,max={LARGEST_ID}):device>"
DRILL = "/drills/<uuid:drill>"
LONGEST_LINE = 120
KINDS = Word({kind.value: NoticeKind(kind) for kind in notices.LINES})

ON_THE_HOUSE = (
    Write(
        "sound_test",
        f"{DEVICE}/sound-test",
        "One wall sounds, to be listened for",
        opening.sound_test,
        beyond=True,
    ),
    Write(
        "sound_heard",
        f"{DEVICE}/sound-heard",
        "Whether a wall's test could be heard",
        opening.sound_heard,
        (Field("heard", Flag(), required=True),),
        beyond=True,
    ),
    Write(
        "opening_check",
        "/sites/<slug>/opening-checks",
        "One point of the opening check",
        opening.check,
        (
            Field("point", Word.of(OpeningPoint), required=True),
            Field("state", Word.of(Checked), required=True),
            Field("found", Seen(COUNT)),
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
        beyond=True,
    ),
    Write(
        "alert_hint",
        "/sites/<slug>/alert-hint",
        "No drug alert for the responses that began until now",
        bulletins.put_hint_away,
    ),
    Write(
        "bulletin_down",
        "/bulletins/<uuid:notice>/take-down",
        "A line is no longer so",
        bulletins.take_down,
        beyond=True,
    ),
    Write(
        "paper_printed",
        "/sites/<slug>/papers",
        "A paper was printed; its number is the end of this act's id",
        papers.printed,
        (Field("kind", Word.of(PaperKind), required=True),),
        beyond=True,
    ),
    Write(
        "drill",
        "/sites/<slug>/drills",
        "Begin a drill beside the room, or join the one that runs",
        drills.begin,
        makes=True,
        beyond=True,
    ),
    Write("drill_end", f"{DRILL}/end", "The drill is over, for everyone", drills.end),
    Write("drill_delete", f"{DRILL}/delete", "What the team kept of a drill goes", drills.delete),
    Write(
        "clock_right",
        "/notices/<uuid:notice>/clock-right",
        "Somebody looked: the clock of the server is right",
        clock_trust.confirm,
    ),
)
