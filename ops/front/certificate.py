"""The certificate that is shown, and the next one as soon as it is there."""

import ssl
from pathlib import Path

from ops import logs

log = logs.get(__name__)


def context_of(certificate: Path, key: Path) -> ssl.SSLContext:
    """What a handshake needs. Raises ``OSError`` for a file that cannot be read, or a key that does not match."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    # A key with a passphrase is refused; without a word for it somebody would be asked on the console.
    context.load_cert_chain(certificate, key, password="")
    return context


class Shown:
    """The context for the next handshake. Connections that stand keep theirs."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self._files = (certificate, key)
        self._seen = self._looks()
        self.context = context_of(certificate, key)

    def look(self) -> None:
        """Take another pair of files. While only one of them is new, or half of it is written, the old pair stays."""
        looks = self._looks()
        if looks == self._seen:
            return
        self._seen = looks
        try:
            self.context = context_of(*self._files)
        except OSError as error:
            log.warning(
                "the new certificate and key do not fit; the old one stays", error=type(error).__name__
            )
        else:
            log.info("a new certificate is shown from now on")

    def _looks(self) -> list[tuple[int, int, int] | None]:
        return [_look(path) for path in self._files]


def _look(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
