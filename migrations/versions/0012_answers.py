"""Answers of agencies: objections, requests for a new date, questions of the verifier."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEPT = {"table_kwargs": {"sqlite_autoincrement": True}}


def upgrade() -> None:
    with op.batch_alter_table("verifications", **KEPT) as table:
        table.drop_constraint(op.f("ck_verifications_verdict"), type_="check")
        table.create_check_constraint(
            op.f("ck_verifications_verdict"), "verdict IN ('accepted', 'returned', 'infeasible')"
        )
    op.create_table(
        "extension_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("wished_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_by_name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "granted",
                "declined",
                "withdrawn",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("granted_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_by_name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'granted') = (granted_on IS NOT NULL)",
            name=op.f("ck_extension_requests_granted"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (closed_at IS NULL)", name=op.f("ck_extension_requests_closed")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_extension_requests_explained")),
        sa.CheckConstraint(
            "state <> 'declined' OR answer <> ''",
            name=op.f("ck_extension_requests_declined_with_words"),
        ),
        sa.CheckConstraint("wished_on > due_on", name=op.f("ck_extension_requests_later")),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name=op.f("fk_extension_requests_asked_by")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_extension_requests_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["users.id"], name=op.f("fk_extension_requests_closed_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_requests")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_extension_requests_assignment_id"),
        "extension_requests",
        ["assignment_id"],
        unique=False,
    )
    op.create_index(
        "ix_extension_requests_open",
        "extension_requests",
        ["asked_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "uq_extension_requests_open",
        "extension_requests",
        ["assignment_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "not_ours",
                "needs_budget",
                "waiting_for",
                name="ground",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("awaited_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("raised_by_name", sa.Text(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "accepted",
                "declined",
                "withdrawn",
                "fulfilled",
                "ended",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("ruled_by", sa.Integer(), nullable=True),
        sa.Column("ruled_by_name", sa.Text(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closing", sa.Text(), nullable=False),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("closed_by_name", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(ground = 'waiting_for') = (awaited_id IS NOT NULL)",
            name=op.f("ck_objections_awaited"),
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_objections_explained")),
        sa.CheckConstraint(
            "state <> 'declined' OR answer <> ''", name=op.f("ck_objections_declined_with_words")
        ),
        sa.CheckConstraint(
            "state <> 'fulfilled' OR awaited_id IS NOT NULL", name=op.f("ck_objections_fulfilled")
        ),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_objections_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["awaited_id"], ["organisations.id"], name=op.f("fk_objections_awaited_id")
        ),
        sa.ForeignKeyConstraint(["closed_by"], ["users.id"], name=op.f("fk_objections_closed_by")),
        sa.ForeignKeyConstraint(["raised_by"], ["users.id"], name=op.f("fk_objections_raised_by")),
        sa.ForeignKeyConstraint(["ruled_by"], ["users.id"], name=op.f("fk_objections_ruled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objections")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_objections_assignment_id"), "objections", ["assignment_id"], unique=False
    )
    op.create_index(
        "ix_objections_awaited",
        "objections",
        ["awaited_id", "raised_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('open', 'accepted') AND awaited_id IS NOT NULL"),
        postgresql_where=sa.text("state IN ('open', 'accepted') AND awaited_id IS NOT NULL"),
    )
    op.create_index(
        "ix_objections_open",
        "objections",
        ["raised_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "uq_objections_standing",
        "objections",
        ["assignment_id", "ground"],
        unique=True,
        sqlite_where=sa.text("state IN ('open', 'accepted')"),
        postgresql_where=sa.text("state IN ('open', 'accepted')"),
    )
    op.create_table(
        "due_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("from_on IS DISTINCT FROM to_on", name=op.f("ck_due_changes_moved")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_due_changes_assignment_id")
        ),
        sa.ForeignKeyConstraint(["by"], ["users.id"], name=op.f("fk_due_changes_by")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["extension_requests.id"], name=op.f("fk_due_changes_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_due_changes_assignment_id"), "due_changes", ["assignment_id"], unique=False
    )
    op.create_table(
        "questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("update_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_by_name", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_by_name", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answer = '')", name=op.f("ck_questions_answered")
        ),
        sa.CheckConstraint("body <> ''", name=op.f("ck_questions_asked")),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["users.id"], name=op.f("fk_questions_answered_by")
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["users.id"], name=op.f("fk_questions_asked_by")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignments.id"], name=op.f("fk_questions_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["update_id"], ["status_updates.id"], name=op.f("fk_questions_update_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("update_id", name=op.f("uq_questions_update_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_questions_assignment_id"), "questions", ["assignment_id"], unique=False
    )
    op.add_column("assignments", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # Until then infeasibility was accepted by the same word as completion.
    op.execute("UPDATE verifications SET verdict = 'accepted' WHERE verdict = 'infeasible'")
    with op.batch_alter_table("verifications", **KEPT) as table:
        table.drop_constraint(op.f("ck_verifications_verdict"), type_="check")
        table.create_check_constraint(
            op.f("ck_verifications_verdict"), "verdict IN ('accepted', 'returned')"
        )
    op.drop_column("assignments", "asked_at")
    op.drop_index(op.f("ix_questions_assignment_id"), table_name="questions")
    op.drop_table("questions")
    op.drop_index(op.f("ix_due_changes_assignment_id"), table_name="due_changes")
    op.drop_table("due_changes")
    op.drop_index("uq_objections_standing", table_name="objections")
    op.drop_index("ix_objections_open", table_name="objections")
    op.drop_index("ix_objections_awaited", table_name="objections")
    op.drop_index(op.f("ix_objections_assignment_id"), table_name="objections")
    op.drop_table("objections")
    op.drop_index("uq_extension_requests_open", table_name="extension_requests")
    op.drop_index("ix_extension_requests_open", table_name="extension_requests")
    op.drop_index(op.f("ix_extension_requests_assignment_id"), table_name="extension_requests")
    op.drop_table("extension_requests")
