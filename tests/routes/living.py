"""A room in which there is something of everything that an address can name."""

from tests.routes.acts import calls, drilled, responds, seated, supply, suspects_the_clock, walks
from tests.routes.door import Door


def ids_of(door: Door) -> dict[str, str]:
    """Made now; by the name of the place in the address."""
    response = responds(door)
    return {
        "visit": seated(door, "2"),
        "response": response,
        "response_id": response,
        "shift_id": "today",
        "walk": walks(door),
        "call": calls(door),
        "supply": supply(door, "cylinder"),
        "notice": suspects_the_clock(door),
        "drill": drilled(door),
    }
