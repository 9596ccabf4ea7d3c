"""Messages as the outbox hands them out."""

from datetime import UTC, datetime
from uuid import UUID

from ops.domain.words import ResponsePlace, ToldBy
from ops.services.messages import Letter

ID = UUID("019a0000-0000-7000-8000-000000000001")


def letter(
    to: str = "", booth: str | None = "3", place: ResponsePlace | None = None, *, test: bool = False
) -> Letter:
    made_at = datetime(2026, 11, 22, 14, 1, 30, tzinfo=UTC)
    return Letter(
        ID, 1, "here", "Riverside room", ToldBy.WEBHOOK, "on-call", to, booth, place, made_at, None, test
    )
