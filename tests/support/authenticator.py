"""A device that keeps passkeys, in software: what it says can be bent one thing at a time."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def plain(said: bytes) -> str:
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()


def read(said: str) -> bytes:
    return base64.urlsafe_b64decode(said + "=" * (-len(said) % 4))


@dataclass
class Authenticator:
    """One key. ``origin``: of the page that asks, as the browser would say it."""

    origin: str = "http://localhost:8000"
    name: str = "localhost"
    verified: bool = True
    count: int = 0
    handle: str | None = None
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def makes(self, options: str) -> str:
        """A new key for whoever the options name."""
        asked = json.loads(options)
        self.handle = asked["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + public
        data = self._data(ATTESTED) + attested
        client = self._client("webauthn.create", asked["challenge"])
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._says({"clientDataJSON": plain(client), "attestationObject": plain(made)})

    def proves(self, options: str) -> str:
        """An answer to that challenge."""
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        self.count += 1
        data = self._data()
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {
            "clientDataJSON": plain(client),
            "authenticatorData": plain(data),
            "signature": plain(signed),
            "userHandle": self.handle,
        }
        return self._says(answer)

    def _data(self, flags: int = 0) -> bytes:
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        return hashlib.sha256(self.name.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _says(self, response: dict[str, Any]) -> str:
        said = {"id": plain(self.id), "rawId": plain(self.id), "type": "public-key", "response": response}
        return json.dumps(said | {"clientExtensionResults": {}})
