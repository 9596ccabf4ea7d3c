"""All acts of the wire, once. Nothing else lists them."""

from ops.routes.api.acts_eyes import FOR_THE_EYES
from ops.routes.api.acts_help import FOR_WORKERS
from ops.routes.api.acts_house import ON_THE_HOUSE
from ops.routes.api.acts_paper import FROM_PAPER
from ops.routes.api.acts_responses import IN_RESPONSES
from ops.routes.api.acts_room import ON_THE_ROOM
from ops.routes.api.acts_supplies import AT_THE_SHELF
from ops.routes.api.acts_visits import ON_VISITS

WRITES = (
    *ON_VISITS,
    *ON_THE_ROOM,
    *FOR_THE_EYES,
    *ON_THE_HOUSE,
    *AT_THE_SHELF,
    *FOR_WORKERS,
    *IN_RESPONSES,
    *FROM_PAPER,
)
