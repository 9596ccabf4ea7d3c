"""A text message, by whatever gateway the site has: one POST, made from the site's own template."""

import json
from urllib.parse import quote_plus

from ops.config import Settings
from ops.outside import words
from ops.outside.asking import NotTold, ask
from ops.outside.secret import secret_in
from ops.services.messages import Letter


class Gateway:
    """``settings.sms_body``: the template; ``settings.sms_secret_file``: a file with one header
    line such as ``Authorization: Bearer …``."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def tell(self, letter: Letter) -> bool:
        """Nobody knows from here whether it was read. Raises ``NotTold``."""
        if self._settings.sms_url is None:
            raise NotTold("OPS_SMS_URL is not set")
        kind, body = filled(self._settings.sms_body, letter)
        ask(self._settings.sms_url, body, {"Content-Type": kind, **self._authority()})
        return False

    def _authority(self) -> dict[str, str]:
        if self._settings.sms_secret_file is None:
            return {}
        name, colon, value = secret_in(self._settings.sms_secret_file, "OPS_SMS_SECRET_FILE").partition(":")
        if not colon or not name.isascii() or not value.strip().isascii():
            raise NotTold("the file of OPS_SMS_SECRET_FILE does not hold a header line, such as Name: value")
        return {name.strip(): value.strip()}


def filled(template: str, letter: Letter) -> tuple[str, bytes]:
    """Its content type, and the template with number and text in it: JSON, else a form."""
    as_json = template.lstrip().startswith(("{", "["))
    written = (lambda text: json.dumps(text)[1:-1]) if as_json else quote_plus
    to, text = written(letter.to), written(words.sentence(letter))
    body = text.join(part.replace("{to}", to) for part in template.split("{text}"))
    return "application/json" if as_json else "application/x-www-form-urlencoded", body.encode()
