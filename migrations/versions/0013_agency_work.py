"""Work of agencies: assigned positions, the capacity of who reports, reports sent twice."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}


def upgrade() -> None:
    with op.batch_alter_table("assignments", table_kwargs=_KEEP) as table:
        table.add_column(sa.Column("position_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_assignments_position_id"), "positions", ["position_id"], ["id"]
        )
    op.add_column(
        "status_updates",
        sa.Column("by_title", sa.Text(), nullable=False, server_default=sa.text("''")),
    )
    op.add_column("status_updates", sa.Column("sending", sa.Text(), nullable=True))
    op.create_index(
        "uq_status_updates_sending", "status_updates", ["assignment_id", "sending"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_status_updates_sending", table_name="status_updates")
    op.drop_column("status_updates", "sending")
    op.drop_column("status_updates", "by_title")
    with op.batch_alter_table("assignments", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("fk_assignments_position_id"), type_="foreignkey")
        table.drop_column("position_id")
