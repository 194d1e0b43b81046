"""Verification: what proves which kind of action, what was ticked, and pictures of evidence."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_KEEP = {"sqlite_autoincrement": True}
_LINKED = sa.text("link <> ''")


def upgrade() -> None:
    op.create_table(
        "evidence_types",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_evidence_types_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_types")),
        sa.UniqueConstraint("name", name=op.f("uq_evidence_types_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "previews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("keys", sa.JSON(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.CheckConstraint("asked > 0", name=op.f("ck_previews_asked")),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_previews_blob_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_previews")),
        sa.UniqueConstraint("blob_id", name=op.f("uq_previews_blob_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("actions", table_kwargs=_KEEP) as table:
        table.add_column(sa.Column("evidence_type_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_actions_evidence_type_id"), "evidence_types", ["evidence_type_id"], ["id"]
        )
    with op.batch_alter_table("verifications", table_kwargs=_KEEP) as table:
        for name in ("met", "unmet"):
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("verifications", table_kwargs=_KEEP) as table:
        for name in ("met", "unmet"):
            table.alter_column(name, server_default=None)
    op.create_index(
        "ix_evidence_link",
        "evidence",
        ["link"],
        unique=False,
        sqlite_where=_LINKED,
        postgresql_where=_LINKED,
        postgresql_using="hash",
    )


def downgrade() -> None:
    op.drop_index("ix_evidence_link", table_name="evidence")
    with op.batch_alter_table("verifications", table_kwargs=_KEEP) as table:
        for name in ("unmet", "met"):
            table.drop_column(name)
    with op.batch_alter_table("actions", table_kwargs=_KEEP) as table:
        table.drop_constraint(op.f("fk_actions_evidence_type_id"), type_="foreignkey")
        table.drop_column("evidence_type_id")
    op.drop_table("previews")
    op.drop_table("evidence_types")
