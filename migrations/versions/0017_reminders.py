"""Reminders, escalation and compulsory updates."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reminder_pauses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_reminder_pauses_reason")),
        sa.CheckConstraint("until >= since", name=op.f("ck_reminder_pauses_period")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_reminder_pauses_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_pauses")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_reminder_pauses_organisation_id"),
        "reminder_pauses",
        ["organisation_id"],
        unique=False,
    )
    op.create_table(
        "digest_wishes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column(
            "frequency",
            sa.Enum(
                "never",
                "daily",
                "weekly",
                name="frequency",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "weekday",
            sa.Enum(
                "MO",
                "TU",
                "WE",
                "TH",
                "FR",
                "SA",
                "SU",
                name="weekday",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("sends_at", sa.Time(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(frequency = 'weekly') = (weekday IS NOT NULL)", name=op.f("ck_digest_wishes_weekly")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_digest_wishes_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_wishes")),
        sa.UniqueConstraint("user_id", name=op.f("uq_digest_wishes_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "escalations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "responsible",
                "head",
                "assistant_secretary",
                "regional_secretary",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "drafted",
                "sent",
                "stopped",
                "dropped",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("signatory_position_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_escalations_sent")
        ),
        sa.CheckConstraint(
            "state <> 'dropped' OR reason <> ''", name=op.f("ck_escalations_reason")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_escalations_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["signatory_position_id"],
            ["positions.id"],
            name=op.f("fk_escalations_signatory_position_id"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_escalations_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_escalations_organisation_id", "escalations", ["organisation_id", "id"], unique=False
    )
    op.create_index("ix_escalations_state", "escalations", ["state", "id"], unique=False)
    op.create_index(
        "uq_escalations_drafted",
        "escalations",
        ["unit_id", "organisation_id", "level"],
        unique=True,
        sqlite_where=sa.text("state = 'drafted'"),
        postgresql_where=sa.text("state = 'drafted'"),
    )
    op.create_table(
        "reminder_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=True),
        sa.Column("general", sa.Boolean(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("on_day", sa.Boolean(), nullable=False),
        sa.Column("every_after", sa.Integer(), nullable=False),
        sa.Column("escalate_after", sa.JSON(), nullable=False),
        sa.Column("monthly", sa.Boolean(), nullable=False),
        sa.Column("ask_before", sa.Integer(), nullable=False),
        sa.Column("sends_at", sa.Time(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(general IS NULL) = (sends_at IS NULL)", name=op.f("ck_reminder_rules_sends_at")
        ),
        sa.CheckConstraint(
            "(series_id IS NULL) = (general IS NOT NULL)", name=op.f("ck_reminder_rules_scope")
        ),
        sa.CheckConstraint(
            "ask_before BETWEEN 0 AND 60", name=op.f("ck_reminder_rules_ask_before")
        ),
        sa.CheckConstraint(
            "every_after BETWEEN 0 AND 60", name=op.f("ck_reminder_rules_every_after")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_reminder_rules_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rules")),
        sa.UniqueConstraint("general", name=op.f("uq_reminder_rules_general")),
        sa.UniqueConstraint("series_id", name=op.f("uq_reminder_rules_series_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "digests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(organisation_id IS NULL) <> (user_id IS NULL)", name=op.f("ck_digests_reader")
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["deliveries.id"], name=op.f("fk_digests_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_digests_organisation_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_digests_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("reader", "day", name=op.f("uq_digests_reader_day")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digests_day", "digests", ["day", "id"], unique=False)
    op.create_table(
        "digest_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest_id", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_digest_lines_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digests.id"], name=op.f("fk_digest_lines_digest_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_lines")),
        sa.UniqueConstraint(
            "reader",
            "assignment_id",
            "mark",
            name=op.f("uq_digest_lines_reader_assignment_id_mark"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_digest_lines_assignment_id", "digest_lines", ["assignment_id"], unique=False
    )
    op.create_index("ix_digest_lines_digest_id", "digest_lines", ["digest_id", "id"], unique=False)
    op.create_table(
        "escalated_tasks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("escalation_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "responsible",
                "head",
                "assistant_secretary",
                "regional_secretary",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "stop",
            sa.Enum(
                "reported",
                "claimed",
                "extension",
                "moved",
                "ended",
                "succeeded",
                "classed",
                name="stop",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint(
            "(stopped_at IS NULL) = (stop IS NULL)", name=op.f("ck_escalated_tasks_stopped")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_escalated_tasks_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalations.id"], name=op.f("fk_escalated_tasks_escalation_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_escalated_tasks_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalated_tasks")),
        sa.UniqueConstraint(
            "assignment_id",
            "organisation_id",
            "since",
            "level",
            name=op.f("uq_escalated_tasks_assignment_id_organisation_id_since_level"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_escalated_tasks_climbing",
        "escalated_tasks",
        ["assignment_id"],
        unique=False,
        sqlite_where=sa.text("stopped_at IS NULL"),
        postgresql_where=sa.text("stopped_at IS NULL"),
    )
    op.create_index(
        "ix_escalated_tasks_escalation_id", "escalated_tasks", ["escalation_id", "id"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_escalated_tasks_escalation_id", table_name="escalated_tasks")
    op.drop_index("ix_escalated_tasks_climbing", table_name="escalated_tasks")
    op.drop_table("escalated_tasks")
    op.drop_index("ix_digest_lines_digest_id", table_name="digest_lines")
    op.drop_index("ix_digest_lines_assignment_id", table_name="digest_lines")
    op.drop_table("digest_lines")
    op.drop_index("ix_digests_day", table_name="digests")
    op.drop_table("digests")
    op.drop_table("reminder_rules")
    op.drop_index("uq_escalations_drafted", table_name="escalations")
    op.drop_index("ix_escalations_state", table_name="escalations")
    op.drop_index("ix_escalations_organisation_id", table_name="escalations")
    op.drop_table("escalations")
    op.drop_table("digest_wishes")
    op.drop_index(op.f("ix_reminder_pauses_organisation_id"), table_name="reminder_pauses")
    op.drop_table("reminder_pauses")
