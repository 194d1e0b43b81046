"""Which meeting a printout tells of: who may no longer see it, loses what he printed of it too."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}


def upgrade() -> None:
    with op.batch_alter_table("printouts", table_kwargs=_KEEP) as table:
        table.add_column(sa.Column("meeting_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_printouts_meeting_id"), "meetings", ["meeting_id"], ["id"]
        )


def downgrade() -> None:
    with op.batch_alter_table("printouts", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("fk_printouts_meeting_id"), type_="foreignkey")
        table.drop_column("meeting_id")
