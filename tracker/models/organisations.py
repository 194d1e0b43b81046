"""Organisations of and around the government; work belongs to them, never to a person."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import LATER, Labelled, choice, session_of
from tracker.infra.text import N_
from tracker.models.addresses import checked_address
from tracker.models.directory import known_organisations
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.phones import checked_number


class OrganisationKind(Labelled):
    REGIONAL_SECRETARIAT = "regional_secretariat", N_("Sekretariat daerah")
    ASSISTANT_SECRETARY = "assistant_secretary", N_("Asisten")
    BUREAU = "bureau", N_("Biro")
    DEPARTMENT = "department", N_("Dinas")
    BOARD = "board", N_("Badan")
    INSPECTORATE = "inspectorate", N_("Inspektorat")
    AGENCY = "agency", N_("Perangkat daerah lain")
    WORK_UNIT = "work_unit", N_("Unit kerja")
    REGENCY_CITY = "regency_city", N_("Kabupaten/kota")
    CENTRAL_FIELD_OFFICE = "central_field_office", N_("Instansi vertikal")
    MINISTRY = "ministry", N_("Kementerian/lembaga")
    LEADERS_FORUM = "leaders_forum", N_("Forkopimda")
    PUBLIC_BODY = "public_body", N_("Badan hukum publik")
    STATE_ENTERPRISE = "state_enterprise", N_("BUMN")
    REGIONAL_ENTERPRISE = "regional_enterprise", N_("BUMD")
    GOVERNOR_ADVISER = "governor_adviser", N_("Staf ahli")
    COMMUNITY = "community", N_("Masyarakat")
    OTHER = "other", N_("Lainnya")


class Organisation(Editable):
    """An office or party. confirmed: its name was seen in a source (domain.md section 3)."""

    __tablename__ = "organisations"
    noun: ClassVar[str] = "organisation"
    __table_args__ = (
        CheckConstraint("active_until IS NULL OR active_until >= active_from", name="period"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    short_name: Mapped[str]
    kind: Mapped[OrganisationKind] = mapped_column(choice(OrganisationKind, "kind"))
    aliases: Mapped[list[str]] = mapped_column(default=list)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    confirmed: Mapped[bool] = mapped_column(default=False)
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
    email: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)
    phone: Mapped[str] = mapped_column(default="", server_default=text("''"), info=LATER)

    parent: Mapped["Organisation | None"] = relationship(
        remote_side="Organisation.id", foreign_keys=[parent_id]
    )

    def is_active_on(self, day: date) -> bool:
        begun = self.active_from is None or self.active_from <= day
        return begun and (self.active_until is None or day <= self.active_until)

    def check(self) -> None:
        """An organisation never stands below itself, follows itself nor ends before it begins."""
        self.email = checked_address(self.email or "")
        self.phone = checked_number(self.phone or "")
        if self.active_from and self.active_until and self.active_until < self.active_from:
            raise DomainError(
                "period_reversed",
                N_("Tanggal berakhir mendahului tanggal mulai."),
                field="active_until",
            )
        if self.successor_id is not None and self.successor_id == self.id:
            raise DomainError(
                "own_successor",
                N_("Instansi tidak dapat digantikan oleh dirinya sendiri."),
                field="successor_id",
            )
        seen, step = {self.id}, self.parent_id
        session = session_of(self)
        while step is not None:
            if step in seen:
                raise DomainError(
                    "organisation_cycle",
                    N_("Instansi tidak dapat berada di bawah dirinya sendiri."),
                    field="parent_id",
                )
            seen.add(step)
            step = session.scalar(select(Organisation.parent_id).where(Organisation.id == step))


def load_known_organisations(session: Session, *, at: datetime) -> int:
    """Bring in the shipped list where its codes are still unknown; returns how many were added.

    Existing rows are never overwritten: the admin's edits win over the data file.
    """
    present = {o.code: o for o in session.scalars(select(Organisation))}
    added = 0
    for known in known_organisations():
        if known.code in present:
            continue
        parent = present.get(known.parent) if known.parent else None
        present[known.code] = Organisation.add(
            session,
            by=None,
            at=at,
            code=known.code,
            name=known.name,
            short_name=known.short_name,
            kind=OrganisationKind(known.kind),
            aliases=list(known.aliases),
            parent_id=parent.id if parent else None,
            confirmed=known.confirmed,
        )
        added += 1
    return added


def known_names(session: Session) -> dict[str, int]:
    """Every way an organisation is written, casefolded, with its id: for text that was typed."""
    rows = session.execute(
        select(Organisation.id, Organisation.name, Organisation.short_name, Organisation.aliases)
    ).all()
    names = {alias.casefold(): row.id for row in rows for alias in row.aliases}
    names |= {row.short_name.casefold(): row.id for row in rows}
    return names | {row.name.casefold(): row.id for row in rows}
