"""The words of those settings that are lists of a site's own: first values, kit, shelf, who is told,
places."""

from ops.domain.asked import BEGINNINGS, LONGEST_WHY
from ops.domain.disclosure import MOST_EXPECTED
from ops.domain.protocol import KIT
from ops.domain.site_words import ALWAYS
from ops.services.set_up.settings_table import GENERAL, Setting, SettingsSection, Written

FIRST_VALUES = SettingsSection(
    "first_values",
    "First values",
    intro=(
        (
            "The values one tap logs first in a response; they are changed on the log afterwards. A dose here is what "
            "your kit holds, never advice."
        ),
    ),
    parts={
        "dose_mg": "dose, mg",
        "by_route": "given",
        "litres_per_minute": "litres a minute",
        "device": "through",
        "every_seconds": "a breath every, s",
    },
)

KIT_SECTION = SettingsSection(
    "kit",
    "Kit",
    intro=(
        (
            "Six large keys stand in front in a response, by the kind of event. What your room has not, stays behind "
            f'"More" and leaves its place to the next: any of {", ".join(sorted(KIT))}.'
        ),
    ),
    settings=(Setting("without", Written.LIST, "What the room has not"),),
)

SUPPLIES = SettingsSection(
    "supplies",
    "The shelf",
    intro=(
        (
            'What stands on your shelf, and how many of each there should be ("par"). Tablets keep it by batch and '
            "expiry; what is logged in a response counts down by itself. Fewer than par, or a batch near its day, is a "
            "quiet line on tablets and on the handover sheet, never a sound. All numbers here are first values [m]: "
            "write down what you hold."
        ),
    ),
    settings=(
        Setting(
            "expiring_within_days",
            Written.NUMBER,
            "Days before a batch expires",
            "Said this many days before a batch expires.",
            GENERAL,
            low=0,
            high=366,
        ),
        Setting(
            "oxygen_warning",
            Written.DURATION,
            "Oxygen runs out within",
            "In a response: said when the cylinder in use would be empty sooner, at the flow that was logged.",
            GENERAL,
        ),
    ),
)

NALOXONE = SettingsSection(
    "supplies.naloxone",
    "Naloxone",
    intro=("Each form by the name people read, up to 24 characters.",),
    parts={
        "dose_mg": "what one of them holds: a larger dose takes two",
        "routes": 'how it is given: "im", "in", "iv", "sc"',
    },
)
OXYGEN = SettingsSection(
    "supplies.oxygen",
    "Oxygen",
    parts={
        "litres": "of gas in a full cylinder, as its maker says",
        "gauge_full": "what its gauge shows then (137 bar, 2000 psi), in the gauge's own unit",
    },
    after=("A cylinder counts while at least a quarter is left.",),
)
KITS = SettingsSection("supplies.kit", "Kits")
OTHER = SettingsSection(
    "supplies.other",
    "Anything else",
    intro=('Whatever else you count, such as "glucose gel" = { par = 4 }.',),
)

TOLD_NEXT = SettingsSection(
    "told_next",
    "Who is told next",
    intro=(
        (
            "Who is told next, when nobody is going to a response: one block for each step, none unless you "
            "write some. A step is taken when its time has come and still nobody is there or on the way; "
            "whether an earlier step reached anybody changes nothing. When whoever came is not heard of any "
            "more, all begins anew. What runs keeps the ladder it began with."
        ),
    ),
    parts={
        "when": '"response", unless said otherwise; or "help": a worker\'s own call for help',
        "after": "how long nobody has been going",
        "by": '"screens": all screens of the room insist on NOBODY THERE: tablets in full tone, a sound that was '
        'off is on again; "webhook": a signed note to a program; "email"; "sms", by a gateway. How each is set up, '
        "and tried out, stands in docs/setting-up.md",
        "who": 'what tablets call whoever is told ("could not tell …")',
        "to": "https://…, an e-mail address, or a telephone number. What is said there is where to look, never "
        "what happened.",
    },
)

TOLD_NEXT_EXAMPLE = """\
#
# [[told_next]]
# after = "1 min"
# by = "screens"
#
# [[told_next]]
# after = "2 min"
# by = "webhook"
# who = "on-call"
# to = "https://alerts.example.org/room"
"""

WORDS = SettingsSection(
    "words",
    "Words",
    intro=(
        (
            "What screens call the people who come: participant, guest, client, whatever your team and they say. "
            "Up to 16 characters; papers and figures keep their own words."
        ),
    ),
    settings=(
        Setting("person", Written.TEXT, "One of them", longest=16),
        Setting("people", Written.TEXT, "Several", longest=16),
    ),
)
SUBSTANCES = SettingsSection(
    "substances",
    "Substances",
    intro=(
        (
            "What tablets offer when somebody says what they use, in this order. What is left out is not offered any "
            "more; what was recorded keeps its word. Figures and reports count by the house's own names."
        ),
    ),
    settings=(Setting("offered", Written.LIST, "Offered"),),
)
SUBSTANCE_NAMES = SettingsSection(
    "substances.names",
    "Names",
    intro=('Where your room says it otherwise, such as fentanyl = "down": up to 24 characters.',),
)
ACTIONS = SettingsSection(
    "actions",
    "Keys of a response",
    intro=(
        (
            'The keys behind "More" in a response, in this order. What is left out has no key, in front neither; '
            f"{', '.join(ALWAYS)} always have one. What was logged stays."
        ),
    ),
    settings=(Setting("offered", Written.LIST, "Offered"),),
)


