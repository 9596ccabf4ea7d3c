"""The certificate a caretaker gave, looked at before anybody else sees it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from ops import logs
from ops.clock import utc_now
from ops.config import ConfigError, Settings
from ops.files import read_by_others
from ops.front.certificate import context_of

log = logs.get(__name__)


@dataclass(frozen=True)
class Certificate:
    """What it says of itself."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    ends_at: datetime

    def is_for(self, host: str) -> bool:
        """Whether browsers take it at this name or number. A ``*`` stands for one part of a name."""
        wild = f"*.{host.partition('.')[2]}"
        return host in self.numbers or host in self.names or wild in self.names


def read(path: Path) -> Certificate:
    """The first one of a file, which is the room's own. Raises ``ConfigError``."""
    from cryptography import x509  # 4 MB, for rooms that have one

    try:
        found = x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read, or does not begin with a certificate (PEM).") from error
    try:
        said = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return Certificate((), (), found.not_valid_after_utc)
    names = tuple(name.lower() for name in said.get_values_for_type(x509.DNSName))
    numbers = tuple(map(str, said.get_values_for_type(x509.IPAddress)))
    return Certificate(names, numbers, found.not_valid_after_utc)


def refuse_unusable(settings: Settings) -> None:
    """Raises ``ConfigError`` for a certificate or key with which nobody could come in. One that has ended is only
    complained of: a room that is served with a warning is better than one that is not."""
    if settings.tls_cert is None:
        return
    certificate = usable(settings)
    if certificate.ends_at < utc_now():
        log.warning("the certificate has ended: browsers warn of it, and installed pages do not load")
    if not all(map(certificate.is_for, map(host_of, settings.origins))):
        log.warning("the certificate is for another name than OPS_ORIGINS: browsers warn of it")


def usable(settings: Settings) -> Certificate:
    """The one a house was given, if its key fits and is nobody else's. Raises ``ConfigError``."""
    assert settings.tls_cert is not None
    assert settings.tls_key is not None
    certificate = read(settings.tls_cert)
    if settings.tls_key.exists() and read_by_others(settings.tls_key):
        raise ConfigError(
            f"{settings.tls_key} can be read by others on this machine. Run: chmod o= {settings.tls_key}"
        )
    try:
        context_of(settings.tls_cert, settings.tls_key)
    except OSError as error:
        raise ConfigError(
            f"{settings.tls_key} is not the key of {settings.tls_cert}, or cannot be read (PEM, without a passphrase)."
        ) from error
    return certificate


def host_of(origin: str) -> str:
    """The name, or number, of an address."""
    return urlsplit(origin).hostname or ""
