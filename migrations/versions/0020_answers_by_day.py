"""Answers to an invitation tell the day they were given for."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("invitation_replies", sa.Column("meeting_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("invitation_replies", "meeting_on")