def _expected(key: str, label: str, told: str) -> Setting:
    return Setting(key, Written.NUMBER, label, told, low=0, high=MOST_EXPECTED)


CARDS = SettingsSection(
    "cards",
    "Counting people",
    intro=(
        (
            "Whether people who want to are counted once a month by a random card. A month key outside the database "
            "is destroyed when the month is over."
        ),
    ),
    settings=(Setting("on", Written.YES_OR_NO, "Cards are used"),),
)
RELEASE = SettingsSection(
    "release",
    "What may be shown to others",
    intro=(
        (
            "How many you expect in a usual month. What you expect 20 or more of is told by the month, 7 or more by "
            "the quarter, all else by the year. What is counted never changes that, and another number is for the "
            "next step, not for one that has begun."
        ),
    ),
    settings=(
        _expected("visits_per_month", "Visits in a month", "Visits, uses, routes, substances."),
        _expected("responses_per_month", "Responses in a month", "Responses, their kinds, what was done."),
        _expected(
            "people_per_month", "People in a month", "People who are counted by a card, where they are."
        ),
    ),
)
ASKED = SettingsSection(
    "asked",
    "Gender and age",
    intro=(
        (
            "Whether whoever comes is asked their gender and age band, as some reports want it. It need not be said: "
            '"rather not say" stands first, and a seat is given without. It is counted for the month, with no visit, '
            "and told only when the month is over."
        ),
    ),
    settings=(
        Setting("on", Written.YES_OR_NO, "People are asked"),
        Setting("why", Written.TEXT, "Why, in a line", "What tablets say of it.", longest=LONGEST_WHY),
        Setting(
            "ages",
            Written.LIST,
            "An age band begins at",
            "Ontario's monthly report: under 20, 20 to 29, and so on to 60 and over.",
            choices={str(years): str(years) for years in BEGINNINGS},
        ),
    ),
)
GENDERS = SettingsSection(
    "gender",
    "Genders",
    intro=('What tablets offer, in this order, after "rather not say". The first ones are Ontario\'s.',),
    settings=(Setting("offered", Written.LIST, "Offered"),),
)
GENDER_NAMES = SettingsSection(
    "gender.names",
    "Names",
    intro=('Where your room says it otherwise, such as female = "woman": up to 24 characters.',),
)

BOOTHS = SettingsSection(
    "booth",
    "Places",
    intro=("The places of the room, one block each.",),
    parts={
        "name": "up to 20 characters, shown on every screen; no two alike",
        "kind": '"injection", "inhalation", "any", or "aftercare"',
        "row, column": "where it stands on the plan, both counted from 1",
        "width, height": "how many columns and rows it takes; 1 unless said otherwise",
        "seats": 'a short mark (up to 4 characters) for each seat; one seat "A" unless said otherwise',
        "wiped": 'true: after the last person left it is "cleaning" until somebody says it is clean; true unless '
        "said otherwise",
    },
    after=(
        (
            "Move a place by changing its row and column, rename it by changing its name: one of the two between two "
            "starts, so that it is still recognised. Take a place out by deleting its block: it goes when nobody is in "
            "it. A seat that is taken out stays for as long as somebody sits there. The wall keeps this plan; 4 to 24 "
            "places can be read from across a room."
        ),
    ),
)

REGION = SettingsSection(
    "region",
    "Seen by an authority",
    intro=(
        (
            "What somebody who looks after several sites sees of yours, live, on one page: numbers of this moment. "
            "Never who, which place, since when, or anything of a response. At first nothing, only that the "
            "site is served."
        ),
    ),
    settings=(
        Setting(
            "people",
            Written.CHOICE,
            "People",
            "How full the room is and who waits. In numbers, whoever watches sees each person come and go; in a "
            "small room words are kinder.",
            choices={
                "nothing": "nothing",
                "words": "in words: free, few free, full; whether somebody waits",
                "numbers": "in numbers: in places, waiting",
            },
        ),
        Setting("room", Written.YES_OR_NO, "The room", "Whether it is open, closed, or everyone is out."),
        Setting(
            "responses",
            Written.YES_OR_NO,
            "Responses",
            "How many run now, and nothing else of them. Others may call or come because of it.",
        ),
        Setting("screens", Written.YES_OR_NO, "Screens", "How many walls and tablets fell silent."),
    ),
)
