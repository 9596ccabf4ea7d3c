"""Acts at the shelf: batches and cylinders, counted, changed, used up."""

from ops.domain.words import TAKEN_AWAY, Moved
from ops.routes.api.kinds import Day, Flag, Id, Text, Whole, Word
from ops.routes.api.parse import Field
from ops.routes.api.writes import Write
from ops.services import supplies

SUPPLY = "/supplies/<uuid:supply>"
COUNT = Whole(0, 9999)

AT_THE_SHELF = (
    Write(
        "supply",
        "/sites/<slug>/supplies",
        "A batch of one of the site's forms; or a cylinder, and what its gauge shows",
        supplies.add,
        (
            Field("form", Text(24), required=True),
            Field("count", COUNT, required=True),
            Field("expires", Day()),
            Field("label", Text(16)),
        ),
        makes=True,
    ),
    Write(
        "supply_count",
        f"{SUPPLY}/count",
        "Somebody looked: so many there are; or this is what the gauge shows",
        supplies.count,
        (Field("count", COUNT, required=True),),
    ),
    Write(
        "supply_change",
        f"{SUPPLY}/change",
        "More came, or some went without a response",
        supplies.change,
        (
            Field("number", Whole(-999, 999), required=True),
            Field("why", Word.of((Moved.ADDED, *TAKEN_AWAY)), required=True),
        ),
    ),
    Write("supply_gone", f"{SUPPLY}/gone", "Off the list: used up, thrown away, sent away", supplies.gone),
    Write(
        "cylinder_in_use",
        f"{SUPPLY}/in-use",
        "A cylinder that a hand opens from now on, or no longer",
        supplies.in_use,
        (Field("on", Flag()), Field("instead_of", Id())),
    ),
)
