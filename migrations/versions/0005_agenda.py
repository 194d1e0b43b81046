"""Agenda: proposals, parked items, and how far the meeting has come."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_KIND = sa.Enum(
    *("ordinary", "follow_up", "previous_minutes"),
    name="kind",
    native_enum=False,
    create_constraint=False,
    length=40,
)
_ONE_OF_THREE = (
    "(CASE WHEN meeting_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN assignment_id IS NULL THEN 0 ELSE 1 END)"
    " + (CASE WHEN agenda_proposal_id IS NULL THEN 0 ELSE 1 END) = 1"
)
_KEEP = {"sqlite_autoincrement": True}


def upgrade() -> None:
    _create_proposals()
    _create_parked_items()
    with op.batch_alter_table("agenda_items", table_kwargs=_KEEP) as table:
        table.add_column(sa.Column("kind", _KIND, nullable=False, server_default="ordinary"))
        table.add_column(sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("proposal_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_agenda_items_proposal_id"), "agenda_proposals", ["proposal_id"], ["id"]
        )
        table.create_check_constraint(
            op.f("ck_agenda_items_kind"), "kind IN ('ordinary', 'follow_up', 'previous_minutes')"
        )
        table.create_check_constraint(
            op.f("ck_agenda_items_opened_first"), "closed_at IS NULL OR opened_at IS NOT NULL"
        )
    with op.batch_alter_table("agenda_items", table_kwargs=_KEEP) as table:
        table.alter_column("kind", server_default=None)
    with op.batch_alter_table("stored_files", table_kwargs=_KEEP) as table:
        for name, other in (
            ("agenda_item_id", "agenda_items"),
            ("agenda_proposal_id", "agenda_proposals"),
        ):
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_stored_files_{name}"), other, [name], ["id"])
            table.create_index(op.f(f"ix_stored_files_{name}"), [name], unique=False)
        table.drop_constraint(op.f("ck_stored_files_one_owner"), type_="check")
        table.create_check_constraint(op.f("ck_stored_files_one_owner"), _ONE_OF_THREE)
        table.create_check_constraint(
            op.f("ck_stored_files_material"), "agenda_item_id IS NULL OR meeting_id IS NOT NULL"
        )


def downgrade() -> None:
    op.execute("DELETE FROM stored_files WHERE agenda_proposal_id IS NOT NULL")
    with op.batch_alter_table("stored_files", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("ck_stored_files_material"), type_="check")
        table.drop_constraint(op.f("ck_stored_files_one_owner"), type_="check")
        for name in ("agenda_item_id", "agenda_proposal_id"):
            table.drop_index(op.f(f"ix_stored_files_{name}"))
            table.drop_constraint(op.f(f"fk_stored_files_{name}"), type_="foreignkey")
            table.drop_column(name)
        table.create_check_constraint(
            op.f("ck_stored_files_one_owner"), "(meeting_id IS NULL) <> (assignment_id IS NULL)"
        )
    with op.batch_alter_table("agenda_items", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("ck_agenda_items_opened_first"), type_="check")
        table.drop_constraint(op.f("ck_agenda_items_kind"), type_="check")
        table.drop_constraint(op.f("fk_agenda_items_proposal_id"), type_="foreignkey")
        for name in ("proposal_id", "closed_at", "opened_at", "kind"):
            table.drop_column(name)
    op.drop_table("parked_items")
    op.drop_table("agenda_proposals")


def _create_proposals() -> None:
    op.create_table(
        "agenda_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                *("proposed", "accepted", "declined", "parked", "withdrawn"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes > 0", name=op.f("ck_agenda_proposals_minutes")
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (answered_at IS NULL)",
            name=op.f("ck_agenda_proposals_answered"),
        ),
        *_references("agenda_proposals", "meeting_id", "meetings"),
        *_references("agenda_proposals", "organisation_id", "organisations"),
        *_references("agenda_proposals", "proposed_by", "users"),
        *_references("agenda_proposals", "answered_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_proposals")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_agenda_proposals_meeting_id_state", "agenda_proposals", ["meeting_id", "state"]
    )
    op.create_index(
        op.f("ix_agenda_proposals_organisation_id"), "agenda_proposals", ["organisation_id"]
    )


def _create_parked_items() -> None:
    op.create_table(
        "parked_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("presenter", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                *("waiting", "taken_up", "dropped"),
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("used_in_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("parked_by", sa.Integer(), nullable=False),
        sa.Column("parked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state = 'taken_up') = (used_in_id IS NOT NULL)", name=op.f("ck_parked_items_used")
        ),
        sa.CheckConstraint(
            "(state = 'dropped') = (reason <> '')", name=op.f("ck_parked_items_dropped")
        ),
        *_references("parked_items", "series_id", "series"),
        *_references("parked_items", "meeting_id", "meetings"),
        *_references("parked_items", "proposal_id", "agenda_proposals"),
        *_references("parked_items", "used_in_id", "meetings"),
        *_references("parked_items", "parked_by", "users"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parked_items")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parked_items_series_id_state", "parked_items", ["series_id", "state"])
    op.create_index(op.f("ix_parked_items_meeting_id"), "parked_items", ["meeting_id"])


def _references(table: str, column: str, other: str) -> list[sa.ForeignKeyConstraint]:
    return [sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))]
