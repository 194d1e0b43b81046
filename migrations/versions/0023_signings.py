"""Signed papers and withdrawn ones, and the number a paper was given in SRIKANDI."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                *("local", "bsre", "wet_scan"),
                name="method",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("signatory_name", sa.Text(), nullable=False),
        sa.Column("signatory_position", sa.Text(), nullable=False),
        sa.Column("certificate_subject", sa.Text(), nullable=False),
        sa.Column("certificate_issuer", sa.Text(), nullable=False),
        sa.Column("certificate_serial", sa.Text(), nullable=False),
        sa.Column("file_key", sa.Text(), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Integer(), nullable=False),
        sa.Column("signed_by_name", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(method = 'wet_scan') = (place IS NULL)", name=op.f("ck_signings_place")
        ),
        sa.CheckConstraint(
            "(method = 'wet_scan') = (certificate_subject = '')",
            name=op.f("ck_signings_certificate"),
        ),
        sa.CheckConstraint(
            "file_size > 0 AND length(file_key) = 64", name=op.f("ck_signings_file")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_signings_document_id")
        ),
        sa.ForeignKeyConstraint(["signed_by"], ["users.id"], name=op.f("fk_signings_signed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signings")),
        sa.UniqueConstraint("document_id", "place", name=op.f("uq_signings_document_id_place")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_signings_document_id"), "signings", ["document_id"], unique=False)
    op.create_index(op.f("ix_signings_file_key"), "signings", ["file_key"], unique=False)
    op.create_table(
        "withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_by", sa.Integer(), nullable=False),
        sa.Column("withdrawn_by_name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_withdrawals_reason")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_withdrawals_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by"], ["users.id"], name=op.f("fk_withdrawals_withdrawn_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawals")),
        sa.UniqueConstraint("document_id", name=op.f("uq_withdrawals_document_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "srikandi_numbers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_srikandi_numbers_number_given")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_srikandi_numbers_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_srikandi_numbers")),
        sa.UniqueConstraint("document_id", name=op.f("uq_srikandi_numbers_document_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_srikandi_numbers_number"), "srikandi_numbers", ["number"], unique=False
    )
    op.create_index(op.f("ix_documents_pdf_key"), "documents", ["pdf_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_documents_pdf_key"), table_name="documents")
    op.drop_table("srikandi_numbers")
    op.drop_table("withdrawals")
    op.drop_table("signings")
