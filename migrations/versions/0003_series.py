"""Series: how often they meet, what always stands on their agenda; days off."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LISTS = {
    "on_day_off": ["keep", "next", "previous"],
    "mode": ["onsite", "online", "hybrid"],
    "security_class": ["open", "restricted", "secret", "top_secret"],
    "urgency": ["normal", "urgent", "very_urgent", "flash"],
}
# Columns no row may leave empty, with what the rows from before are given.
GIVEN = {
    "subject": (sa.Text(), ""),
    "rule": (sa.Text(), ""),
    "on_day_off": (sa.String(40), "keep"),
    "open_ended": (sa.Boolean(), sa.false()),
    "zone": (sa.Text(), ""),
    "venue": (sa.Text(), ""),
    "host": (sa.Text(), ""),
    "chair_name": (sa.Text(), ""),
    "chair_position": (sa.Text(), ""),
    "chair_on_behalf_of": (sa.Text(), ""),
    "minute_taker_name": (sa.Text(), ""),
    "minute_taker_position": (sa.Text(), ""),
    "security_class": (sa.String(40), "open"),
    "urgency": (sa.String(40), "normal"),
    "update_opens_before": (sa.Integer(), "5"),
    "update_closes_before": (sa.Integer(), "1"),
    "objection_days": (sa.Integer(), "3"),
    "prepare_before": (sa.Integer(), "14"),
}
OPTIONAL = {
    "first_on": sa.Date(),
    "start_time": sa.Time(),
    "end_time": sa.Time(),
    "mode": sa.String(40),
    "host_organisation_id": sa.Integer(),
    "chair_position_id": sa.Integer(),
    "minute_taker_id": sa.Integer(),
}
POINTERS = {
    "host_organisation_id": "organisations",
    "chair_position_id": "positions",
    "minute_taker_id": "users",
}
CHECKS = {
    "schedule": "(rule = '') = (first_on IS NULL)",
    "counts": "update_opens_before >= 0 AND update_closes_before >= 0 AND objection_days >= 0 "
    "AND prepare_before >= 0",
    "window": "update_opens_before = 0 OR update_closes_before < update_opens_before",
    **{
        name: f"{name} IN ({', '.join(repr(value) for value in values)})"
        for name, values in LISTS.items()
    },
}
KEPT = {"table_kwargs": {"sqlite_autoincrement": True}}


def upgrade() -> None:
    op.create_table(
        "office_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_office_days_name_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_days")),
        sa.UniqueConstraint("day", name=op.f("uq_office_days_day")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "series_agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("presenter", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_series_agenda_items_title_given")),
        sa.CheckConstraint(
            "minutes IS NULL OR minutes > 0", name=op.f("ck_series_agenda_items_minutes")
        ),
        sa.CheckConstraint(
            "kind IN ('ordinary', 'follow_up', 'previous_minutes')",
            name=op.f("ck_series_agenda_items_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_agenda_items_series_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_agenda_items")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_series_agenda_items_series_id"), "series_agenda_items", ["series_id"], unique=False
    )
    op.create_table(
        "series_invitees",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name=op.f("fk_series_invitees_series_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_series_invitees_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["position_id"], ["positions.id"], name=op.f("fk_series_invitees_position_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series_invitees")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_series_invitees_series_id"), "series_invitees", ["series_id"], unique=False
    )
    with op.batch_alter_table("series", **KEPT) as table:
        for name, (kind, given) in GIVEN.items():
            table.add_column(sa.Column(name, kind, nullable=False, server_default=given))
        for name, kind in OPTIONAL.items():
            table.add_column(sa.Column(name, kind, nullable=True))
    with op.batch_alter_table("series", **KEPT) as table:
        for name in GIVEN:
            table.alter_column(name, server_default=None)
        for name, parent in POINTERS.items():
            table.create_foreign_key(op.f(f"fk_series_{name}"), parent, [name], ["id"])
        for name, rule in CHECKS.items():
            table.create_check_constraint(op.f(f"ck_series_{name}"), rule)
    with op.batch_alter_table("meetings", **KEPT) as table:
        table.add_column(sa.Column("occurrence_on", sa.Date(), nullable=True))
        table.create_unique_constraint(
            op.f("uq_meetings_series_id_occurrence_on"), ["series_id", "occurrence_on"]
        )


def downgrade() -> None:
    with op.batch_alter_table("meetings", **KEPT) as table:
        table.drop_constraint(op.f("uq_meetings_series_id_occurrence_on"), type_="unique")
        table.drop_column("occurrence_on")
    op.drop_table("series_invitees")
    op.drop_table("series_agenda_items")
    with op.batch_alter_table("series", **KEPT) as table:
        for name in CHECKS:
            table.drop_constraint(op.f(f"ck_series_{name}"), type_="check")
        for name in POINTERS:
            table.drop_constraint(op.f(f"fk_series_{name}"), type_="foreignkey")
        for name in (*GIVEN, *OPTIONAL):
            table.drop_column(name)
    op.drop_table("office_days")
