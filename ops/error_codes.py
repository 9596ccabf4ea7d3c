"""The stable codes of every refusal: those of the rooms, and those of the door itself."""

from enum import StrEnum

from ops.domain.errors import Code


class DoorCode(StrEnum):
    """What the door itself refuses, before any room is entered."""

    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    LOCKED = "locked"
    PROOF_NEEDED = "proof_needed"
    BAD_ORIGIN = "bad_origin"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    NOT_JSON = "not_json"
    TOO_DEEP = "too_deep"
    TOO_LARGE = "too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    UNKNOWN_FIELD = "unknown_field"
    MISSING_FIELD = "missing_field"
    KEY_MISSING = "idempotency_key_missing"
    KEY_BAD = "idempotency_key_bad"
    FORM_TOO_OLD = "form_too_old"
    TOO_MANY_TRIES = "too_many_tries"
    WAY_IN_CLOSED = "way_in_closed"
    SERVER_ERROR = "server_error"
    DISK_FULL = "disk_full"
    DATABASE_BUSY = "database_busy"
    DATABASE_AWAY = "database_away"
    NOT_TRIED = "not_tried"


AnyCode = Code | DoorCode
