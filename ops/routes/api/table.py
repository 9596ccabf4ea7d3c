"""All acts of the wire, once. Nothing else lists them."""

from ops.routes.api.acts_eyes import FOR_THE_EYES
from ops.routes.api.acts_house import ON_THE_HOUSE
from ops.routes.api.acts_responses import IN_RESPONSES
from ops.routes.api.acts_room import ON_THE_ROOM
from ops.routes.api.acts_visits import ON_VISITS

WRITES = (*ON_VISITS, *ON_THE_ROOM, *FOR_THE_EYES, *ON_THE_HOUSE, *IN_RESPONSES)
