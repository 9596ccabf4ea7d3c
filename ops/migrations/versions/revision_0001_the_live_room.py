"""The live room: sites, places, stays, responses, shifts, staff, screens, journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

IN_USE = sa.text("state != 'ended' AND seat_id IS NOT NULL")
TABLES = (
    "response_person",
    "response_alias",
    "response_action",
    "response",
    "late_check",
    "check_in",
    "visit",
    "staff_presence",
    "seat",
    "pin_try",
    "invitation",
    "device_session",
    "undo_image",
    "staff",
    "shift",
    "receipt",
    "journal",
    "device",
    "booth",
    "site",
    "heartbeat",
)
"""What refers to others comes first."""


def upgrade() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("process", sa.String(length=80), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name="pk_heartbeat"),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(length=36), nullable=False),
        sa.Column("protocol", sa.JSON(), nullable=False),
        sa.Column("file_hash", sa.String(length=64), nullable=True),
        sa.Column("room_state", sa.String(32), nullable=False),
        sa.Column("room_reason", sa.String(32), nullable=True),
        sa.Column("room_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("curtain", sa.Boolean(), nullable=False),
        sa.Column("room_version", sa.Integer(), nullable=False),
        sa.Column("waiting_version", sa.Integer(), nullable=False),
        sa.Column("responses_version", sa.Integer(), nullable=False),
        sa.Column("staff_version", sa.Integer(), nullable=False),
        sa.Column("devices_version", sa.Integer(), nullable=False),
        sa.Column("notices_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.UniqueConstraint("slug", name="uq_site_slug"),
    )
    op.create_table(
        "booth",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("column", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("wiped", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("closed_reason", sa.String(length=80), nullable=True),
        sa.Column("cleaning_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_booth_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_booth"),
        sa.UniqueConstraint("site_id", "name", name="uq_booth_site_id_name"),
    )
    op.create_index("ix_booth_site_id_version", "booth", ["site_id", "version"])
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("silent_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sound", sa.String(length=8), nullable=True),
        sa.Column("unsent", sa.Integer(), nullable=False),
        sa.Column("sleeping", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_device_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("site_id", "name", name="uq_device_site_id_name"),
        sa.UniqueConstraint("token_hash", name="uq_device_token_hash"),
    )
    op.create_index("ix_device_site_id", "device", ["site_id"])
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.String(length=60), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_journal_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.create_index("ix_journal_command_id", "journal", ["command_id"])
    op.create_index("ix_journal_site_id_kind_happened_at", "journal", ["site_id", "kind", "happened_at"])
    op.create_index("ix_journal_site_id_version", "journal", ["site_id", "version"])
    op.create_table(
        "receipt",
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_receipt_site_id"),
        sa.PrimaryKeyConstraint("command_id", name="pk_receipt"),
    )
    op.create_index("ix_receipt_recorded_at", "receipt", ["recorded_at"])
    op.create_table(
        "shift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.String(length=60), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=60), nullable=True),
        sa.Column("next_shift_id", sa.Uuid(), nullable=True),
        sa.Column("staying", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_shift_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shift"),
    )
    op.create_index("ix_shift_site_id_opened_at", "shift", ["site_id", "opened_at"])
    op.create_table(
        "staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_staff_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("site_id", "name", name="uq_staff_site_id_name"),
    )
    op.create_table(
        "undo_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("table", sa.String(length=20), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_undo_image_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_undo_image"),
    )
    op.create_index("ix_undo_image_command_id", "undo_image", ["command_id"])
    op.create_index("ix_undo_image_recorded_at", "undo_image", ["recorded_at"])
    op.create_table(
        "device_session",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("unlocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_device_session_device_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_device_session_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_device_session"),
        sa.UniqueConstraint("token_hash", name="uq_device_session_token_hash"),
    )
    op.create_index("ix_device_session_device_id", "device_session", ["device_id"])
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("device_name", sa.String(length=40), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_invitation_site_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_invitation_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("code_hash", name="uq_invitation_code_hash"),
    )
    op.create_table(
        "pin_try",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("wait_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name="fk_pin_try_device_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_pin_try_staff_id"),
        sa.PrimaryKeyConstraint("device_id", "staff_id", name="pk_pin_try"),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=4), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("extra", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name="fk_seat_booth_id"),
        sa.PrimaryKeyConstraint("id", name="pk_seat"),
        sa.UniqueConstraint("booth_id", "mark", name="uq_seat_booth_id_mark"),
    )
    op.create_table(
        "staff_presence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_staff_presence_site_id"),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name="fk_staff_presence_staff_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staff_presence"),
    )
    op.create_index("ix_staff_presence_site_id_until", "staff_presence", ["site_id", "until"])
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=True),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("route", sa.String(32), nullable=True),
        sa.Column("substances", sa.JSON(), nullable=False),
        sa.Column("handle", sa.String(length=24), nullable=True),
        sa.Column("look", sa.String(32), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hold_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("episode_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("episodes", sa.Integer(), nullable=False),
        sa.Column("last_look_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(32), nullable=True),
        sa.Column("asleep_in_a_row", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(32), nullable=False),
        sa.Column("track_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("check_number", sa.Integer(), nullable=False),
        sa.Column("due_soon_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("urgent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("going_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("usual_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stepped_out_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stepped_out_to", sa.String(32), nullable=True),
        sa.Column("look_outside", sa.Boolean(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=True),
        sa.Column("naloxone", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_kind", sa.String(32), nullable=True),
        sa.Column("turned_away_why", sa.String(32), nullable=True),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name="fk_visit_booth_id"),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name="fk_visit_seat_id"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_visit_site_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_index("ix_visit_booth_id", "visit", ["booth_id"])
    op.create_index("ix_visit_site_id_ended_at", "visit", ["site_id", "ended_at"])
    op.create_index("ix_visit_site_id_seated_at", "visit", ["site_id", "seated_at"])
    op.create_index("ix_visit_site_id_state", "visit", ["site_id", "state"])
    op.create_index("ix_visit_wake_at", "visit", ["wake_at"])
    op.create_index(
        "uq_visit_seat_in_use",
        "visit",
        ["seat_id"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )
    op.create_table(
        "check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("check_number", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(32), nullable=False),
        sa.Column("where", sa.String(32), nullable=True),
        sa.Column("breaths_per_minute", sa.Double(), nullable=True),
        sa.Column("was_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overdue_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_check_in_site_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_check_in_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_check_in"),
    )
    op.create_index("ix_check_in_site_id_happened_at", "check_in", ["site_id", "happened_at"])
    op.create_index("ix_check_in_visit_id", "check_in", ["visit_id"])
    op.create_table(
        "late_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("check_number", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_late_check_site_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_late_check_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_late_check"),
        sa.UniqueConstraint(
            "visit_id", "check_number", "level", name="uq_late_check_visit_id_check_number_level"
        ),
    )
    op.create_index("ix_late_check_site_id_at", "late_check", ["site_id", "at"])
    op.create_table(
        "response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("booth_id", sa.Integer(), nullable=True),
        sa.Column("seat", sa.String(length=4), nullable=True),
        sa.Column("place", sa.String(32), nullable=True),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("going_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("more_hands_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lead", sa.String(length=60), nullable=True),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome_state", sa.String(32), nullable=True),
        sa.Column("outcome_place", sa.String(32), nullable=True),
        sa.Column("outcome_ambulance", sa.String(32), nullable=True),
        sa.Column("complete_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("wake_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["booth_id"], ["booth.id"], name="fk_response_booth_id"),
        sa.ForeignKeyConstraint(["site_id"], ["site.id"], name="fk_response_site_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_response_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
    )
    op.create_index("ix_response_site_id_began_at", "response", ["site_id", "began_at"])
    op.create_index("ix_response_site_id_state", "response", ["site_id", "state"])
    op.create_index("ix_response_wake_at", "response", ["wake_at"])
    op.create_table(
        "response_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("given_by", sa.String(32), nullable=True),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("amends", sa.Uuid(), nullable=True),
        sa.Column("superseded_by", sa.Uuid(), nullable=True),
        sa.Column("amend_reason", sa.String(length=200), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_response_action_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response_action"),
    )
    op.create_index(
        "ix_response_action_response_id_happened_at", "response_action", ["response_id", "happened_at"]
    )
    op.create_table(
        "response_alias",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_response_alias_response_id"),
        sa.PrimaryKeyConstraint("id", name="pk_response_alias"),
    )
    op.create_index("ix_response_alias_response_id", "response_alias", ["response_id"])
    op.create_table(
        "response_person",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name="fk_response_person_response_id"),
        sa.PrimaryKeyConstraint("response_id", "who", name="pk_response_person"),
    )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
