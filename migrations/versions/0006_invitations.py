"""Invitations: positions invited, the letter, the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEPT = {"sqlite_autoincrement": True}
_WHOLE_OFFICE = sa.text("position_id IS NULL")


def upgrade() -> None:
    _widen_invitees()
    op.create_table(
        "invitations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *("draft", "submitted", "returned", "approved", "sent"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in (
                *("place", "opening", "closing", "attire", "signatory_name"),
                *("signatory_position", "signatory_rank_grade", "signatory_employee_number"),
                "on_behalf_of",
            )
        ),
        sa.Column("carbon_copies", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Integer(), nullable=True),
        sa.Column("approved_by_name", sa.Text(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("proof_id", sa.Integer(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('approved', 'sent') OR approved_at IS NOT NULL",
            name=op.f("ck_invitations_approved"),
        ),
        _key("invitations", "meeting_id", "meetings"),
        _key("invitations", "submitted_by", "users"),
        _key("invitations", "approved_by", "users"),
        _key("invitations", "proof_id", "stored_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_invitations_meeting_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitation_replies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("invitee_id", sa.Integer(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                *("attending", "represented", "unable"),
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("delegate_name", sa.Text(), nullable=False),
        sa.Column("delegate_position", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "answer <> 'represented' OR delegate_name <> ''",
            name=op.f("ck_invitation_replies_delegate"),
        ),
        sa.CheckConstraint(
            "answer <> 'unable' OR reason <> ''", name=op.f("ck_invitation_replies_reason")
        ),
        _key("invitation_replies", "meeting_id", "meetings"),
        _key("invitation_replies", "invitee_id", "invitees"),
        _key("invitation_replies", "by_id", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_replies")),
        sqlite_autoincrement=True,
    )
    for column in ("meeting_id", "invitee_id"):
        op.create_index(
            op.f(f"ix_invitation_replies_{column}"), "invitation_replies", [column], unique=False
        )


def downgrade() -> None:
    """Positions and guests have no place in the old list."""
    op.drop_table("invitation_replies")
    op.drop_table("invitations")
    op.execute("DELETE FROM invitees WHERE organisation_id IS NULL OR position_id IS NOT NULL")
    op.drop_index("uq_invitees_position", "invitees")
    op.drop_index("uq_invitees_organisation", "invitees")
    with op.batch_alter_table("invitees", table_kwargs=_KEPT) as table:
        table.drop_constraint(op.f("ck_invitees_someone"), type_="check")
        table.drop_constraint(op.f("fk_invitees_position_id"), type_="foreignkey")
        for name in (
            *("position_id", "guest_name", "guest_position", "guest_organisation"),
            *("guest_address", "told"),
        ):
            table.drop_column(name)
        table.alter_column("organisation_id", existing_type=sa.Integer(), nullable=False)
        table.create_unique_constraint(
            op.f("uq_invitees_meeting_id_organisation_id"), ["meeting_id", "organisation_id"]
        )


def _widen_invitees() -> None:
    with op.batch_alter_table("invitees", table_kwargs=_KEPT) as table:
        table.drop_constraint(op.f("uq_invitees_meeting_id_organisation_id"), type_="unique")
        table.alter_column("organisation_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("position_id", sa.Integer(), nullable=True))
        for name in ("guest_name", "guest_position", "guest_organisation", "guest_address"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("told", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_invitees_position_id"), "positions", ["position_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_invitees_someone"), "(organisation_id IS NULL) = (guest_name <> '')"
        )
    op.create_index(
        "uq_invitees_organisation",
        "invitees",
        ["meeting_id", "organisation_id"],
        unique=True,
        sqlite_where=_WHOLE_OFFICE,
        postgresql_where=_WHOLE_OFFICE,
    )
    op.create_index("uq_invitees_position", "invitees", ["meeting_id", "position_id"], unique=True)


def _key(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
