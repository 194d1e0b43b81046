"""The update window before a meeting, and the matrix frozen at its end."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "update_windows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("closes_at > opens_at", name=op.f("ck_update_windows_dates")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_update_windows_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_update_windows_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update_windows")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_update_windows_meeting_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_update_windows_document_id"), "update_windows", ["document_id"], unique=False
    )
    op.add_column("actions", sa.Column("show_from", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("actions", "show_from")
    op.drop_table("update_windows")
