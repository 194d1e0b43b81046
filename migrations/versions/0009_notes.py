"""Notes: what is written at the desk, and its history."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NOTED = ("statements", "agreements", "minutes_sections")


def upgrade() -> None:
    for table in NOTED:
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
            batch.add_column(sa.Column("agenda_item_id", sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_agenda_item_id"), "agenda_items", ["agenda_item_id"], ["id"]
            )
            if table == "minutes_sections":
                name = op.f("uq_minutes_sections_agenda_item_id")
                batch.create_unique_constraint(name, ["agenda_item_id"])
    op.create_table(
        "section_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                *("written", "restored", "set_aside", "found"),
                name=op.f("ck_section_revisions_kind"),
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("written_by", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_section_revisions_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["users.id"], name=op.f("fk_section_revisions_written_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_revisions")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_section_revisions_meeting_id", "section_revisions", ["meeting_id"])
    op.create_index("ix_section_revisions_section_id_id", "section_revisions", ["section_id", "id"])


def downgrade() -> None:
    op.drop_table("section_revisions")
    for table in NOTED:
        with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
            if table == "minutes_sections":
                name = op.f("uq_minutes_sections_agenda_item_id")
                batch.drop_constraint(name, type_="unique")
            batch.drop_constraint(op.f(f"fk_{table}_agenda_item_id"), type_="foreignkey")
            batch.drop_column("agenda_item_id")
