"""The window by itself: asked once by however many workers, and frozen as it stood at its end."""

import json
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from tests.factories import (
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    someone,
)
from tracker.documents.update_requests import remind_the_silent
from tracker.infra.db import write
from tracker.jobs.update_windows import look_after_windows
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Delivery
from tracker.models.documents import Document, DocumentKind
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.series import Series
from tracker.models.update_windows import WindowState, window_of
from tracker.models.users import Role
from tracker.reports.update_requests import answers, requests_for

BASE_URL = "http://127.0.0.1:8000"
DAY = timedelta(days=1)
PREVIOUS, NEXT = date(2025, 9, 4), date(2025, 9, 30)
OPENS = datetime.fromisoformat("2025-09-23T08:00+07:00")
CLOSES = datetime.fromisoformat("2025-09-29T16:00+07:00")


@pytest.fixture
def meeting(session: Session) -> Meeting:
    """The next of a series; of the previous one two offices owe work, one of them twice."""
    with write(session):
        unit = make_organisation(session, "Biro Kesra")
        series = Series.add(
            session, by=None, at=OPENS - 40 * DAY, name="Rakor UCJ", organising_unit_id=unit.id
        )
        previous = make_meeting(session, unit, series=series, starts_on=PREVIOUS)
        labour = make_organisation(session, "Disnaker", email="disnaker@lampung.example")
        social = make_organisation(session, "Dinsos")
        owe(session, previous, labour, "Memutakhirkan data")
        owe(session, previous, labour, "Menyusun edaran")
        owe(session, previous, social, "Menyiapkan anggaran")
        return make_meeting(
            session, unit, series=series, starts_on=NEXT, state=MeetingState.SCHEDULED
        )


