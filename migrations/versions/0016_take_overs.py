"""Take-over of a matrix from a spreadsheet."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "matrix_layouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_matrix_layouts_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_layouts")),
        sa.UniqueConstraint(
            "unit_id", "signature", name=op.f("uq_matrix_layouts_unit_id_signature")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "matrix_spellings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("spelling", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_matrix_spellings_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_matrix_spellings_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_spellings")),
        sa.UniqueConstraint(
            "unit_id", "spelling", name=op.f("uq_matrix_spellings_unit_id_spelling")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "take_overs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "running",
                "done",
                "undoing",
                "undone",
                "discarded",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_take_overs_named")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_take_overs_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_take_overs_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_take_overs_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take_overs")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_take_overs_meeting_id"), "take_overs", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_take_overs_unit_id"), "take_overs", ["unit_id"], unique=False)
    op.create_table(
        "take_over_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("take_over_id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=True),
        sa.Column("head_row", sa.Integer(), nullable=True),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("period_ends", sa.Boolean(), nullable=False),
        sa.Column("leave_done", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("spellings", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("read_edition", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_over_id"], ["take_overs.id"], name=op.f("fk_take_over_drafts_take_over_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take_over_drafts")),
        sa.UniqueConstraint("take_over_id", name=op.f("uq_take_over_drafts_take_over_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "take_over_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("take_over_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("merged", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["take_over_id"], ["take_overs.id"], name=op.f("fk_take_over_sheets_take_over_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take_over_sheets")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_take_over_sheets_take_over_id"), "take_over_sheets", ["take_over_id"], unique=False
    )
    op.create_table(
        "take_over_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("take_over_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "create",
                "question",
                "left_out",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("part_of", sa.Integer(), nullable=True),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_take_over_rows_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["take_over_id"], ["take_overs.id"], name=op.f("fk_take_over_rows_take_over_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_take_over_rows")),
        sa.UniqueConstraint(
            "take_over_id", "number", name=op.f("uq_take_over_rows_take_over_id_number")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_take_over_rows_action_id"), "take_over_rows", ["action_id"], unique=False
    )
    with op.batch_alter_table("actions", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("take_over_id", sa.Integer(), nullable=True))
        for name in ("old_reference", "old_due", "old_note"):
            table.add_column(
                sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)
            )
        table.create_foreign_key(
            op.f("fk_actions_take_over_id"), "take_overs", ["take_over_id"], ["id"]
        )
        table.create_index(op.f("ix_actions_take_over_id"), ["take_over_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("actions", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_index(op.f("ix_actions_take_over_id"))
        table.drop_constraint(op.f("fk_actions_take_over_id"), type_="foreignkey")
        for name in ("old_note", "old_due", "old_reference", "take_over_id"):
            table.drop_column(name)
    op.drop_index(op.f("ix_take_over_rows_action_id"), table_name="take_over_rows")
    op.drop_table("take_over_rows")
    op.drop_index(op.f("ix_take_over_sheets_take_over_id"), table_name="take_over_sheets")
    op.drop_table("take_over_sheets")
    op.drop_table("take_over_drafts")
    op.drop_index(op.f("ix_take_overs_unit_id"), table_name="take_overs")
    op.drop_index(op.f("ix_take_overs_meeting_id"), table_name="take_overs")
    op.drop_table("take_overs")
    op.drop_table("matrix_spellings")
    op.drop_table("matrix_layouts")
