"""A key that opens backups, and what is in one."""

import io
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops.backup import contents, sealing
from ops.backup.contents import Manifest
from ops.clock import utc_now
from ops.db import Database
from ops.migrations import schema
from tests.support.server import RunningServer


@dataclass(frozen=True)
class BackupKey:
    """``identity`` opens what is made for ``recipients``."""

    identity: Path
    recipients: Path

    @classmethod
    def new(cls, folder: Path, name: str = "backup") -> "BackupKey":
        secret, public = sealing.new_identity()
        made = cls(folder / f"{name}.secret", folder / f"{name}.public")
        made.identity.write_text(f"# created for a test\n{secret}\n")
        made.recipients.write_text(f"# ours\n{public}\n")
        return made

    @contextmanager
    def serves(self, folder: Path) -> Generator[RunningServer]:
        """A room that is served from a database in that folder, and makes backups for this key."""
        (folder / "instance").mkdir(mode=0o700)
        with closing(Database(f"sqlite:///{folder / 'instance' / 'room.db'}")) as database:
            schema.bring_up_to_date(database, utc_now())
        with RunningServer(folder, environment={"OPS_BACKUP_TO": str(self.recipients)}) as server:
            yield server

    def opens(self, file: Path) -> bytes:
        """The archive in it."""
        archive = io.BytesIO()
        sealing.unseal(file, archive, sealing.identities_in(self.identity))
        return archive.getvalue()

    def unpacks(self, file: Path, into: Path) -> Manifest:
        """Its three files."""
        into.mkdir()
        (into / "archive").write_bytes(self.opens(file))
        return contents.unpack(into / "archive", into)
