"""Notices follow from events: nobody forgets to tell, and nobody is told twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_user,
)
from tracker.models.assigning import assign, reassign
from tracker.models.assignment_states import AssignmentState, Part, Verdict
from tracker.models.assignments import Assignment
from tracker.models.events import Event
from tracker.models.notices import (
    KEPT,
    TOLD,
    Audience,
    Notice,
    NoticeKind,
    NoticeMark,
    NoticeReading,
    forget_notices,
    mark_all_read,
    mark_read,
    notify,
)
from tracker.models.objections import Ground, object_to
from tracker.models.organisations import Organisation
from tracker.models.users import Actor, Role

# Left out on purpose: what waits for the secretariat stands in its queue already, what an agency
# takes back or entrusts within itself asks nothing of others, and a matrix brings too many.
SILENT = {
    "assignment:reported",
    "assignment:claim_withdrawn",
    "assignment:objection_withdrawn",
    "assignment:extension_withdrawn",
    "assignment:taken_over",
    "assignment:entrusted",
}


@pytest.fixture
def share(session: Session) -> Assignment:
    return make_assignment(session, state=AssignmentState.AWAITING)


@pytest.fixture
def verifier(session: Session, share: Assignment) -> Actor:
    return make_actor(session, Role.SECRETARIAT, session.get(Organisation, share.unit_id))


def told(session: Session) -> list[tuple[NoticeKind, int, int | None]]:
    """What was told since the last look, to which office, about which share."""
    rows = session.execute(
        select(Notice.kind, Notice.organisation_id, Notice.assignment_id)
        .where(Notice.id > session.info.get("seen", 0))
        .order_by(Notice.id)
    ).all()
    session.info["seen"] = max(session.scalars(select(Notice.id)), default=0)
    return [(row[0], row[1], row[2]) for row in rows]


def test_every_act_on_a_share_is_told_or_left_out_on_purpose(told_database: Engine) -> None:
    with Session(told_database) as session:
        acts = set(session.scalars(select(Event.verb).where(Event.verb.like("assignment:%"))))
    known = {":".join(act.split(":")[:2]) for act in TOLD}
    assert acts - known - SILENT == set()


def test_who_is_given_work_is_told(session: Session) -> None:
    office = make_organisation(session)
    action = make_action(session, make_meeting(session))
    by = make_user(session).id
    share = assign(action, office, Part.LEAD, by=by, at=NOW)
    assert told(session) == [(NoticeKind.ASSIGNED, office.id, share.id)]


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [(Verdict.ACCEPTED, NoticeKind.ACCEPTED), (Verdict.RETURNED, NoticeKind.RETURNED)],
)
def test_a_ruling_is_told_to_who_claimed(session, share, verifier, verdict, kind) -> None:
    told(session)
    share.verify(verdict, "Foto kegiatan belum ada.", by=verifier, at=NOW)
    assert told(session) == [(kind, share.organisation_id, share.id)]


def test_work_handed_over_is_told_to_both(session, share, verifier) -> None:
    told(session)
    other = make_organisation(session)
    there = reassign(share, other, "Kewenangan provinsi", by=verifier, at=NOW)
    assert told(session) == [
        (NoticeKind.REASSIGNED, share.organisation_id, share.id),
        (NoticeKind.ASSIGNED, other.id, there.id),
    ]


def test_who_is_waited_for_learns_that_and_no_more(session: Session) -> None:
    share, awaited = make_assignment(session), make_organisation(session)
    agency = make_actor(session, Role.AGENCY, share.organisation)
    told(session)
    reason = "Menunggu data kependudukan"
    object_to(share, Ground.WAITING_FOR, reason, by=agency, at=NOW, awaited=awaited)
    assert told(session) == [
        (NoticeKind.OBJECTED, share.unit_id, share.id),
        (NoticeKind.AWAITED, awaited.id, None),
    ]
    notice = session.scalars(select(Notice).where(Notice.kind == NoticeKind.AWAITED)).one()
    assert (notice.text, notice.path) == ("", "/ditunggu")


def test_what_is_about_no_single_share_is_told_in_words(session: Session) -> None:
    office = make_organisation(session)
    notify(session, NoticeKind.REMINDER, office.id, text="4 tugas", path="/tugas", at=NOW)
    notice = session.scalars(select(Notice)).one()
    assert (notice.audience, notice.text, notice.path) == (Audience.AGENCY, "4 tugas", "/tugas")


def test_reading_is_noted_once_and_reading_all_leaves_what_came_after(session: Session) -> None:
    office, user = make_organisation(session), make_user(session)
    for number in range(3):
        notify(session, NoticeKind.REMINDER, office.id, text=str(number), path="/", at=NOW)
    session.flush()
    first, second, third = session.scalars(select(Notice.id).order_by(Notice.id))
    for notice_id in (first, first, third):
        mark_read(session, user.id, notice_id)
    mark_all_read(session, user.id, up_to=second)
    mark_all_read(session, user.id, up_to=first)
    assert session.scalars(select(NoticeMark.up_to)).all() == [second]
    assert session.scalars(select(NoticeReading.notice_id)).all() == [third]


def test_after_ninety_days_they_are_forgotten(session: Session) -> None:
    office, user = make_organisation(session), make_user(session)
    for at in (NOW, NOW + timedelta(days=1)):
        notify(session, NoticeKind.REMINDER, office.id, text="…", path="/", at=at)
    session.flush()
    old, young = session.scalars(select(Notice.id).order_by(Notice.id))
    for notice_id in (old, young):
        mark_read(session, user.id, notice_id)
    forget_notices(session, at=NOW + KEPT)
    assert session.scalars(select(Notice.id)).all() == [young]
    assert session.scalars(select(NoticeReading.notice_id)).all() == [young]
