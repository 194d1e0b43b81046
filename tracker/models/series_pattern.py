"""What meetings of a series begin with: whom they call, and what always stands on their agenda."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from tracker.infra.orm import Base, choice, session_of
from tracker.infra.text import N_
from tracker.models.agenda import AgendaKind
from tracker.models.errors import DomainError
from tracker.models.events import Audited, record
from tracker.models.organisations import Organisation
from tracker.models.people import Position
from tracker.models.series import Series

# What a new series begins with: every meeting looks back before it goes on.
LOOKING_BACK = (AgendaKind.PREVIOUS_MINUTES, AgendaKind.FOLLOW_UP)


class SeriesAgendaItem(Audited, Base):
    """An item of the standing agenda. minutes: planned length."""

    __tablename__ = "series_agenda_items"
    __table_args__ = (
        CheckConstraint("title <> ''", name="title_given"),
        CheckConstraint("minutes IS NULL OR minutes > 0", name="minutes"),
    )

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    presenter: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int | None]
    kind: Mapped[AgendaKind] = mapped_column(
        choice(AgendaKind, "kind"), default=AgendaKind.ORDINARY
    )


class SeriesInvitee(Audited, Base):
    """An organisation, or one position in it, that every meeting of the series calls."""

    __tablename__ = "series_invitees"

    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    position_id: Mapped[int | None] = mapped_column(ForeignKey("positions.id"))

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    position_held: Mapped[Position | None] = relationship(lazy="joined")

    @property
    def name(self) -> str:
        return self.position_held.title if self.position_held else self.organisation.name


def agenda_of_series(series: Series) -> Sequence[SeriesAgendaItem]:
    """The standing agenda, in order."""
    listed = select(SeriesAgendaItem).where(SeriesAgendaItem.series_id == series.id)
    listed = listed.order_by(SeriesAgendaItem.position, SeriesAgendaItem.id)
    return session_of(series).scalars(listed).all()


def invitees_of_series(series: Series) -> Sequence[SeriesInvitee]:
    """Whom every meeting calls, by name of the organisation; positions after their organisation."""
    listed = (
        select(SeriesInvitee)
        .join(SeriesInvitee.organisation)
        .where(SeriesInvitee.series_id == series.id)
        .order_by(Organisation.name, SeriesInvitee.position_id.is_not(None), SeriesInvitee.id)
    )
    return session_of(series).scalars(listed).all()


def set_agenda(
    series: Series, items: Sequence[dict[str, Any]], *, by: int, at: datetime, version: int
) -> None:
    """Replace the standing agenda by these items, columns by name, in this order.

    Raises Conflict unless `version` of the series is current; DomainError for two items of a kind
    that can stand there only once.
    """
    kinds = [item["kind"] for item in items if item.get("kind") in LOOKING_BACK]
    if len(kinds) != len(set(kinds)):
        raise DomainError(
            "kind_twice",
            N_("Tindak lanjut dan pengesahan notula rapat lalu masing-masing cukup satu kali."),
            field="items",
        )
    series.expect(version)
    rows = [
        SeriesAgendaItem(series_id=series.id, position=position, **item)
        for position, item in enumerate(items, start=1)
    ]
    _replace(series, SeriesAgendaItem, rows)
    record(series, "series:agenda_set", by=by, at=at)


def set_invitees(
    series: Series,
    organisations: Iterable[int],
    positions: Iterable[Position],
    *,
    by: int,
    at: datetime,
    version: int,
) -> None:
    """Replace whom the series calls. Raises Conflict unless `version` of the series is current."""
    series.expect(version)
    rows = [
        SeriesInvitee(series_id=series.id, organisation_id=one)
        for one in dict.fromkeys(organisations)
    ]
    rows += [
        SeriesInvitee(
            series_id=series.id, organisation_id=position.organisation_id, position_id=position.id
        )
        for position in dict.fromkeys(positions)
    ]
    _replace(series, SeriesInvitee, rows)
    record(series, "series:invitees_set", by=by, at=at)


def _replace(series: Series, noun: type[Base], rows: Sequence[Base]) -> None:
    """The series is newer by it, so that nobody replaces what he has not seen."""
    session = session_of(series)
    for old in session.scalars(select(noun).filter_by(series_id=series.id)):
        session.delete(old)
    session.add_all(rows)
    flag_modified(series, "name")
