"""What the numbers of visits, waits and looks count."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from ops.routes.definitions.meaning import Meaning

STAYS: Mapping[str, Meaning] = {
    "visits": Meaning(_("visits begun"), _("Stays in which someone was given a place in this time.")),
    "already_here": Meaning(
        _("already here"),
        _("Given a place before, and still in it when this time began. Not among the visits begun."),
    ),
    "episodes": Meaning(
        _("episodes of use"),
        _(
            "Uses begun in this time, also in stays begun before. One that turned out to have been none is "
            "not counted."
        ),
    ),
    "in_booth": Meaning(
        _("time in a booth"),
        _(
            "From being given a place until leaving it, for aftercare or the door, counted when it ended. "
            "Moves from booth to booth are one time. A stay whose end nobody recorded has no length."
        ),
    ),
    "most_in_use": Meaning(
        _("most places in use"), _("The most places of booths taken at one moment, aftercare apart.")
    ),
    "seat_seconds": Meaning(
        _("seat-hours used"),
        _(
            "Time in which places of booths were taken, added up, against all places of booths over the "
            "time in which the room was open. Places that were closed or being wiped are among them."
        ),
    ),
    "ended": Meaning(_("stays ended"), _("Left in this time, whenever they had begun.")),
    "without_use": Meaning(
        _("left with no use recorded"), _("Stays that ended in this time and hold no use.")
    ),
    "end_not_recorded": Meaning(
        _("end not recorded"),
        _("Nobody recorded when they left. They count as here until they were last seen."),
    ),
    "waited": Meaning(
        _("waited for a place"),
        _(
            "From arriving to being given a place, of those given one in this time. Who sat down at once "
            "did not wait."
        ),
    ),
    "left_before_using": Meaning(
        _("left before using"), _("Left the waiting list by their own choice, and how long they had waited.")
    ),
    "turned_away": Meaning(_("turned away by us"), _("Sent on by us, by why.")),
    "looks": Meaning(_("looks made"), _("Whatever was seen, “not here” as well.")),
    "looks_on_time": Meaning(
        _("looks on time"),
        _(
            "Made before the late limit: due, and the grace of the site protocol. Of those that were "
            "possible."
        ),
    ),
    "looks_late": Meaning(
        _("looks late"),
        _(
            "Made after the late limit. By how much is counted from due. While a response runs for someone,"
            " no look is due."
        ),
    ),
    "looks_late_but_ok": Meaning(
        _("late, and all was well"), _("Late looks that found someone awake, or asleep and breathing.")
    ),
    "looks_missed": Meaning(
        _("looks missed"), _("Nobody looked in before the next check began or the stay ended.")
    ),
    "looks_not_possible": Meaning(
        _("looks not possible"),
        _(
            "The late limit passed while the room needed eyes, because a response left too few free. Such a"
            " check is neither late nor missed; a look made all the same is only among those made. Possible"
            " are all others: on time, late, missed."
        ),
    ),
    "past_second_limit": Meaning(
        _("past the second limit"),
        _("Nobody had looked in by the second limit of the site protocol; those not possible apart."),
    ),
    "late_at_end": Meaning(
        _("late at the end"),
        _("Past the late limit at the end, whatever became of them; those not possible apart."),
    ),
}
