"""What the numbers of alarms, staff, the room, its screens and its shelf count."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from ops.routes.definitions.meaning import Meaning

HOUSE: Mapping[str, Meaning] = {
    "days": Meaning(
        _("days with figures"),
        _(
            "Days of which there are figures, of all sites together. What was not counted on a day adds nothing."
        ),
    ),
    "alarms": Meaning(
        _("alarms on walls"),
        _(
            "What began to sound. MEDIUM: a look past its late limit, with nobody on the way. HIGH: one "
            "past its second limit, a response that nobody has reached or confirmed, a room to be walked. "
            "While the room needs eyes all late looks are one alarm. Per ten minutes in which someone was "
            "on shift."
        ),
    ),
    "alarms_reached": Meaning(
        _("reached within 30 s"),
        _("Alarms after which somebody was there, or said that they were going, within 30 seconds."),
    ),
    "worst_ten_minutes": Meaning(
        _("most in ten minutes"), _("The most alarms that began on walls in any ten minutes.")
    ),
    "staff": Meaning(
        _("staff-hours"),
        _(
            "Where name chips were, added up; who never tapped is in none. The average on the floor is over"
            " the time in which someone was on shift. Never by person."
        ),
    ),
    "under_minimum": Meaning(
        _("fewer free than the minimum"),
        _(
            "Free are those on the floor and with a response, less those who tapped “with a response” or, "
            "if they are more, those who were there in responses. Told against the minimum of the site "
            "protocol, while someone was on shift."
        ),
    ),
    "open": Meaning(_("open"), _("A shift was on, and the room was not closed to new people.")),
    "closed": Meaning(
        _("closed to new people"),
        _("By reason; last entry, closing, everyone out and lock-down as such. Also while no shift was on."),
    ),
    "board_errors": Meaning(
        _("board put right by the room"),
        _("Times the room said otherwise than the board, found by walk-rounds or not."),
    ),
    "walk_rounds": Meaning(
        _("walk-rounds"),
        _(
            "Seats seen in walk-rounds, and how many of them the board had otherwise. Walks after an outage"
            " are apart."
        ),
    ),
    "late_entries": Meaning(
        _("typed in late from paper"), _("Acts of this time that were taken from paper afterwards.")
    ),
    "walls_not_live": Meaning(
        _("walls not live"), _("From when a wall's silence was noticed until it was back, of all walls.")
    ),
    "supplies_response": Meaning(
        _("used in responses"), _("Pieces that acts in responses took from the shelf.")
    ),
    "supplies_given_out": Meaning(_("given out"), _("Pieces that were given out from the shelf.")),
    "supplies_used_elsewhere": Meaning(
        _("used elsewhere"), _("Pieces taken from the shelf without a response.")
    ),
    "supplies_expired": Meaning(_("expired"), _("Pieces taken off the shelf because their day had passed.")),
    "oxygen_litres": Meaning(_("oxygen"), _("Litres, estimated from the flows that were logged.")),
}
