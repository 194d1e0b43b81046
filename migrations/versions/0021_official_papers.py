"""Papers that somebody writes from a meeting's record."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

OLD_KINDS = "kind IN ('minutes', 'invitation', 'attendance_form', 'attendance', 'action_matrix')"
STATES = ("draft", "submitted", "returned", "approved", "discarded")
OF_KIND = "official_paper_id IS NULL"


def upgrade() -> None:
    op.create_table(
        "official_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("enclosures", sa.Text(), nullable=False),
        sa.Column("copies", sa.JSON(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_by_name", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_at IS NOT NULL",
            name=op.f("ck_official_papers_approved"),
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["users.id"], name=op.f("fk_official_papers_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_official_papers_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_official_papers_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["users.id"], name=op.f("fk_official_papers_submitted_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official_papers")),
        sqlite_autoincrement=True,
    )
    for column in ("meeting_id", "organisation_id"):
        op.create_index(op.f(f"ix_official_papers_{column}"), "official_papers", [column])
    with op.batch_alter_table("documents", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("ck_documents_kind"), type_="check")
        table.drop_constraint(op.f("uq_documents_meeting_id_kind_edition"), type_="unique")
        table.add_column(sa.Column("official_paper_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_documents_official_paper_id"),
            "official_papers",
            ["official_paper_id"],
            ["id"],
        )
    op.create_index(
        "uq_documents_edition_of_kind",
        "documents",
        ["meeting_id", "kind", "edition"],
        unique=True,
        sqlite_where=sa.text(OF_KIND),
        postgresql_where=sa.text(OF_KIND),
    )
    op.create_index(
        "uq_documents_edition_of_paper", "documents", ["official_paper_id", "edition"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_documents_edition_of_paper", table_name="documents")
    op.drop_index("uq_documents_edition_of_kind", table_name="documents")
    for table_name in ("deliveries", "update_windows"):
        op.execute(
            f"UPDATE {table_name} SET document_id = NULL "  # noqa: S608 - our own table names
            f"WHERE document_id IN (SELECT id FROM documents WHERE NOT {OLD_KINDS})"
        )
    for table_name in ("acknowledgements", "paper_links"):
        op.execute(
            f"DELETE FROM {table_name} "  # noqa: S608 - our own table names
            f"WHERE document_id IN (SELECT id FROM documents WHERE NOT {OLD_KINDS})"
        )
    op.execute(f"DELETE FROM documents WHERE NOT {OLD_KINDS}")  # noqa: S608
    with op.batch_alter_table("documents", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("fk_documents_official_paper_id"), type_="foreignkey")
        table.drop_column("official_paper_id")
        table.create_unique_constraint(
            op.f("uq_documents_meeting_id_kind_edition"), ["meeting_id", "kind", "edition"]
        )
        table.create_check_constraint(op.f("ck_documents_kind"), OLD_KINDS)
    op.drop_table("official_papers")
