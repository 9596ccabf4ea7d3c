"""A certificate for this machine, a server that shows it, and a way to speak to it as if it were plain."""

import asyncio
import ssl
from collections.abc import Iterable
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from ops.clock import utc_now
from tests.support.fault_proxy import FaultProxy
from tests.support.processes import children_of, free_port
from tests.support.server import RunningServer

HERE = ("localhost", "127.0.0.1")


class Pair(NamedTuple):
    """Two files."""

    certificate: Path
    key: Path


def write_pair(
    folder: Path,
    names: Iterable[str] = HERE,
    days: float = 30,
    *,
    stem: str = "tls",
    passphrase: bytes | None = None,
) -> Pair:
    """Signed by itself, good since two days ago."""
    now = utc_now()
    lock = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The room")])
    said: list[x509.GeneralName] = [
        x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name) for name in names
    ]
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=2))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName(said), critical=False)
        .sign(key, SHA256())
    )
    pair = Pair(folder / f"{stem}.pem", folder / f"{stem}.key")
    pair.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
    pair.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    pair.key.chmod(0o600)
    return pair


class TlsServer(RunningServer):
    """A server that speaks TLS itself; not yet started."""

    def __init__(self, folder: Path) -> None:
        self.pair = write_pair(folder)
        port = free_port()
        super().__init__(
            folder,
            port=port,
            environment={
                "OPS_TLS_CERT": str(self.pair.certificate),
                "OPS_TLS_KEY": str(self.pair.key),
                "OPS_ORIGINS": f"https://localhost:{port}",
            },
        )
        self.url = f"https://localhost:{port}"

    def front_pid(self) -> int:
        """The process at the door."""
        [found] = fronts_of(self.pid)
        return found

    def worker_pids(self) -> list[int]:
        return [pid for pid in super().worker_pids() if not is_front(pid)]


def is_front(pid: int) -> bool:
    try:
        return b"ops.front" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def fronts_of(parent: int) -> list[int]:
    """The front doors that a process has started."""
    return [pid for pid in children_of(parent) if is_front(pid)]


def trusting_anything() -> ssl.SSLContext:
    """For tests that change the certificate under way."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Tunnel(FaultProxy):
    """Plain on this side, TLS on the other, and from an address of its own: a client with threads may not use
    one TLS connection from two of them."""

    def __init__(self, server_port: int, source: str = "127.0.0.1") -> None:
        super().__init__(server_port)
        self._source = source
        self._context = trusting_anything()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(
            "127.0.0.1", self._server_port, ssl=self._context, local_addr=(self._source, 0)
        )
