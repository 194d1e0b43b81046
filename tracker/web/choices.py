"""What the choices of forms offer: pairs of value and label, and names to suggest while typing."""

from datetime import date

from flask_babel import gettext
from sqlalchemy import or_, select

from tracker.infra.db import db
from tracker.models.evidence_types import EvidenceType
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Appointment, Position, PositionLevel
from tracker.models.series import Series
from tracker.models.users import Actor, Membership, Role, User

Choice = tuple[int, str]
# The organisations of a kind that exist today.
Groups = dict[OrganisationKind, list[int]]

# Those that hold meetings of their own: the secretariat and perangkat daerah.
ORGANISING_KINDS = (
    *(OrganisationKind.REGIONAL_SECRETARIAT, OrganisationKind.BUREAU, OrganisationKind.DEPARTMENT),
    *(OrganisationKind.BOARD, OrganisationKind.INSPECTORATE, OrganisationKind.AGENCY),
)

# Those of which all at once are asked for something.
RESPONDING_KINDS = (
    *(OrganisationKind.DEPARTMENT, OrganisationKind.BOARD, OrganisationKind.BUREAU),
    *(OrganisationKind.REGENCY_CITY, OrganisationKind.CENTRAL_FIELD_OFFICE),
)


def units(actor: Actor) -> list[Choice]:
    """Organising units for which the actor keeps records, the own ones first."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(
            Organisation.kind.in_(ORGANISING_KINDS)
            if actor.secretariat_all
            else Organisation.id.in_(actor.secretariat)
        )
        .order_by(Organisation.id.not_in(actor.secretariat), Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


def organising_units() -> list[Choice]:
    """Every organisation that may hold meetings of its own, by name."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.kind.in_(ORGANISING_KINDS))
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


def officials(today: date) -> list[Choice]:
    """Appointments held today, by precedence: `Sekretaris Daerah · Ir. Nama, M.M.`"""
    held = db.session.scalars(select(Appointment).where(Appointment.held_on(today)))
    precedence = list(PositionLevel)
    ordered = sorted(
        held, key=lambda a: (precedence.index(a.position.level), a.position.title, a.id)
    )
    return [(a.id, f"{a.position_title} · {a.person.full_name}") for a in ordered]


def positions(today: date) -> list[Choice]:
    """Positions of organisations that exist today, by precedence: `Kepala Biro · Biro Kesra`."""
    rows = db.session.execute(
        select(Position.id, Position.title, Position.level, Organisation.short_name)
        .join(Position.organisation)
        .where(or_(Organisation.active_until.is_(None), Organisation.active_until >= today))
    ).all()
    precedence = list(PositionLevel)
    ordered = sorted(rows, key=lambda row: (precedence.index(row.level), row.title, row.id))
    return [(row.id, f"{row.title} · {row.short_name}") for row in ordered]


def positions_of(organisation_id: int, today: date) -> list[Choice]:
    """An organisation's positions, by precedence, with who holds each today."""
    found = positions_with_holders(today)
    return [(key, label) for key, label, owner in found if owner == organisation_id]


def positions_with_holders(today: date) -> list[tuple[int, str, int]]:
    """Every position of an organisation that exists today, by precedence: id, `Kepala Dinas Sosial
    · Nama` with who holds it today, and the organisation.
    """
    rows = db.session.execute(
        select(Position.id, Position.title, Position.level, Position.organisation_id)
        .join(Organisation)
        .where(or_(Organisation.active_until.is_(None), Organisation.active_until >= today))
    ).all()
    held = db.session.scalars(select(Appointment).where(Appointment.held_on(today)))
    holders = {a.position_id: a.person.full_name for a in held}
    precedence = list(PositionLevel)
    ordered = sorted(rows, key=lambda row: (precedence.index(row.level), row.title, row.id))
    vacant = gettext("belum ada pejabatnya")
    return [
        (row.id, f"{row.title} · {holders.get(row.id, vacant)}", row.organisation_id)
        for row in ordered
    ]


def minute_takers(actor: Actor, today: date) -> list[Choice]:
    """The actor, then colleagues of the same secretariat."""
    colleagues = db.session.execute(
        select(User.id, User.name)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.role == Role.SECRETARIAT, User.active, User.id != actor.user_id)
        .where(Membership.organisation_id.in_(actor.secretariat), Membership.held_on(today))
        .order_by(User.name)
        .distinct()
    )
    return [(actor.user_id, actor.name), *((row.id, row.name) for row in colleagues)]


def organisations(today: date) -> list[Choice]:
    """Every organisation that exists today, by name."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(or_(Organisation.active_until.is_(None), Organisation.active_until >= today))
        .order_by(Organisation.name)
    )
    return [(row.id, row.name) for row in rows]


def responding_groups(today: date) -> Groups:
    """The kinds of which there is more than one, each with its organisations by name."""
    groups: Groups = {kind: [] for kind in RESPONDING_KINDS}
    rows = db.session.execute(
        select(Organisation.id, Organisation.kind)
        .where(Organisation.kind.in_(RESPONDING_KINDS))
        .where(or_(Organisation.active_until.is_(None), Organisation.active_until >= today))
        .order_by(Organisation.name)
    )
    for row in rows:
        groups[row.kind].append(row.id)
    return {kind: ids for kind, ids in groups.items() if len(ids) > 1}


def other_names() -> dict[int, str]:
    """By organisation: short name and aliases in a row, for the search among its choices."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.short_name, Organisation.aliases)
    )
    return {row.id: " ".join([row.short_name, *row.aliases]) for row in rows}


def series_names(actor: Actor) -> list[str]:
    """Names of the series of the units for which the actor keeps records."""
    names = select(Series.name).order_by(Series.name).distinct()
    if not actor.secretariat_all:
        names = names.where(Series.organising_unit_id.in_(actor.secretariat))
    return list(db.session.scalars(names))


def evidence_types_offered() -> list[tuple[int | str, str]]:
    """What a new action may ask for as its proof."""
    return [choice for choice, active in _evidence_types() if active]


def evidence_types() -> list[tuple[int | str, str]]:
    """All of them, for actions that ask for one that is not offered any more."""
    return [choice for choice, _active in _evidence_types()]


def _evidence_types() -> list[tuple[tuple[int | str, str], bool]]:
    rows = db.session.execute(
        select(EvidenceType.id, EvidenceType.name, EvidenceType.active).order_by(EvidenceType.name)
    )
    ended = gettext("tidak ditawarkan lagi")
    named: list[tuple[tuple[int | str, str], bool]] = [
        ((row.id, row.name if row.active else f"{row.name} ({ended})"), row.active) for row in rows
    ]
    return [(("", gettext("Tidak ditentukan")), True), *named]
