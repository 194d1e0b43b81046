"""Kop naskah dinas: the Governor's, the Sekretariat Daerah's, and one of each perangkat daerah.

Which one a paper carries follows who signs it (Permendagri 1/2023): the head of region and his
deputy the kop jabatan, the Sekda, Asisten and Biro the Setda's, everybody else his own office's.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.addresses import checked_address
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Position, PositionLevel, bare_title
from tracker.models.precedence import level_of
from tracker.models.settings import save_setting, setting

SECRETARIAT = "letterhead"
GOVERNOR = "letterhead_governor"

_UNDER_SECRETARIAT = {
    OrganisationKind.REGIONAL_SECRETARIAT,
    OrganisationKind.ASSISTANT_SECRETARY,
    OrganisationKind.BUREAU,
    OrganisationKind.GOVERNOR_ADVISER,
}
_AGENCIES = {
    OrganisationKind.DEPARTMENT,
    OrganisationKind.BOARD,
    OrganisationKind.INSPECTORATE,
    OrganisationKind.AGENCY,
}
_HEADS_OF_REGION = {PositionLevel.GOVERNOR, PositionLevel.VICE_GOVERNOR}
_OF_SECRETARIAT = {
    PositionLevel.REGIONAL_SECRETARY,
    PositionLevel.ASSISTANT,
    PositionLevel.GOVERNOR_ADVISER,
}


class LetterheadKind(Labelled):
    """Decides the drawing, and which emblem may stand there."""

    GOVERNOR = "governor", N_("Kop jabatan (lambang negara)")
    SECRETARIAT = "secretariat", N_("Kop Sekretariat Daerah (lambang daerah)")
    AGENCY = "agency", N_("Kop perangkat daerah (lambang daerah)")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """A kop as printed: government (size 3) over office (size 4, bold), then address lines.

    unit: an optional third name, of a Biro under the Setda. emblem_key: SHA-256 of a stored image,
    empty for none. names_bureau: of the Setda's, whether a Biro prints its name there. Addresses
    ship empty.
    """

    government: str = "PEMERINTAH PROVINSI LAMPUNG"
    office: str = "SEKRETARIAT DAERAH"
    address_lines: list[str] = field(default_factory=list)
    emblem_key: str = ""
    kind: LetterheadKind = LetterheadKind.SECRETARIAT
    unit: str = ""
    email: str = ""
    website: str = ""
    names_bureau: bool = False


class OfficeLetterhead(Editable):
    """What a perangkat daerah prints otherwise than by default: its name in capitals, the region's
    government and emblem, no address. Empty texts stand for that default.
    """

    __tablename__ = "office_letterheads"
    noun: ClassVar[str] = "office_letterhead"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    government: Mapped[str] = mapped_column(default="")
    office: Mapped[str] = mapped_column(default="")
    address_lines: Mapped[list[str]] = mapped_column(default=list)
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    emblem_key: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship()

    def check(self) -> None:
        self.email = checked_address(self.email or "")

    def printed(self) -> dict[str, Any]:
        """What was set, by the names of `Letterhead`."""
        names = ("government", "office", "address_lines", "email", "website", "emblem_key")
        return {name: getattr(self, name) for name in names}


def letterhead(session: Session) -> tuple[Letterhead, int]:
    """The Setda's kop and the version it was read with (0: never saved)."""
    value, version = setting(session, SECRETARIAT)
    return read_letterhead(value), version


def save_letterhead(
    session: Session, letterhead: Letterhead, *, by: int, at: datetime, version: int
) -> None:
    """Raises Conflict when it was saved meanwhile, and DomainError when its emblem is the nation's.

    Sealed papers keep theirs.
    """
    _keep_emblems_apart(letterhead.emblem_key, governor_letterhead(session)[0].emblem_key)
    value = asdict(replace(letterhead, email=checked_address(letterhead.email)))
    save_setting(session, SECRETARIAT, value, by=by, at=at, version=version)


def governor_letterhead(session: Session) -> tuple[Letterhead, int]:
    """The kop jabatan: a title, no address beside the emblem; and its version."""
    value, version = setting(session, GOVERNOR)
    jabatan = {"government": "", "office": "GUBERNUR LAMPUNG", "kind": LetterheadKind.GOVERNOR}
    return read_letterhead({**jabatan, **value}), version


def is_regency(session: Session) -> bool:
    """Whether this is the government of a kabupaten or kota, by the title of its head."""
    title = governor_letterhead(session)[0].office
    return title.upper().startswith(("BUPATI", "WALI KOTA", "WALIKOTA"))


