"""What is true of all numbers."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from ops.routes.definitions.meaning import Meaning

GENERAL: Mapping[str, Meaning] = {
    "visit": Meaning(
        _("visit"),
        _(
            "One stay in which someone was given a place, counted once, at the moment of being given it. A "
            "stay that goes on past midnight or past the end of a shift is counted where it began; "
            "afterwards it is “already here”."
        ),
    ),
    "episode": Meaning(_("episode"), _("One use. A stay may hold none or several.")),
    "person": Meaning(
        _("person"),
        _(
            "People are another count than visits: by a card, where a site has cards and a person takes "
            "one, for each site and month. They do not add up over months or sites."
        ),
    ),
    "response": Meaning(
        _("response"),
        _(
            "Someone was being helped, from the first tap until it was over. Counted by when it began. “All"
            " OK” and mis-taps are apart and in no other number."
        ),
    ),
    "overdose": Meaning(
        _("overdose"),
        _(
            "A response whose kind is slow breathing, prolonged sedation, over-amping or mixed. One whose "
            "kind nobody has set is counted apart."
        ),
    ),
    "when": Meaning(
        _("when it counts"),
        _(
            "From the first moment of the period up to, not including, its end. Times are those at which "
            "things happened, also when they were typed in later."
        ),
    ),
    "late_entry": Meaning(
        _("typed in late"),
        _(
            "Taken from paper afterwards. It counts at the time it happened, in every number, and is told "
            "apart as well."
        ),
    ),
    "void": Meaning(
        _("undone, corrected"),
        _(
            "What was undone or taken back is counted nowhere; what was corrected counts as it is now. Once"
            " rows are deleted their figures stay as they were counted."
        ),
    ),
    "clock_change": Meaning(
        _("days on which clocks change"),
        _(
            "A day is from midnight to midnight of the site's clock: 23 or 25 hours when clocks change. An "
            "hour that the clock shows twice is two hours, the second of them “again”."
        ),
    ),
    "part_of_day": Meaning(
        _("parts of day"),
        _(
            "07:00–11:59, 12:00–16:59, 17:00–21:59, 22:00–02:59 and 03:00–06:59 by the site's clock. Of a "
            "day, the hours after midnight are its own first ones."
        ),
    ),
    "percentile": Meaning(
        _("median, nine in ten"),
        _("Half of them were no longer than the median; nine in ten no longer than the second number."),
    ),
    "not_recorded": Meaning(
        _("not recorded"),
        _("Nobody knows: it was not counted at the time, or never written down. It is not nought."),
    ),
}
