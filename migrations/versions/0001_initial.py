"""Every table of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("size >= 0 AND length(key) = 64", name=op.f("ck_blobs_shape")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blobs")),
        sa.UniqueConstraint("key", name=op.f("uq_blobs_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "counters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("register", sa.Text(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counters")),
        sa.UniqueConstraint("register", name=op.f("uq_counters_register")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_jobs_due",
        "jobs",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL AND failed_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL AND failed_at IS NULL"),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "regional_secretariat",
                "assistant_secretary",
                "bureau",
                "department",
                "board",
                "inspectorate",
                "agency",
                "work_unit",
                "regency_city",
                "central_field_office",
                "ministry",
                "leaders_forum",
                "public_body",
                "state_enterprise",
                "regional_enterprise",
                "governor_adviser",
                "community",
                "other",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "active_until IS NULL OR active_until >= active_from",
            name=op.f("ck_organisations_period"),
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organisations.id"], name=op.f("fk_organisations_parent_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f("fk_organisations_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("code", name=op.f("uq_organisations_code")),
        sa.UniqueConstraint("name", name=op.f("uq_organisations_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_organisations_parent_id"), "organisations", ["parent_id"], unique=False
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title_front", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title_back", sa.Text(), nullable=False),
        sa.Column("employee_number", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_people_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.UniqueConstraint("employee_number", name=op.f("uq_people_employee_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_people_name"), "people", ["name"], unique=False)
    op.create_table(
        "settings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint("key", name=op.f("uq_settings_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bucket", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_attempts")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_sign_in_attempts_bucket_at", "sign_in_attempts", ["bucket", "at"], unique=False
    )
    op.create_table(
        "positions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "governor",
                "vice_governor",
                "regional_secretary",
                "assistant_secretary",
                "governor_adviser",
                "head",
                "officer",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_positions_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_positions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_positions_organisation_id"), "positions", ["organisation_id"], unique=False
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organising_unit_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organising_unit_id"], ["organisations.id"], name=op.f("fk_series_organising_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint(
            "organising_unit_id", "name", name=op.f("uq_series_organising_unit_id_name")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_series_organising_unit_id"), "series", ["organising_unit_id"], unique=False
    )
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("login <> '' AND name <> ''", name=op.f("ck_users_named")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_users_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_users")),
        sa.UniqueConstraint("login", name=op.f("uq_users_login")),
        sa.UniqueConstraint("person_id", name=op.f("uq_users_person_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "account_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_account_links_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_links_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_account_links_user_id"), "account_links", ["user_id"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=False),
        sa.Column(
            "capacity",
            sa.Enum(
                "definitive",
                "acting",
                "daily_acting",
                "interim",
                name="capacity",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank_grade", sa.Text(), nullable=False),
        sa.Column("show_rank", sa.Boolean(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_appointments_period")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_appointments_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_appointments_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_appointments_person_id"), "appointments", ["person_id"], unique=False)
    op.create_index(
        op.f("ix_appointments_position_id"), "appointments", ["position_id"], unique=False
    )
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("security_class", sa.Text(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("note_digest", sa.Text(), nullable=True),
        sa.Column("digests", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["users.id"], name=op.f("fk_events_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_events_assignment_id_id", "events", ["assignment_id", "id"], unique=False)
    op.create_index("ix_events_meeting_id_id", "events", ["meeting_id", "id"], unique=False)
    op.create_index(
        "ix_events_subject", "events", ["subject_type", "subject_id", "id"], unique=False
    )
    op.create_table(
        "meetings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("organising_unit_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("start_time", sa.Time(), nullable=True),
        sa.Column("end_time", sa.Time(), nullable=True),
        sa.Column("open_ended", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("venue", sa.Text(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "onsite",
                "online",
                "hybrid",
                name="mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("host_organisation_id", sa.Integer(), nullable=True),
        sa.Column("chair_name", sa.Text(), nullable=False),
        sa.Column("chair_position", sa.Text(), nullable=False),
        sa.Column("chair_on_behalf_of", sa.Text(), nullable=False),
        sa.Column("chair_rank_grade", sa.Text(), nullable=False),
        sa.Column("chair_employee_number", sa.Text(), nullable=False),
        sa.Column("chair_person_id", sa.Integer(), nullable=True),
        sa.Column("secretary", sa.Text(), nullable=False),
        sa.Column("minute_taker_name", sa.Text(), nullable=False),
        sa.Column("minute_taker_position", sa.Text(), nullable=False),
        sa.Column("minute_taker_id", sa.Integer(), nullable=True),
        sa.Column("invitation_number", sa.Text(), nullable=False),
        sa.Column("invitation_date", sa.Date(), nullable=True),
        sa.Column(
            "security_class",
            sa.Enum(
                "open",
                "restricted",
                "secret",
                "top_secret",
                name="security_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "normal",
                "urgent",
                "very_urgent",
                "flash",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "scheduled",
                "in_progress",
                "held",
                "postponed",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("absent", sa.JSON(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("copied_from_id", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("subject <> ''", name=op.f("ck_meetings_subject_given")),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_meetings_dates")
        ),
        sa.ForeignKeyConstraint(
            ["chair_person_id"], ["people.id"], name=op.f("fk_meetings_chair_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["copied_from_id"], ["meetings.id"], name=op.f("fk_meetings_copied_from_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_meetings_created_by")),
        sa.ForeignKeyConstraint(
            ["host_organisation_id"],
            ["organisations.id"],
            name=op.f("fk_meetings_host_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["minute_taker_id"], ["users.id"], name=op.f("fk_meetings_minute_taker_id")
        ),
        sa.ForeignKeyConstraint(
            ["organising_unit_id"],
            ["organisations.id"],
            name=op.f("fk_meetings_organising_unit_id"),
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f("fk_meetings_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_date", "meetings", ["starts_on", "id"], unique=False)
    op.create_index(op.f("ix_meetings_series_id"), "meetings", ["series_id"], unique=False)
    op.create_index(
        "ix_meetings_state_date", "meetings", ["state", "starts_on", "id"], unique=False
    )
    op.create_index(
        "ix_meetings_unit_date", "meetings", ["organising_unit_id", "starts_on", "id"], unique=False
    )
    op.create_index(
        "ix_meetings_unlocked",
        "meetings",
        ["organising_unit_id", "starts_on", "id"],
        unique=False,
        sqlite_where=sa.text("locked = 0"),
        postgresql_where=sa.text("NOT locked"),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "admin",
                "secretariat",
                "agency",
                "leader",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_memberships_period")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_memberships_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_memberships_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "user_id",
            "organisation_id",
            "role",
            "since",
            name=op.f("uq_memberships_user_id_organisation_id_role_since"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_memberships_organisation_id"), "memberships", ["organisation_id"], unique=False
    )
    op.create_index(op.f("ix_memberships_user_id"), "memberships", ["user_id"], unique=False)
    op.create_table(
        "sign_ins",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sign_ins_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_ins")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ins_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_sign_ins_user_id"), "sign_ins", ["user_id"], unique=False)
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("presenter", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name=op.f("ck_agenda_items_minutes")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agenda_items_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_agenda_items_meeting_id"), "agenda_items", ["meeting_id"], unique=False
    )
    op.create_table(
        "agreements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("report_to", sa.JSON(), nullable=False),
        sa.Column("funding", sa.JSON(), nullable=False),
        sa.Column("annotation", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_agreements_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_agreements_meeting_id"), "agreements", ["meeting_id"], unique=False)
    op.create_table(
        "attendances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_name", sa.Text(), nullable=False),
        sa.Column("position_title", sa.Text(), nullable=False),
        sa.Column("organisation_name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "presence",
            sa.Enum(
                "present",
                "represented",
                "online",
                "excused",
                "absent",
                name="presence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("represents", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.Time(), nullable=True),
        sa.Column("left_at", sa.Time(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "person_name <> '' OR organisation_name <> ''", name=op.f("ck_attendances_someone")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendances_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_attendances_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attendances_meeting_id"), "attendances", ["meeting_id"], unique=False)
    op.create_index(
        op.f("ix_attendances_organisation_id"), "attendances", ["organisation_id"], unique=False
    )
    op.create_table(
        "event_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_notes_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_notes")),
        sa.UniqueConstraint("event_id", name=op.f("uq_event_notes_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event_seals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("chain_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_event_seals_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_seals")),
        sa.UniqueConstraint("event_id", name=op.f("uq_event_seals_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_invitees_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_invitees_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitees")),
        sa.UniqueConstraint(
            "meeting_id", "organisation_id", name=op.f("uq_invitees_meeting_id_organisation_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_invitees_meeting_id"), "invitees", ["meeting_id"], unique=False)
    op.create_index(
        op.f("ix_invitees_organisation_id"), "invitees", ["organisation_id"], unique=False
    )
    op.create_table(
        "legal_references",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("parsed", sa.JSON(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column(
            "date_precision",
            sa.Enum(
                "day",
                "month",
                "year",
                name="date_precision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "number <> '' OR subject <> ''", name=op.f("ck_legal_references_identified")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_legal_references_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_references")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_legal_references_meeting_id"), "legal_references", ["meeting_id"], unique=False
    )
    op.create_table(
        "measurements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("rank_of", sa.Integer(), nullable=True),
        sa.Column("remaining", sa.Text(), nullable=True),
        sa.Column("remaining_unit", sa.Text(), nullable=False),
        sa.Column(
            "remaining_meaning",
            sa.Enum(
                "not_covered",
                "shortfall_to_target",
                "unknown",
                name="remaining_meaning",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "rank IS NULL OR rank_of IS NULL OR rank <= rank_of", name=op.f("ck_measurements_rank")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_measurements_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measurements")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_measurements_meeting_id"), "measurements", ["meeting_id"], unique=False
    )
    op.create_table(
        "meeting_access",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_access_meeting_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_meeting_access_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_access")),
        sa.UniqueConstraint(
            "meeting_id", "user_id", name=op.f("uq_meeting_access_meeting_id_user_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_meeting_access_user_id"), "meeting_access", ["user_id"], unique=False)
    op.create_table(
        "meeting_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_sources_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_sources")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_meeting_sources_meeting_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "approved",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "edition = 1 OR reason <> ''", name=op.f("ck_minutes_correction_reason")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["users.id"], name=op.f("fk_minutes_submitted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes")),
        sa.UniqueConstraint("meeting_id", "edition", name=op.f("uq_minutes_meeting_id_edition")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_minutes_approved", "minutes", ["approved_at", "id"], unique=False)
    op.create_index("ix_minutes_state", "minutes", ["state", "submitted_at", "id"], unique=False)
    op.create_table(
        "minutes_authors",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_minutes_authors_minutes_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_minutes_authors_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_authors")),
        sa.UniqueConstraint(
            "minutes_id", "user_id", name=op.f("uq_minutes_authors_minutes_id_user_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "minutes_sections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_minutes_sections_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_sections")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_minutes_sections_meeting_id"), "minutes_sections", ["meeting_id"], unique=False
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("speaker_name", sa.Text(), nullable=False),
        sa.Column("speaker_position", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "quotation",
                "paraphrase",
                "directive",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_statements_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_statements_meeting_id"), "statements", ["meeting_id"], unique=False)
    op.create_table(
        "actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "security_class",
            sa.Enum(
                "open",
                "restricted",
                "secret",
                "top_secret",
                name="security_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "origin",
            sa.Enum(
                "agreement",
                "directive",
                "outside",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column(
            "priority",
            sa.Enum(
                "low",
                "normal",
                "high",
                "pressing",
                name="priority",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("funding", sa.JSON(), nullable=False),
        sa.Column("expected_output", sa.Text(), nullable=False),
        sa.Column("report_to", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "unassigned",
                "open",
                "done",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sentence <> ''", name=op.f("ck_actions_sentence_given")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreements.id"], name=op.f("fk_actions_agreement_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_actions_created_by")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_actions_meeting_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["organisations.id"], name=op.f("fk_actions_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.UniqueConstraint("reference", name=op.f("uq_actions_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_actions_agreement_id"), "actions", ["agreement_id"], unique=False)
    op.create_index(op.f("ix_actions_meeting_id"), "actions", ["meeting_id"], unique=False)
    op.create_index(
        "ix_actions_unassigned",
        "actions",
        ["due_on", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'unassigned'"),
        postgresql_where=sa.text("state = 'unassigned'"),
    )
    op.create_index("ix_actions_unit_state", "actions", ["unit_id", "state", "id"], unique=False)
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("minutes", name="kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("snapshot_key", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pdf_key", sa.Text(), nullable=True),
        sa.Column("pdf_size", sa.Integer(), nullable=True),
        sa.Column("rendered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint("(code IS NULL) = (edition IS NULL)", name=op.f("ck_documents_sealed")),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name=op.f("fk_documents_created_by")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_documents_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_documents_minutes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("code", name=op.f("uq_documents_code")),
        sa.UniqueConstraint(
            "meeting_id", "kind", "edition", name=op.f("uq_documents_meeting_id_kind_edition")
        ),
        sa.UniqueConstraint(
            "meeting_id",
            "kind",
            "snapshot_key",
            name=op.f("uq_documents_meeting_id_kind_snapshot_key"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_documents_meeting_id"), "documents", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_documents_minutes_id"), "documents", ["minutes_id"], unique=False)
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "security_class",
            sa.Enum(
                "open",
                "restricted",
                "secret",
                "top_secret",
                name="security_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "part",
            sa.Enum(
                "lead",
                "supporting",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "not_started",
                "in_progress",
                "awaiting_verification",
                "done",
                "not_feasible",
                "reassigned",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("first_due_on", sa.Date(), nullable=True),
        sa.Column("due_sort", sa.Date(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("obstructed", sa.Boolean(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_assignments_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_assignments_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_assignments_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["assignments.id"], name=op.f("fk_assignments_successor_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_assignments_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignments")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assignments_action_id"), "assignments", ["action_id"], unique=False)
    op.create_index(
        "ix_assignments_claimed",
        "assignments",
        ["claimed_at", "id"],
        unique=False,
        sqlite_where=sa.text("claimed_at IS NOT NULL"),
        postgresql_where=sa.text("claimed_at IS NOT NULL"),
    )
    op.create_index("ix_assignments_due", "assignments", ["due_sort", "id"], unique=False)
    op.create_index(
        "ix_assignments_ended",
        "assignments",
        ["due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('reassigned', 'cancelled')"),
        postgresql_where=sa.text("state IN ('reassigned', 'cancelled')"),
    )
    op.create_index(op.f("ix_assignments_meeting_id"), "assignments", ["meeting_id"], unique=False)
    op.create_index(
        "ix_assignments_organisation",
        "assignments",
        ["organisation_id", "due_sort", "id"],
        unique=False,
    )
    op.create_index(
        "ix_assignments_state", "assignments", ["state", "due_sort", "id"], unique=False
    )
    op.create_index(
        "ix_assignments_state_organisation",
        "assignments",
        ["state", "organisation_id", "due_sort", "id"],
        unique=False,
    )
    op.create_index(
        "ix_assignments_open",
        "assignments",
        ["organisation_id", "due_sort", "state", "unit_id", "security_class", "meeting_id"],
        unique=False,
        sqlite_where=sa.text("state IN ('not_started', 'in_progress')"),
        postgresql_where=sa.text("state IN ('not_started', 'in_progress')"),
    )
    op.create_index(
        "ix_assignments_state_unit",
        "assignments",
        ["state", "unit_id", "due_sort", "id"],
        unique=False,
    )
    op.create_index(
        "ix_assignments_organisation_place",
        "assignments",
        ["organisation_id", "place", "due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('not_started', 'in_progress', 'awaiting_verification')"),
        postgresql_where=sa.text(
            "state IN ('not_started', 'in_progress', 'awaiting_verification')"
        ),
    )
    op.create_index(
        "ix_assignments_pending",
        "assignments",
        ["due_sort", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('not_started', 'in_progress', 'awaiting_verification')"),
        postgresql_where=sa.text(
            "state IN ('not_started', 'in_progress', 'awaiting_verification')"
        ),
    )
    op.create_index(
        "ix_assignments_successor",
        "assignments",
        ["successor_id"],
        unique=False,
        sqlite_where=sa.text("successor_id IS NOT NULL"),
        postgresql_where=sa.text("successor_id IS NOT NULL"),
    )
    op.create_index(
        "uq_assignments_live",
        "assignments",
        ["action_id", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("state NOT IN ('reassigned', 'cancelled')"),
        postgresql_where=sa.text("state NOT IN ('reassigned', 'cancelled')"),
    )
    op.create_table(
        "status_updates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "report",
            sa.Enum(
                "progress",
                "obstacle",
                "done",
                "not_feasible",
                name="report",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "from_state",
            sa.Enum(
                "not_started",
                "in_progress",
                "awaiting_verification",
                "done",
                "not_feasible",
                "reassigned",
                "cancelled",
                name="from_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "to_state",
            sa.Enum(
                "not_started",
                "in_progress",
                "awaiting_verification",
                "done",
                "not_feasible",
                "reassigned",
                "cancelled",
                name="to_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_status_updates_assignment_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_status_updates_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_updates")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_status_updates_assignment_id"), "status_updates", ["assignment_id"], unique=False
    )
    op.create_table(
        "stored_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "invitation",
                "attendance_list",
                "presentation",
                "photo",
                "other",
                "evidence",
                "approval_proof",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("uploaded_by", sa.Integer(), nullable=True),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(meeting_id IS NULL) <> (assignment_id IS NULL)",
            name=op.f("ck_stored_files_one_owner"),
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_stored_files_assignment_id")
        ),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_stored_files_blob_id")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_stored_files_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["users.id"], name=op.f("fk_stored_files_uploaded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_files")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_stored_files_assignment_id"), "stored_files", ["assignment_id"], unique=False
    )
    op.create_index(op.f("ix_stored_files_blob_id"), "stored_files", ["blob_id"], unique=False)
    op.create_index(
        op.f("ix_stored_files_meeting_id"), "stored_files", ["meeting_id"], unique=False
    )
    op.create_table(
        "approvals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column(
            "decision",
            sa.Enum(
                "approved",
                "returned",
                name="decision",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("signatory_name", sa.Text(), nullable=False),
        sa.Column("signatory_position", sa.Text(), nullable=False),
        sa.Column("signatory_rank_grade", sa.Text(), nullable=False),
        sa.Column("signatory_employee_number", sa.Text(), nullable=False),
        sa.Column("acted_by", sa.Integer(), nullable=False),
        sa.Column("acted_by_name", sa.Text(), nullable=False),
        sa.Column("on_behalf_of", sa.Text(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum(
                "in_app",
                "wet_signed",
                "external_letter",
                name="mode",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("proof_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "mode = 'in_app' OR decision = 'returned' OR proof_id IS NOT NULL",
            name=op.f("ck_approvals_proof"),
        ),
        sa.ForeignKeyConstraint(["acted_by"], ["users.id"], name=op.f("fk_approvals_acted_by")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_approvals_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_approvals_minutes_id")
        ),
        sa.ForeignKeyConstraint(
            ["proof_id"], ["stored_files.id"], name=op.f("fk_approvals_proof_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approvals")),
        sa.UniqueConstraint("minutes_id", "step", name=op.f("uq_approvals_minutes_id_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_approvals_meeting_id"), "approvals", ["meeting_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(file_id IS NULL) <> (link = '')", name=op.f("ck_evidence_one_of")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f("fk_evidence_file_id")),
        sa.ForeignKeyConstraint(
            ["update_id"], ["status_updates.id"], name=op.f("fk_evidence_update_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidence_file_id"), "evidence", ["file_id"], unique=False)
    op.create_index(op.f("ix_evidence_update_id"), "evidence", ["update_id"], unique=False)
    op.create_table(
        "verifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "accepted",
                "returned",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_verifications_assignment_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_verifications_by")),
        sa.ForeignKeyConstraint(
            ["update_id"], ["status_updates.id"], name=op.f("fk_verifications_update_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
        sa.UniqueConstraint("update_id", name=op.f("uq_verifications_update_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_verifications_assignment_id"), "verifications", ["assignment_id"], unique=False
    )
    op.create_table(
        "readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject_type", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_readings_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readings")),
        sa.UniqueConstraint(
            "user_id",
            "day",
            "subject_type",
            "subject_id",
            name=op.f("uq_readings_user_id_day_subject_type_subject_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_readings_subject", "readings", ["subject_type", "subject_id", "day"], unique=False
    )
    op.create_table(
        "assignment_tallies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "security_class",
            sa.Enum(
                "open",
                "restricted",
                "secret",
                "top_secret",
                name="security_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "not_started",
                "in_progress",
                "awaiting_verification",
                "done",
                "not_feasible",
                "reassigned",
                "cancelled",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_assignment_tallies_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_assignment_tallies_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment_tallies")),
        sa.UniqueConstraint(
            "organisation_id",
            "unit_id",
            "security_class",
            "state",
            name=op.f("uq_assignment_tallies_organisation_id_unit_id_security_class_state"),
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("readings")
    op.drop_table("assignment_tallies")
    op.drop_table("verifications")
    op.drop_table("evidence")
    op.drop_table("approvals")
    op.drop_table("stored_files")
    op.drop_table("status_updates")
    op.drop_table("assignments")
    op.drop_table("documents")
    op.drop_table("actions")
    op.drop_table("statements")
    op.drop_table("minutes_sections")
    op.drop_table("minutes_authors")
    op.drop_table("minutes")
    op.drop_table("meeting_sources")
    op.drop_table("meeting_access")
    op.drop_table("measurements")
    op.drop_table("legal_references")
    op.drop_table("invitees")
    op.drop_table("event_seals")
    op.drop_table("event_notes")
    op.drop_table("attendances")
    op.drop_table("agreements")
    op.drop_table("agenda_items")
    op.drop_table("sign_ins")
    op.drop_table("memberships")
    op.drop_table("meetings")
    op.drop_table("events")
    op.drop_table("appointments")
    op.drop_table("account_links")
    op.drop_table("users")
    op.drop_table("series")
    op.drop_table("positions")
    op.drop_table("sign_in_attempts")
    op.drop_table("settings")
    op.drop_table("people")
    op.drop_table("organisations")
    op.drop_table("jobs")
    op.drop_table("counters")
    op.drop_table("blobs")