def save_governor_letterhead(
    session: Session, *, office: str, emblem_key: str, by: int, at: datetime, version: int
) -> None:
    """Raises as `save_letterhead`, for an emblem that is the region's."""
    _keep_emblems_apart(emblem_key, letterhead(session)[0].emblem_key)
    value = {"office": office, "emblem_key": emblem_key}
    save_setting(session, GOVERNOR, value, by=by, at=at, version=version)


def office_letterhead(session: Session, organisation_id: int) -> OfficeLetterhead | None:
    """What was set for this very organisation."""
    of_office = OfficeLetterhead.organisation_id == organisation_id
    return session.scalar(select(OfficeLetterhead).where(of_office))


def save_office_letterhead(
    session: Session,
    organisation: Organisation,
    *,
    by: int,
    at: datetime,
    version: int,
    **values: Any,
) -> OfficeLetterhead:
    """Raises as `save_letterhead`; for an organisation that prints under the Setda's as well."""
    if not may_have_letterhead(organisation):
        raise DomainError("under_secretariat", N_("Kantor ini memakai kop Sekretariat Daerah."))
    _keep_emblems_apart(values.get("emblem_key", ""), governor_letterhead(session)[0].emblem_key)
    row = office_letterhead(session, organisation.id)
    if row is None:
        values |= {"organisation_id": organisation.id}
        return OfficeLetterhead.add(session, by=by, at=at, **values)
    row.revise(by=by, at=at, version=version, **values)
    return row


def may_have_letterhead(organisation: Organisation) -> bool:
    return organisation.kind not in _UNDER_SECRETARIAT


def with_letterhead() -> ColumnElement[bool]:
    """The same as a filter of organisations."""
    return Organisation.kind.not_in(_UNDER_SECRETARIAT)


def letterhead_for(session: Session, unit: Organisation, *, signatory: str = "") -> Letterhead:
    """The kop of a paper of `unit` signed by the holder of the title `signatory`.

    Without a title it is the unit's own. A post of the register is of the office it belongs to;
    a title nobody registered is read by its words and taken to be of the unit.
    """
    post = _registered(session, signatory) if signatory else None
    level = post.level if post else level_of(signatory)
    if level in _HEADS_OF_REGION:
        kop, _ = governor_letterhead(session)
        deputy = level is PositionLevel.VICE_GOVERNOR
        return replace(kop, office=f"WAKIL {kop.office}") if deputy else kop
    if level in _OF_SECRETARIAT:
        return letterhead(session)[0]
    return letterhead_of(session, post.organisation if post else unit)


def letterhead_of(session: Session, organisation: Organisation) -> Letterhead:
    """The kop of the sheets an organisation prints for itself."""
    office: Organisation | None = organisation
    while office is not None:
        if office.kind in _UNDER_SECRETARIAT:
            region, _ = letterhead(session)
            bureau = office.kind is OrganisationKind.BUREAU and region.names_bureau
            return replace(region, unit=office.name.upper() if bureau else "")
        own = office_letterhead(session, office.id)
        if own is not None or office.kind in _AGENCIES:
            return letterhead_with(session, office, own.printed() if own else {})
        office = office.parent if office.kind is OrganisationKind.WORK_UNIT else None
    return letterhead_with(session, organisation, {})


def letterhead_with(
    session: Session, organisation: Organisation, values: dict[str, Any]
) -> Letterhead:
    """The kop of an organisation with these values set for it; what is empty is the default.

    Whoever is not of this government carries neither its name nor its emblem unasked.
    """
    region, _ = letterhead(session)
    inside = organisation.kind in _AGENCIES or organisation.kind is OrganisationKind.WORK_UNIT
    usual = {
        "government": region.government if inside else "",
        "office": organisation.name.upper(),
        "emblem_key": region.emblem_key if inside else "",
    }
    told = {name: value for name, value in values.items() if value}
    return Letterhead(**{**usual, **told, "kind": LetterheadKind.AGENCY})


def read_letterhead(value: dict[str, Any]) -> Letterhead:
    """A kop out of a setting or a snapshot; what an older one does not name is the default."""
    kind = LetterheadKind(value.get("kind", LetterheadKind.SECRETARIAT))
    return Letterhead(**{**value, "kind": kind})


def _registered(session: Session, title: str) -> Position | None:
    """The post of this title, whatever the capacity it is held in."""
    return session.scalar(
        select(Position).where(Position.title == bare_title(title)).order_by(Position.id).limit(1)
    )


def _keep_emblems_apart(emblem_key: str, other_key: str) -> None:
    """The nation's emblem stands on the kop jabatan alone, the region's on all others."""
    if emblem_key and emblem_key == other_key:
        raise DomainError(
            "emblem_mixed_up",
            N_(
                "Gambar ini sudah dipakai sebagai lambang yang lain. Lambang negara hanya untuk "
                "kop Gubernur; lambang daerah untuk kop Sekretariat Daerah dan perangkat daerah."
            ),
            field="emblem",
        )
