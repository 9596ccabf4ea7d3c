"""The site file written: the shipped starter is one, and whatever a site may be reads back the same."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ops.domain.actions import ACTION_VALUES, Choice, Measure
from ops.domain.asked import GENDERS, LONGEST_WHY, Asked
from ops.domain.disclosure import Expected
from ops.domain.escalation import Step
from ops.domain.protocol import KIT, Interval, SiteProtocol
from ops.domain.retention import Kept
from ops.domain.site_words import ACTS, ALWAYS, SUBSTANCES, SiteWords
from ops.domain.supply_plan import Form, SupplyPlan
from ops.domain.words import BoothKind, Subject, SupplyKind, ToldBy
from ops.services.set_up import site_file
from ops.services.set_up.settings_table import LIMITS, Written
from ops.services.set_up.site_file import BoothPlan, SitePlan
from ops.services.set_up.site_file_again import write_again
from ops.services.set_up.site_file_out import duration, write
from ops.services.set_up.site_plan import alike
from ops.starter import SITE_FILE

STARTER = SITE_FILE.read_text()
SECONDS = st.integers(1, 24 * 3600)
PLAIN = st.characters(codec="utf-8", exclude_categories=["C", "Z"])


def words(longest: int) -> st.SearchStrategy[str]:
    """A line that a person might type, quotation marks and all."""
    letters = PLAIN | st.sampled_from(" \"'\\#[]={}")
    lines = st.text(letters, min_size=1, max_size=longest).map(str.strip)
    return lines.map(lambda line: line if line.isprintable() and line else "plain"[:longest])


SHORT = st.integers(1, 12 * 3600)
INTERVALS = st.builds(lambda every, grace, more: Interval(every, grace, grace + more), SECONDS, SHORT, SHORT)
WITH_LIMITS = {
    Written.DURATION: SECONDS,
    Written.TIME_OF_DAY: st.integers(0, 24 * 60 - 1),
    Written.NUMBER: st.integers(1, 99),
}


def first_values(kind: str) -> st.SearchStrategy[dict[str, object]]:
    of_each = {
        name: st.floats(measure.low, measure.high)
        if isinstance(measure, Measure)
        else st.sampled_from(measure.words)
        for name, measure in ACTION_VALUES[kind].items()  # type: ignore[index]
        if isinstance(measure, (Measure, Choice))
    }
    return st.fixed_dictionaries({}, optional=of_each)


FORMS = st.one_of(
    st.builds(
        lambda par, dose, routes: Form(SupplyKind.NALOXONE, par, dose_mg=dose, routes=tuple(routes)),
        st.integers(0, 9999),
        st.floats(0.04, 10),
        st.lists(st.sampled_from(["im", "in", "iv", "sc"]), min_size=1),
    ),
    st.builds(
        lambda par, litres, full: Form(SupplyKind.OXYGEN, par, litres=litres, gauge_full=full),
        st.integers(0, 9999),
        st.integers(1, 20000),
        st.integers(1, 9999),
    ),
    st.builds(Form, st.sampled_from([SupplyKind.KIT, SupplyKind.OTHER]), st.integers(0, 9999)),
)
SUPPLIES = st.builds(SupplyPlan, st.dictionaries(words(24), FORMS, max_size=6), st.integers(0, 366), SECONDS)
STEPS = st.one_of(
    st.builds(lambda after: Step(Subject.RESPONSE, after, ToldBy.SCREENS), SECONDS),
    st.builds(
        lambda when, after, who: Step(when, after, ToldBy.EMAIL, who, "on-call@example.org"),
        st.sampled_from(Subject),
        SECONDS,
        words(40),
    ),
)


NOT_ALWAYS = [name for name in ACTS if name not in ALWAYS]
WORDS = st.builds(
    lambda person, people, offered, names, more: SiteWords(
        person, people, tuple(offered), names, (*ALWAYS, *more)
    ),
    words(16),
    words(16),
    st.lists(st.sampled_from(SUBSTANCES), min_size=1, unique=True),
    st.dictionaries(st.sampled_from(SUBSTANCES), words(24), max_size=4),
    st.lists(st.sampled_from(NOT_ALWAYS), unique=True),
)

ASKED = st.builds(
    Asked,
    st.booleans(),
    words(LONGEST_WHY),
    st.lists(st.sampled_from(GENDERS), min_size=1, unique=True).map(tuple),
    st.dictionaries(st.sampled_from(GENDERS), words(24), max_size=3),
    st.lists(st.sampled_from(range(20, 71, 5)), min_size=1, unique=True).map(
        lambda ages: tuple(sorted(ages))
    ),
)


@st.composite
def booths(draw: st.DrawFn) -> tuple[BoothPlan, ...]:
    names = draw(st.lists(words(20), min_size=1, max_size=5, unique_by=str.casefold))
    marks = st.lists(
        words(4).map(lambda mark: mark.replace("+", "-")), min_size=1, max_size=3, unique_by=str.casefold
    )
    return tuple(
        BoothPlan(
            name,
            draw(st.sampled_from(BoothKind)),
            row,
            draw(st.integers(1, 24)),
            draw(st.integers(1, 24)),
            1,
            tuple(draw(marks)),
            draw(st.booleans()),
        )
        for row, name in enumerate(names, 1)
    )


@st.composite
def plans(draw: st.DrawFn) -> SitePlan:
    usual = SiteProtocol()
    protocol = SiteProtocol(
        intervals={name: draw(INTERVALS) for name in usual.intervals},
        usual={name: draw(SECONDS) for name in usual.usual},
        action_defaults={kind: draw(first_values(kind)) for kind in usual.action_defaults},
        not_in_kit=tuple(draw(st.lists(st.sampled_from(sorted(KIT)), unique=True))),
        supplies=draw(SUPPLIES),
        **{one.key: draw(WITH_LIMITS[one.written]) for one in LIMITS.settings},
    )
    return SitePlan(
        slug="here",
        name=draw(words(80)),
        time_zone="Europe/Lisbon",
        protocol=protocol,
        booths=draw(booths()),
        told_next=tuple(draw(st.lists(STEPS, max_size=3))),
        help_phrase=draw(st.none() | words(30)),
        words=draw(WORDS),
        cards=draw(st.booleans()),
        asked=draw(ASKED),
        expected=Expected(*draw(st.tuples(*[st.integers(0, 100_000)] * 3))),
        kept=Kept(*sorted(draw(st.tuples(*[st.integers(1, 3650)] * 3)))),
    )


def test_the_starter_is_written_as_every_file_is() -> None:
    assert write(site_file.read(STARTER)) == STARTER


@settings(max_examples=40, deadline=None)
@given(plans())
def test_what_is_written_reads_back_the_same(plan: SitePlan) -> None:
    assert site_file.read(write(plan)) == plan


@settings(max_examples=12, deadline=None)
@given(plans(), plans())
def test_what_is_written_again_reads_back_the_same(one: SitePlan, other: SitePlan) -> None:
    assert alike(site_file.read(write_again(write(one), other)), other)


def test_what_somebody_wrote_into_their_file_stays() -> None:
    own = (
        STARTER.replace("[limits]\n", "# Ours since May.\n[limits]\n")
        .replace('hold_for = "5 min"', 'hold_for="5 min"   # as the team wants it')
        .replace('[[booth]]\nname = "2"', '[[booth]]\n# at the window\nname = "2"')
    )
    plan = site_file.read(own)
    protocol = replace(
        plan.protocol,
        hold_for=360,
        intervals={**plan.protocol.intervals, "smoke": Interval(240, 30, 90)},
        not_in_kit=("aed",),
    )
    booths = [replace(one, column=6) if one.name == "2" else one for one in plan.booths if one.name != "3"]
    ten = BoothPlan("10", BoothKind.ANY, 9, 1, 1, 1, ("L", "R"), wiped=False)
    step = Step(Subject.RESPONSE, 60, ToldBy.SCREENS)
    wanted = replace(plan, protocol=protocol, booths=(*booths, ten), told_next=(step,))
    again = write_again(own, wanted)
    assert alike(site_file.read(again), wanted)
    for kept in ("# Ours since May.", 'hold_for="6 min"   # as the team wants it', "# at the window"):
        assert kept in again
    changed = set(again.splitlines()) - set(own.splitlines())
    assert len(changed) < 12


def test_a_short_file_stays_short() -> None:
    head = '[site]\nslug = "a"\nname = "A"\ntime_zone = "UTC"\n\n'
    least = head + '[[booth]]\nname = "1"\nkind = "any"\nrow = 1\ncolumn = 1\n'
    plan = site_file.read(least)
    again = write_again(least, replace(plan, protocol=replace(plan.protocol, hold_for=360)))
    assert site_file.read(again).protocol.hold_for == 360
    assert len(again.splitlines()) < 16


def test_every_number_of_the_protocol_is_in_the_table() -> None:
    parts = {"intervals", "usual", "action_defaults", "not_in_kit", "supplies"}
    assert {one.key for one in LIMITS.settings} == SiteProtocol().as_json().keys() - parts
    assert all(one.explained() for one in LIMITS.settings if one.key != "night_until")


def test_steps_are_written_in_place_of_the_example() -> None:
    step = Step(Subject.HELP, 90, ToldBy.SMS, "on-call", "+15550100")
    text = write(replace(site_file.read(STARTER), told_next=(step,)))
    assert "# [[told_next]]" not in text
    assert 'when = "help"\nafter = "1 min 30 s"\nby = "sms"' in text


def test_durations_are_written_as_people_say_them() -> None:
    assert [duration(seconds) for seconds in (30, 300, 3600, 5400)] == ["30 s", "5 min", "1 h", "1 h 30 min"]


def test_a_mark_with_a_space_in_it_stays_whole_in_a_long_list() -> None:
    starter = site_file.read(STARTER)
    booth = replace(starter.booths[0], seats=tuple(f"A {number}" for number in range(10, 60)))
    plan = replace(starter, booths=(booth, *starter.booths[1:]))
    assert site_file.read(write(plan)) == plan
    assert max(map(len, write(plan).splitlines())) <= 100
