"""Settings of the papers: letterheads of offices, gelar by official, Pjs., and drawn samples."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}
_CAPACITIES = ("definitive", "acting", "daily_acting", "interim")


def upgrade() -> None:
    op.create_table(
        "office_letterheads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("government", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("address_lines", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("emblem_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_office_letterheads_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_letterheads")),
        sa.UniqueConstraint("organisation_id", name=op.f("uq_office_letterheads_organisation_id")),
        sqlite_autoincrement=True,
    )
    op.add_column(
        "printouts", sa.Column("pictures", sa.JSON(), nullable=False, server_default="[]")
    )
    with op.batch_alter_table("printouts", table_kwargs=_KEEP) as table:
        table.alter_column("pictures", server_default=None)
    with op.batch_alter_table("appointments", table_kwargs=_KEEP) as table:
        table.add_column(sa.Column("show_titles", sa.Boolean(), nullable=True))
        _allow(table, *_CAPACITIES, "caretaker")


def downgrade() -> None:
    op.execute("UPDATE appointments SET capacity = 'interim' WHERE capacity = 'caretaker'")
    with op.batch_alter_table("appointments", table_kwargs=_KEEP) as table:
        _allow(table, *_CAPACITIES)
        table.drop_column("show_titles")
    op.drop_column("printouts", "pictures")
    op.drop_table("office_letterheads")


def _allow(table: BatchOperations, *capacities: str) -> None:
    table.drop_constraint(op.f("ck_appointments_capacity"), type_="check")
    words = ", ".join(f"'{capacity}'" for capacity in capacities)
    table.create_check_constraint(op.f("ck_appointments_capacity"), f"capacity IN ({words})")
