"""Organisations merged or split, and who goes on with their open work."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "successions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("takes_over_on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("successor_id <> organisation_id", name=op.f("ck_successions_another")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_successions_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["successor_id"], ["organisations.id"], name=op.f("fk_successions_successor_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_successions")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_successions_organisation_id"), "successions", ["organisation_id"], unique=False
    )
    planned = sa.text("carried_out_at IS NULL AND cancelled_at IS NULL")
    op.create_index(
        "uq_successions_planned",
        "successions",
        ["organisation_id"],
        unique=True,
        sqlite_where=planned,
        postgresql_where=planned,
    )


def downgrade() -> None:
    op.drop_table("successions")
