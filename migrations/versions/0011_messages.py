"""Messages: mail and webhook that belong to no meeting, notices, links to one task."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}
_CHANNELS = ("mail", "webhook")
_UNSENT = sa.text("meeting_id IS NULL AND state <> 'sent'")


def upgrade() -> None:
    _create_action_links()
    _create_notices()
    with op.batch_alter_table("deliveries", table_kwargs=_KEEP) as table:
        table.alter_column("meeting_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("channel", sa.String(40), server_default="mail", nullable=False))
        table.add_column(sa.Column("url", sa.Text(), server_default="", nullable=False))
        table.create_check_constraint(
            op.f("ck_deliveries_channel"), "channel IN ('mail', 'webhook')"
        )
    op.create_index(
        "ix_deliveries_unsent",
        "deliveries",
        ["state", "id"],
        sqlite_where=_UNSENT,
        postgresql_where=_UNSENT,
    )
    op.add_column("organisations", sa.Column("phone", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("status_updates", table_kwargs=_KEEP) as table:
        table.alter_column("by", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("link_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_status_updates_link_id"), ["link_id"])
        table.create_foreign_key(
            op.f("fk_status_updates_link_id"), "action_links", ["link_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_status_updates_by_account_or_link"), "(by IS NULL) = (link_id IS NOT NULL)"
        )


def _create_action_links() -> None:
    op.create_table(
        "action_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                *_CHANNELS, name="channel", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("recipient_name", sa.Text(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("address <> ''", name=op.f("ck_action_links_addressed")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_action_links_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["users.id"], name=op.f("fk_action_links_issued_by")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_action_links_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["users.id"], name=op.f("fk_action_links_revoked_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_links")),
        sqlite_autoincrement=True,
    )
    for column in ("assignment_id", "organisation_id"):
        op.create_index(op.f(f"ix_action_links_{column}"), "action_links", [column])
    op.create_table(
        "action_link_codes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["action_links.id"], name=op.f("fk_action_link_codes_link_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_link_codes")),
        sa.UniqueConstraint("link_id", name=op.f("uq_action_link_codes_link_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "action_link_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["action_links.id"], name=op.f("fk_action_link_visits_link_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_link_visits")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_action_link_visits_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_action_link_visits_link_id"), "action_link_visits", ["link_id"])


def _create_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "audience",
            sa.Enum(
                *("agency", "secretariat"),
                name="audience",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_notices_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_notices_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_notices_office", "notices", ["organisation_id", "audience", "id"])
    op.create_index("ix_notices_at", "notices", ["at"])
    op.create_index(op.f("ix_notices_assignment_id"), "notices", ["assignment_id"])
    op.create_table(
        "notice_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notice_marks_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_marks")),
        sa.UniqueConstraint("user_id", name=op.f("uq_notice_marks_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "notice_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_notice_readings_notice_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_notice_readings_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_readings")),
        sa.UniqueConstraint(
            "user_id", "notice_id", name=op.f("uq_notice_readings_user_id_notice_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notice_readings_notice_id"), "notice_readings", ["notice_id"])


def downgrade() -> None:
    for table in ("notice_readings", "notice_marks", "notices"):
        op.drop_table(table)
    by_link = "(SELECT id FROM status_updates WHERE by IS NULL)"
    for table in ("verifications", "evidence"):
        op.execute(f"DELETE FROM {table} WHERE update_id IN {by_link}")  # noqa: S608 - our own words
    op.execute("DELETE FROM status_updates WHERE by IS NULL")
    op.execute("DELETE FROM deliveries WHERE meeting_id IS NULL OR channel = 'webhook'")
    with op.batch_alter_table("status_updates", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("ck_status_updates_by_account_or_link"), type_="check")
        table.drop_constraint(op.f("fk_status_updates_link_id"), type_="foreignkey")
        table.drop_index(op.f("ix_status_updates_link_id"))
        table.drop_column("link_id")
        table.alter_column("by", existing_type=sa.Integer(), nullable=False)
    op.drop_column("organisations", "phone")
    op.drop_index("ix_deliveries_unsent", table_name="deliveries")
    with op.batch_alter_table("deliveries", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("ck_deliveries_channel"), type_="check")
        table.drop_column("url")
        table.drop_column("channel")
        table.alter_column("meeting_id", existing_type=sa.Integer(), nullable=False)
    for table in ("action_link_visits", "action_link_codes", "action_links"):
        op.drop_table(table)