def test_two_workers_ask_every_agency_once(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    for _worker in range(2):
        look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    [mail] = session.scalars(select(Delivery)).all()
    assert mail.address == "disnaker@lampung.example"
    assert "29 September 2025 pukul 16.00 WIB" in mail.body
    for share in of(session, "Disnaker"):
        assert share.action.sentence in mail.body
        assert f"{BASE_URL}/tugas/{share.id}" in mail.body
    assert "anggaran" not in mail.body
    window = window_of(session, meeting)
    assert window
    assert (window.state, window.round) == (WindowState.OPEN, 1)


def test_nobody_is_asked_before_its_time_nor_while_the_meeting_is_put_off(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    look_after_windows(sessions, at=OPENS - DAY, base_url=BASE_URL)
    move(session, meeting, MeetingState.POSTPONED)
    look_after_windows(sessions, at=OPENS + DAY, base_url=BASE_URL)
    assert session.scalars(select(Delivery)).all() == []
    assert state(session, meeting) is WindowState.PLANNED


def test_a_worker_that_was_stopped_catches_up_until_the_meeting(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    look_after_windows(sessions, at=CLOSES - DAY, base_url=BASE_URL)
    assert state(session, meeting) is WindowState.OPEN
    look_after_windows(sessions, at=CLOSES + 3 * DAY, base_url=BASE_URL)
    assert state(session, meeting) is WindowState.OPEN  # nothing is frozen after the fact
    assert session.scalars(select(Document)).all() == []


def test_the_frozen_matrix_does_not_change_when_reports_come_later(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    first, second = of(session, "Disnaker")
    report(session, first, "Data selesai disandingkan.", at=OPENS + DAY)
    for _worker in range(2):
        look_after_windows(sessions, at=CLOSES, base_url=BASE_URL)
    [paper] = session.scalars(select(Document)).all()
    before = paper.snapshot
    report(session, second, "Terlambat melapor.", at=CLOSES + DAY)
    look_after_windows(sessions, at=CLOSES + DAY, base_url=BASE_URL)
    session.expire_all()
    assert session.scalars(select(Document.snapshot)).all() == [before]
    assert (paper.kind, paper.edition, paper.meeting_id) == (
        *(DocumentKind.ACTION_MATRIX, 1, meeting.id),
    )
    printed = json.loads(before)
    assert printed["schema"] == 1
    told = {item["sentence"]: item["shares"][0] for item in printed["items"]}
    assert [c["note"] for c in told["Memutakhirkan data"]["changes"]] == [
        "Data selesai disandingkan."
    ]
    silent = {sentence for sentence, share in told.items() if share["silent"]}
    assert silent == {"Menyusun edaran", "Menyiapkan anggaran"}
    assert told["Menyiapkan anggaran"]["name"] == "Dinsos"


def test_without_open_work_there_is_no_matrix(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    with write(session):
        by = make_actor(session, Role.SECRETARIAT)
        for name in ("Disnaker", "Dinsos"):
            for share in of(session, name):
                share.action.cancel("Tidak perlu lagi.", by=by, at=OPENS - 60 * DAY)
    look_after_windows(sessions, at=CLOSES, base_url=BASE_URL)
    assert state(session, meeting) is WindowState.CLOSED
    assert session.scalars(select(Document)).all() == []


def test_the_secretariat_sees_who_has_answered_and_reminds_only_the_others(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    first, second = of(session, "Disnaker")
    report(session, first, "Tetap, belum ada perkembangan.", at=OPENS + DAY)
    assert answered(session, meeting) == {"Dinsos": (0, 1), "Disnaker": (1, 2)}
    with write(session):
        window = window_of(session, meeting)
        assert window
        by = someone(session)
        remind_the_silent(session, window, by=by, at=OPENS + 2 * DAY, base_url=BASE_URL)
    reminder = session.scalars(select(Delivery).order_by(Delivery.id)).all()[-1]
    assert second.action.sentence in reminder.body
    assert first.action.sentence not in reminder.body
    report(session, second, "Selesai.", at=OPENS + 2 * DAY)
    assert answered(session, meeting)["Disnaker"] == (2, 2)


def test_an_agency_finds_the_request_until_it_has_answered_each_item(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    first, second = of(session, "Disnaker")
    assert waiting(session, first.organisation, OPENS + DAY) == [first.id, second.id]
    report(session, first, "Sudah.", at=OPENS + DAY)
    assert waiting(session, first.organisation, OPENS + DAY) == [second.id]
    assert waiting(session, first.organisation, CLOSES) == []


def test_a_cancelled_meeting_asks_no_longer(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    [first, _] = of(session, "Disnaker")
    move(session, meeting, MeetingState.CANCELLED)
    assert waiting(session, first.organisation, OPENS + DAY) == []
    look_after_windows(sessions, at=CLOSES, base_url=BASE_URL)
    assert session.scalars(select(Document)).all() == []


def test_work_of_class_terbatas_is_named_by_its_number_only_in_a_mail(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    share = of(session, "Disnaker")[0]
    with write(session):
        held = share.action.meeting
        assert held
        values = {"security_class": SecurityClass.RESTRICTED}
        held.revise(by=someone(session), at=OPENS - DAY, version=held.version, **values)
    look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    [mail] = session.scalars(select(Delivery)).all()
    assert share.action.sentence not in mail.body
    assert share.action.reference in mail.body


def test_what_is_put_off_is_not_asked_about(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    first, second = of(session, "Disnaker")
    with write(session):
        action = first.action
        by = someone(session)
        action.revise(by=by, at=OPENS - DAY, version=action.version, show_from=NEXT + DAY)
    look_after_windows(sessions, at=OPENS, base_url=BASE_URL)
    assert waiting(session, second.organisation, OPENS + DAY) == [second.id]
    assert answered(session, meeting)["Disnaker"] == (0, 1)


def test_a_matrix_that_cannot_be_printed_does_not_hold_up_the_others(
    sessions: sessionmaker[Session], session: Session, meeting: Meeting
) -> None:
    with write(session):
        unit = meeting.organising_unit
        series = Series.add(
            session, by=None, at=OPENS - 40 * DAY, name="Aaa", organising_unit_id=unit.id
        )
        held = make_meeting(session, unit, series=series, starts_on=PREVIOUS)
        owe(session, held, make_organisation(session), "Menyalin " * 200_000)
        endless = make_meeting(
            session, unit, series=series, starts_on=NEXT - DAY, state=MeetingState.SCHEDULED
        )
    for at in (OPENS - 3 * DAY, CLOSES):
        look_after_windows(sessions, at=at, base_url=BASE_URL)
    assert state(session, meeting) is WindowState.CLOSED
    assert state(session, endless) is WindowState.PLANNED


def owe(session: Session, held: Meeting, office: Organisation, sentence: str) -> Assignment:
    action = make_action(session, held, sentence=sentence)
    share = make_assignment(session, office, action=action)
    return share


def of(session: Session, name: str) -> list[Assignment]:
    owed = select(Assignment).join(Assignment.organisation).where(Organisation.name == name)
    return list(session.scalars(owed.order_by(Assignment.id)))


def report(session: Session, share: Assignment, note: str, *, at: datetime) -> None:
    with write(session):
        agency = make_actor(session, Role.AGENCY, share.organisation)
        share.post_update(Report.PROGRESS, note, by=agency, at=at)


def move(session: Session, meeting: Meeting, to: MeetingState) -> None:
    with write(session):
        meeting.move_to(to, by=someone(session), at=OPENS)


def state(session: Session, meeting: Meeting) -> WindowState:
    session.expire_all()
    window = window_of(session, meeting)
    assert window
    return window.state


def answered(session: Session, meeting: Meeting) -> dict[str, tuple[int, int]]:
    found = answers(session, meeting, asked_at=OPENS, today=OPENS.date())
    return {a.organisation: (a.answered, len(a.items)) for a in found}


def waiting(session: Session, office: Organisation, at: datetime) -> list[int]:
    agency = make_actor(session, Role.AGENCY, office)
    found = requests_for(session, agency, at=at, today=at.date(), limit=9)
    session.rollback()
    return [request.assignment_id for request in found]
