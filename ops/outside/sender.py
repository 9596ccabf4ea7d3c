"""The outbox emptied: each second, whatever is to be tried now, each by somebody of its own, so
that a receiver who does not answer holds up nobody."""

import threading
from uuid import UUID

from ops import logs
from ops.outside import NotTold, Outside
from ops.services import messages
from ops.services.house import House

log = logs.get(__name__)

SEND_EVERY = 1.0
AT_ONCE = 8


class Sender:
    """``send_messages`` is a round; what it begins goes on beside it."""

    def __init__(self, house: House, outside: Outside) -> None:
        self._house = house
        self._outside = outside
        self._under_way: set[UUID] = set()

    def send_messages(self) -> None:
        """Claim what is due and send it. What nobody else claimed is ours."""
        free = AT_ONCE - len(self._under_way)
        if free <= 0:
            return
        for message, seen in messages.due(self._house, self._house.now(), free):
            if message in self._under_way:
                continue
            letter = messages.claim(self._house, message, seen, self._house.now())
            if letter is None:
                continue
            self._under_way.add(message)
            threading.Thread(target=self._send, args=(letter,), name="send", daemon=True).start()

    def _send(self, letter: messages.Letter) -> None:
        try:
            send(self._house, self._outside, letter)
        except Exception:
            # Claimed and not settled: it comes up again when the claim has run out.
            log.exception("A message could not be settled")
        finally:
            self._under_way.discard(letter.id)


def send(house: House, outside: Outside, letter: messages.Letter) -> None:
    """What was claimed, if it still is: this process may have stood still since."""
    if messages.is_ours(house, letter):
        deliver(house, outside, letter)


def deliver(house: House, outside: Outside, letter: messages.Letter) -> str | None:
    """Send one message and write down how it went. Why it was not sent, in words; or nothing."""
    try:
        confirmed = outside.tell(letter)
    except NotTold as error:
        log.warning("not told", told=letter.who, why=error.why)
        messages.failed(house, letter, error.why)
        return error.why
    messages.sent(house, letter, confirmed=confirmed)
    return None
