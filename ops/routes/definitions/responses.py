"""What the numbers of responses and overdoses count."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

from ops.routes.definitions.meaning import Meaning

RESPONSES: Mapping[str, Meaning] = {
    "responses": Meaning(_("responses begun"), _("By kind, as set by now.")),
    "responses_running": Meaning(_("still running"), _("Begun in this time and not over by now.")),
    "already_running": Meaning(
        _("already running"), _("Responses begun before, and running when this time began.")
    ),
    "done": Meaning(
        _("what was done"),
        _(
            "In how many responses; one may hold several. Over-amping care: cooling, fluids or a calm "
            "space. Ambulance: called, also when it was cancelled."
        ),
    ),
    "attendance": Meaning(
        _("reached after"), _("From the beginning of a response until somebody was there.")
    ),
    "to_first_breath": Meaning(
        _("first breath or oxygen after"),
        _(
            "From the beginning of a response to the first breaths or oxygen; of those in which there were "
            "any and the minute is known. What was done before we came is not counted."
        ),
    ),
    "to_ambulance_call": Meaning(
        _("ambulance called after"),
        _(
            "From the beginning of a response to the call; of those in which one is in the log and its "
            "minute is known."
        ),
    ),
    "lasted": Meaning(_("lasted"), _("From the beginning of a response until it was over.")),
    "doses": Meaning(
        _("naloxone"),
        _(
            "Doses, whoever gave them, and what they add up to. From–to where it is open whether two rows "
            "are one dose."
        ),
    ),
    "taken_by_ambulance": Meaning(_("taken by ambulance"), _("As recorded at the end of a response.")),
    "take_home_offered": Meaning(_("naloxone to take home, offered"), _("Taken or not.")),
    "debrief": Meaning(_("debriefs"), _("Of the team. Care, and no number of what should have been.")),
    "responses_complete": Meaning(
        _("records complete"),
        _(
            "Kind, how it went, where they went and the ambulance are known, each dose has its amount and "
            "oxygen its flow (or “not known”), and no row waits for an answer. All others of responses that"
            " are over are to finish."
        ),
    ),
    "reconstructed": Meaning(
        _("records reconstructed in part"),
        _("Acts were placed in its log afterwards, in their order, with approximate minutes."),
    ),
    "no_response": Meaning(
        _("all OK, mis-tap"), _("Begun, and then said to have been none. They are in no other number.")
    ),
    "overdoses": Meaning(
        _("overdoses"),
        _(
            "Slow breathing, prolonged sedation, over-amping or mixed. How each was treated is one of the "
            "lines below."
        ),
    ),
    "treated_staff": Meaning(
        _("treated solely by site staff"),
        _(
            "Awake, or sedated and breathing, when it was over; not transported, whether an ambulance had "
            "been called or not, and no act of ambulance staff in the log."
        ),
    ),
    "staff_without_naloxone": Meaning(
        _("of these without naloxone"), _("Oxygen, rescue breaths or stimulation, and nobody gave naloxone.")
    ),
    "staff_with_naloxone": Meaning(_("of these with naloxone by staff"), _("Staff gave at least one dose.")),
    "others_only": Meaning(
        _("other interventions only"),
        _(
            "No naloxone, oxygen, breaths or stimulation, and no ambulance called; of overdoses of which it"
            " is recorded how they went."
        ),
    ),
    "treated_ambulance_staff": Meaning(
        _("treated by ambulance staff on site"),
        _("An act of theirs is in the log, and nobody was transported."),
    ),
    "treated_transported": Meaning(_("transported"), _("The ambulance took the person.")),
    "treated_died": Meaning(_("deaths"), _("Also when it was learned of later.")),
    "treated_otherwise": Meaning(_("ended otherwise"), _("Worse as it was over, or handed to other care.")),
    "treated_not_recorded": Meaning(
        _("outcome not recorded"),
        _(
            "Nobody has said, or nobody knows, how it went or whether an ambulance was called. They are in "
            "none of the lines above."
        ),
    ),
    "doses_by_staff": Meaning(
        _("doses of naloxone by staff"),
        _("In overdoses. From–to where it is open whether two rows are one dose."),
    ),
    "ambulance_calls": Meaning(_("ambulance calls for an overdose"), _("Also when it was cancelled.")),
    "kind_not_recorded": Meaning(
        _("kind not recorded"),
        _("Responses whose kind nobody has set: whether they were overdoses is not known."),
    ),
    "responses_by_hour": Meaning(
        _("responses by hour"), _("A response that ran over a full hour is in each hour in which it ran.")
    ),
}
