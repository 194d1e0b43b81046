"""Minutes: initials, remarks, objection window, acceptance by the next meeting."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("accepted_by", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["accepted_by"], ["users.id"], name=op.f("fk_acceptances_accepted_by")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_acceptances_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_acceptances_minutes_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acceptances")),
        sa.UniqueConstraint("minutes_id", name=op.f("uq_acceptances_minutes_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_acceptances_meeting_id"), "acceptances", ["meeting_id"], unique=False)
    op.create_table(
        "initials",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen", sa.Integer(), nullable=True),
        sa.CheckConstraint("step BETWEEN 1 AND 3", name=op.f("ck_initials_step")),
        sa.ForeignKeyConstraint(
            ["minutes_id"], ["minutes.id"], name=op.f("fk_initials_minutes_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_initials_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initials")),
        sa.UniqueConstraint("minutes_id", "step", name=op.f("uq_initials_minutes_id_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_initials_user_id"), "initials", ["user_id"], unique=False)
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minutes_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "return",
                "objection",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Integer(), nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "outcome",
            sa.Enum(
                "accepted",
                "declined",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("body <> ''", name=op.f("ck_remarks_said")),
        sa.CheckConstraint(
            "outcome <> 'declined' OR answer <> ''", name=op.f("ck_remarks_declined_with_words")
        ),
        sa.CheckConstraint(
            "(outcome IS NULL) = (answered_at IS NULL)", name=op.f("ck_remarks_answered")
        ),
        sa.ForeignKeyConstraint(["answered_by"], ["users.id"], name=op.f("fk_remarks_answered_by")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_remarks_meeting_id")
        ),
        sa.ForeignKeyConstraint(["minutes_id"], ["minutes.id"], name=op.f("fk_remarks_minutes_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_remarks_organisation_id")
        ),
        sa.ForeignKeyConstraint(["said_by"], ["users.id"], name=op.f("fk_remarks_said_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_remarks_minutes_id"), "remarks", ["minutes_id"], unique=False)
    op.create_index(
        "ix_remarks_open",
        "remarks",
        ["minutes_id"],
        unique=False,
        sqlite_where=sa.text("outcome IS NULL"),
        postgresql_where=sa.text("outcome IS NULL"),
    )
    op.add_column(
        "minutes", sa.Column("objections_until", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("minutes", "objections_until")
    op.drop_index("ix_remarks_open", table_name="remarks")
    op.drop_index(op.f("ix_remarks_minutes_id"), table_name="remarks")
    op.drop_table("remarks")
    op.drop_index(op.f("ix_initials_user_id"), table_name="initials")
    op.drop_table("initials")
    op.drop_index(op.f("ix_acceptances_meeting_id"), table_name="acceptances")
    op.drop_table("acceptances")
