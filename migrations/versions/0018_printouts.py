"""Printouts: papers of the day's work, for who asked for them."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printouts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "security_class",
            sa.Enum(
                "open",
                "restricted",
                "secret",
                "top_secret",
                name="security_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("snapshot", sa.LargeBinary(), nullable=False),
        sa.Column("snapshot_key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pdf_key", sa.Text(), nullable=True),
        sa.Column("pdf_size", sa.Integer(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_printouts_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printouts")),
        sa.UniqueConstraint(
            "user_id", "kind", "snapshot_key", name=op.f("uq_printouts_user_id_kind_snapshot_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_printouts_created_at"), "printouts", ["created_at"], unique=False)


def downgrade() -> None:
    op.drop_table("printouts")
