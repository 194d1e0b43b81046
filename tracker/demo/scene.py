"""Who acts in the demonstration, when, and where its rows go: what every part of it is given."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.config import Settings
from tracker.demo.accounts import organisation
from tracker.models.invitees import Invitee
from tracker.models.organisations import Organisation
from tracker.models.people import Appointment
from tracker.models.users import Actor, User, actor_of
from tracker.models.working_days import WorkCalendar

# By login, in the order of the fields below.
_CAST = ("sekretariat", "notulis", "karo", "disnaker", "bpkad", "bappeda", "dinsos", "setda")

# Of no telephone: the numbers are too short to be given out.
_NUMBERS = {"disnaker": "+6281100001", "bpkad": "+6281100002"}


@dataclass(frozen=True, slots=True)
class Scene:
    """at: when it is loaded. today: that day in the office's zone."""

    session: Session
    settings: Settings
    at: datetime
    today: date
    calendar: WorkCalendar
    secretariat: Actor
    minute_taker: Actor
    head: Actor
    disnaker: Actor
    bpkad: Actor
    bappeda: Actor
    dinsos: Actor
    setda: Actor

    @classmethod
    def of(cls, session: Session, settings: Settings, *, at: datetime, today: date) -> Self:
        """With the accounts that were made before."""

        def play(login: str) -> Actor:
            user = session.scalars(select(User).where(User.login == login)).one()
            return actor_of(session, user, today=today)

        calendar = WorkCalendar.load(session, [today.year])
        return cls(session, settings, at, today, calendar, *map(play, _CAST))

    @property
    def chair(self) -> Appointment:
        """The post of the head of the bureau, who leads every meeting here."""
        held = select(Appointment).where(Appointment.person_id == self.head.person_id)
        return self.session.scalars(held).one()

    def give_addresses(self, *codes: str) -> None:
        """An official address each, by which mail reaches them; some have a number for messages."""
        for code in codes:
            office = organisation(self.session, code)
            office.revise(
                by=self.secretariat.user_id,
                at=self.at,
                version=office.version,
                email=f"{code}@contoh.example",
                phone=_NUMBERS.get(code, office.phone),
            )

    def working_day(self, number: int) -> date:
        """So many working days from today; before it when negative."""
        return self.calendar.add(self.today, number)

    def ago(self, number: int, clock: time = time(10)) -> datetime:
        """So many working days before today, at that hour."""
        return self.instant(self.working_day(-number), clock)

    def instant(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.settings.zone)


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def office_of(invitee: Invitee) -> Organisation:
    """Only organisations and their positions are invited here, no guests."""
    if invitee.organisation is None:
        raise ValueError("a guest")
    return invitee.organisation
