"""Actions agreed outside meetings: the directive behind them, with its witness and its letter."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}
_OWNERS = ("meeting_id", "assignment_id", "agenda_proposal_id")


def upgrade() -> None:
    _create_directives()
    for name in ("actions", "stored_files"):
        with op.batch_alter_table(name, table_kwargs=_KEEP) as table:
            table.add_column(sa.Column("directive_id", sa.Integer(), nullable=True))
            table.create_foreign_key(
                op.f(f"fk_{name}_directive_id"), "directives", ["directive_id"], ["id"]
            )
            table.create_index(op.f(f"ix_{name}_directive_id"), ["directive_id"], unique=False)
            if name == "stored_files":
                _own_by(table, *_OWNERS, "directive_id")


def downgrade() -> None:
    op.execute("DELETE FROM stored_files WHERE directive_id IS NOT NULL")
    for name in ("stored_files", "actions"):
        with op.batch_alter_table(name, table_kwargs=_KEEP) as table:
            if name == "stored_files":
                _own_by(table, *_OWNERS)
            table.drop_index(op.f(f"ix_{name}_directive_id"))
            table.drop_constraint(op.f(f"fk_{name}_directive_id"), type_="foreignkey")
            table.drop_column("directive_id")
    op.drop_index(op.f("ix_directives_unit_id"), table_name="directives")
    op.drop_table("directives")


def _own_by(table: BatchOperations, *owners: str) -> None:
    given = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in owners)
    table.drop_constraint(op.f("ck_stored_files_one_owner"), type_="check")
    table.create_check_constraint(op.f("ck_stored_files_one_owner"), f"{given} = 1")


def _create_directives() -> None:
    op.create_table(
        "directives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "security_class",
            sa.Enum(
                *("open", "restricted", "secret", "top_secret"),
                name="security_class",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum(
                *("spoken", "phone", "visit", "event", "letter", "other"),
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("giver_position", sa.Text(), nullable=False),
        sa.Column("giver_name", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("witness_name", sa.Text(), nullable=False),
        sa.Column("witness_position", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("giver_position <> ''", name=op.f("ck_directives_given_by_someone")),
        sa.CheckConstraint(
            "kind IN ('letter', 'other') OR witness_name <> ''",
            name=op.f("ck_directives_spoken_before_a_witness"),
        ),
        sa.CheckConstraint(
            "security_class IN ('open', 'restricted')",
            name=op.f("ck_directives_without_named_readers"),
        ),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_directives_created_by")
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["organisations.id"], name=op.f("fk_directives_unit_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directives")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_directives_unit_id"), "directives", ["unit_id"], unique=False)
