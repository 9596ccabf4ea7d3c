"""Keys of a house that lies in no data directory."""

from pathlib import Path

from ops.keys import Secrets

KEYS = Secrets(
    secret_key=b"pages",
    receipt_key=b"receipts",
    pepper=b"pepper",
    signing_key=bytes(32),
    months=Path("/nowhere"),
)
