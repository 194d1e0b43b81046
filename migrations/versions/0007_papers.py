"""Papers besides the notula."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NOTULA = "kind IN ('minutes')"
EVERY_KIND = "kind IN ('minutes', 'invitation', 'attendance_form', 'attendance', 'action_matrix')"


def upgrade() -> None:
    with op.batch_alter_table("documents", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.alter_column("minutes_id", existing_type=sa.Integer(), nullable=True)
        table.drop_constraint(op.f("ck_documents_kind"), type_="check")
        table.create_check_constraint(op.f("ck_documents_kind"), EVERY_KIND)
        table.create_check_constraint(
            op.f("ck_documents_minutes"), "(kind = 'minutes') = (minutes_id IS NOT NULL)"
        )


def downgrade() -> None:
    for table_name in ("deliveries", "update_windows"):
        op.execute(
            f"UPDATE {table_name} SET document_id = NULL "  # noqa: S608 - our own table names
            "WHERE document_id IN (SELECT id FROM documents WHERE kind <> 'minutes')"
        )
    op.execute("DELETE FROM documents WHERE kind <> 'minutes'")
    with op.batch_alter_table("documents", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("ck_documents_minutes"), type_="check")
        table.drop_constraint(op.f("ck_documents_kind"), type_="check")
        table.create_check_constraint(op.f("ck_documents_kind"), NOTULA)
        table.alter_column("minutes_id", existing_type=sa.Integer(), nullable=False)
