"""Whoever is outside: told where to look, never what happened. Nobody else is asked anything."""

from collections.abc import Callable, Mapping

from ops.config import Settings
from ops.domain.words import ToldBy
from ops.outside.asking import NotTold
from ops.outside.gateway import Gateway
from ops.outside.mail import Mail
from ops.outside.webhook import Webhook
from ops.services.messages import Letter

__all__ = ["NotTold", "Outside"]

Way = Callable[[Letter], bool]
"""Says it; whether the answer was that a person knows. Raises ``NotTold``."""


class Outside:
    """Every way there is, as this installation is set up."""

    def __init__(self, settings: Settings) -> None:
        self._ways: Mapping[ToldBy, Way] = {
            ToldBy.WEBHOOK: Webhook(settings.data_dir).tell,
            ToldBy.EMAIL: Mail(settings).tell,
            ToldBy.SMS: Gateway(settings).tell,
        }

    def tell(self, letter: Letter) -> bool:
        """Say it once. Whether a person is known to know. Raises ``NotTold``."""
        return self._ways[letter.by](letter)
