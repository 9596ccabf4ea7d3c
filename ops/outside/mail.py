"""An e-mail: one short line, by the site's own mail server, encrypted on the way to it."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from ops.addresses import is_loopback
from ops.config import Settings
from ops.outside import words
from ops.outside.asking import ANSWER_WITHIN, NotTold
from ops.outside.secret import secret_in
from ops.services.messages import Letter

OUR_NAME = "[127.0.0.1]"
"""What the mail server is told we are called: the machine's own name is nobody's business."""


class Mail:
    """``settings.smtp_url``: smtp://user@host:port."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def tell(self, letter: Letter) -> bool:
        """Nobody knows from here whether it was read. Raises ``NotTold``."""
        if self._settings.smtp_url is None or self._settings.smtp_from is None:
            raise NotTold("OPS_SMTP_URL is not set")
        parts = urlsplit(self._settings.smtp_url)
        host, port = parts.hostname or "", parts.port or 587
        try:
            server = smtplib.SMTP(host, port, local_hostname=OUR_NAME, timeout=ANSWER_WITHIN)
            try:
                self._hand_over(server, letter, host, parts.username)
            finally:
                # Taken is taken: what goes wrong with the goodbye must not send it twice.
                with suppress(OSError):
                    server.quit()
                server.close()
        except OSError as error:
            raise NotTold(_why(error)) from None
        return False

    def _hand_over(self, server: smtplib.SMTP, letter: Letter, host: str, user: str | None) -> None:
        if not is_loopback(host):
            server.starttls(context=ssl.create_default_context())
        if user is not None:
            password = secret_in(self._settings.smtp_password_file, "OPS_SMTP_PASSWORD_FILE")
            server.login(unquote(user), password)
        server.send_message(mail(letter, self._settings.smtp_from or ""))


def mail(letter: Letter, sender: str) -> EmailMessage:
    """The same ``Message-ID`` again is the same message."""
    said = EmailMessage()
    said["From"], said["To"] = sender, letter.to
    said["Subject"] = words.sentence(letter)
    said["Date"] = format_datetime(letter.made_at)
    said["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    said["Auto-Submitted"] = "auto-generated"
    said.set_content(words.sentence(letter) + "\n")
    return said


def _why(error: OSError) -> str:
    """Without a word of what was answered, which may hold an address."""
    match error:
        case smtplib.SMTPNotSupportedError():
            return "the mail server offers no STARTTLS, or no sign-in"
        case smtplib.SMTPAuthenticationError():
            return "the mail server refused the sign-in"
        case smtplib.SMTPRecipientsRefused() | smtplib.SMTPSenderRefused():
            return "the mail server refused an address"
        case smtplib.SMTPResponseException():
            return f"the mail server answered {error.smtp_code}"
        case ssl.SSLError():
            return "the mail server's certificate is not trusted"
        case TimeoutError():
            return "no answer in time"
        case _:
            return "not reached"
