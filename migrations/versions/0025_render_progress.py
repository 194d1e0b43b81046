"""How far a paper is printed."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("printout_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("called_off_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(document_id IS NULL) <> (printout_id IS NULL)", name=op.f("ck_printings_paper")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_printings_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["printout_id"],
            ["printouts.id"],
            name=op.f("fk_printings_printout_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printings")),
        sa.UniqueConstraint("document_id", name=op.f("uq_printings_document_id")),
        sa.UniqueConstraint("printout_id", name=op.f("uq_printings_printout_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_printings_kind"), "printings", ["kind"], unique=False)
    op.create_index(op.f("ix_printouts_snapshot_key"), "printouts", ["snapshot_key"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_printouts_snapshot_key"), table_name="printouts")
    op.drop_index(op.f("ix_printings_kind"), table_name="printings")
    op.drop_table("printings")
