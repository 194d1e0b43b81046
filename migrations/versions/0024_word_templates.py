"""Papers in Word: templates an office gave, and printouts in a form of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}


def upgrade() -> None:
    op.create_table(
        "word_templates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_word_templates_blob_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_templates")),
        sa.UniqueConstraint("kind", name=op.f("uq_word_templates_kind")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("printouts", table_kwargs=_KEEP) as table:
        table.add_column(
            sa.Column("form", sa.String(length=40), server_default="pdf", nullable=False)
        )
        table.add_column(sa.Column("template_key", sa.Text(), nullable=True))
        table.add_column(sa.Column("document_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_printouts_document_id"), "documents", ["document_id"], ["id"]
        )


def downgrade() -> None:
    op.execute("DELETE FROM printouts WHERE form <> 'pdf'")
    with op.batch_alter_table("printouts", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("fk_printouts_document_id"), type_="foreignkey")
        table.drop_column("document_id")
        table.drop_column("template_key")
        table.drop_column("form")
    op.drop_table("word_templates")
