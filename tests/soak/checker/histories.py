"""A replica that took over may lack the last acts. From then on another history holds, and each is judged alone.

The first by what had been answered and shown until then. The second by everything that was ever tapped and by what
was answered since, as tablets send again what they had sent; of what screens received and showed, by what is of it.
Whoever goes on showing the first as live is found.
"""

from collections.abc import Iterator

from tests.soak.checker.history import Finding, History, Record, history
from tests.soak.checker.lag import UNSURE

OF_THE_RUN = {"rules", "begins", "ends", "clock"}
OF_BOTH = {"screen", "tapped", "sent", "aside"}


def parts(told: History) -> list[History]:
    """One, or two."""
    began = _began(told)
    if began is None:
        return [told]
    old = _epochs_before(told, began)
    first = [one for one in told.records if one["t"] < began or one["what"] in OF_THE_RUN]
    second = [one for one in told.records if _is_of_second(one, began, old)]
    return [history(first), history(second)]


def check_moved(told: History) -> Iterator[Finding]:
    began = _began(told)
    if began is None:
        return
    old = _epochs_before(told, began)
    for record in told.of("shows"):
        late = record["t"] - began
        if record["epoch"] in old and record["live"] not in UNSURE and late > told.rules.not_live_after:
            words = f"{record['live']} {late:.1f} s after another began"
            yield Finding("a history that is over is shown as live", record["who"], record["t"], words)


def _began(told: History) -> float | None:
    return next((float(record["t"]) for record in told.of("history")), None)


def _epochs_before(told: History, began: float) -> set[str]:
    return {record["board"]["epoch"] for record in told.of("board") if record["t"] < began}


def _is_of_second(record: Record, began: float, old: set[str]) -> bool:
    if record["what"] in OF_THE_RUN | OF_BOTH:
        return True
    if record["what"] == "answered" and 400 <= record["status"] < 500:
        return True  # It is not sent again.
    told = record.get("board") or record.get("delta") or record.get("pulse") or record
    return bool(record["t"] >= began) and told.get("epoch") not in old
