"""Answers of agencies: obstacles outside their hands, requests for a new date, questions of the verifier."""

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
