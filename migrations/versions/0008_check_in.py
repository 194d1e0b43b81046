"""Attendance: signatures, self check-in."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MANDATES = ("letter", "disposition", "none")
LEVELS = ("administrator", "supervisor", "functional", "staff")


def upgrade() -> None:
    with op.batch_alter_table("attendances", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("mandate", _one_of("mandate", MANDATES), nullable=True))
        table.add_column(
            sa.Column("delegate_level", _one_of("delegate_level", LEVELS), nullable=True)
        )
        table.add_column(
            sa.Column("signature", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        table.add_column(sa.Column("checked_in_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("device", sa.Text(), nullable=True))
        table.add_column(sa.Column("invitee_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_attendances_invitee_id"),
            "invitees",
            ["invitee_id"],
            ["id"],
            ondelete="SET NULL",
        )
        table.create_unique_constraint(
            op.f("uq_attendances_meeting_id_device"), ["meeting_id", "device"]
        )
    op.create_index(op.f("ix_attendances_invitee_id"), "attendances", ["invitee_id"])
    op.create_table(
        "check_in_desks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_check_in_desks_meeting_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_desks")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_check_in_desks_meeting_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("check_in_desks")
    op.drop_index(op.f("ix_attendances_invitee_id"), "attendances")
    with op.batch_alter_table("attendances", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("uq_attendances_meeting_id_device"), type_="unique")
        table.drop_constraint(op.f("fk_attendances_invitee_id"), type_="foreignkey")
        table.drop_constraint(op.f("ck_attendances_mandate"), type_="check")
        table.drop_constraint(op.f("ck_attendances_delegate_level"), type_="check")
        for name in (
            *("invitee_id", "device", "checked_in_at"),
            *("signature", "delegate_level", "mandate"),
        ):
            table.drop_column(name)


def _one_of(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)
