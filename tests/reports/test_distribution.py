"""Who gets a sealed notula, each once; what became of it; which organisation has read it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    TODAY,
    make_actor,
    make_meeting,
    make_minutes,
    make_organisation,
    make_user,
    someone,
)
from tracker.models.acknowledgements import acknowledge
from tracker.models.attendances import Attendance, Presence
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.deliveries import DeliveryKind, DeliveryState, queue_mail
from tracker.models.documents import Document
from tracker.models.errors import DomainError
from tracker.models.invitees import Invitee
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.minutes import MinutesState
from tracker.models.organisations import Organisation
from tracker.models.paper_links import LASTS, issue_link
from tracker.models.users import Role
from tracker.policy.distribution import speaks_for
from tracker.reports.deliveries import delivery_counts, delivery_log, is_distributed
from tracker.reports.distribution import Source, addressees, reading, sealed_minutes


@pytest.fixture
def meeting(session: Session) -> Meeting:
    return make_meeting(session)


@pytest.fixture
def labour(session: Session, meeting: Meeting) -> Organisation:
    """Invited and present, with an official address."""
    office = make_organisation(session, "Disnaker", email="disnaker@contoh.example")
    by = someone(session)
    Invitee.append(meeting, by=by, at=NOW, organisation_id=office.id)
    Attendance.append(
        meeting,
        by=by,
        at=NOW,
        person_name="Budi",
        presence=Presence.PRESENT,
        organisation_id=office.id,
    )
    return office


def test_who_only_recorded_himself_is_known_as_nobody_s_guest(
    session: Session, meeting: Meeting, labour: Organisation
):
    """Anybody who reads the code on the wall may type any office."""
    stranger = make_organisation(session, "Dinsos", email="dinsos@contoh.example")
    for office, name in ((labour, "Sari"), (stranger, "Tono")):
        Attendance.append(
            meeting,
            by=None,
            at=NOW,
            person_name=name,
            presence=Presence.PRESENT,
            organisation_id=office.id,
            checked_in_at=NOW,
        )
    found = addressees(session, meeting, seal(session, meeting), on=TODAY)
    assert {one.recipient.name: one.source for one in found} == {
        "Disnaker": Source.PARTICIPANT,
        "Dinsos": Source.UNASKED,
    }


def seal(session: Session, meeting: Meeting) -> Document:
    make_minutes(session, meeting, state=MinutesState.APPROVED)
    document = sealed_minutes(session, meeting)
    assert document is not None
    return document


def send(session: Session, document: Document, office: Organisation, occasion: int = 0) -> int:
    key = f"notula:{document.id}:{occasion}:instansi-{office.id}"
    (addressee,) = (
        one
        for one in addressees(session, document.meeting, document, on=TODAY)
        if one.key == f"instansi-{office.id}"
    )
    mail = queue_mail(
        session,
        DeliveryKind.MINUTES,
        document.meeting,
        addressee.recipient,
        subject="Notula",
        body="",
        key=key,
        at=NOW,
        document=document,
    )
    issue_link(
        session,
        document,
        key=key,
        recipient_name=office.name,
        organisation_id=office.id,
        by=someone(session),
        at=NOW,
    )
    mail.mark_sent(at=NOW)
    return mail.id


def test_a_meeting_without_a_sealed_notula_has_nothing_to_send(session, meeting) -> None:
    assert sealed_minutes(session, meeting) is None


def test_whoever_was_invited_and_came_is_one_addressee(session, meeting, labour) -> None:
    guest = {"guest_name": "M. Nuh", "guest_address": "nuh@contoh.example"}
    by = someone(session)
    Invitee.append(meeting, by=by, at=NOW, **guest)
    CarbonCopy.add(session, by=by, at=NOW, meeting=meeting, name="Gubernur")
    found = addressees(session, meeting, seal(session, meeting), on=TODAY)
    assert [(one.source, one.recipient.name, bool(one.recipient.problem)) for one in found] == [
        (Source.PARTICIPANT, "Disnaker", False),
        (Source.PARTICIPANT, "M. Nuh", False),
        (Source.COPY, "Gubernur", True),
    ]


def test_the_log_tells_of_each_mail_and_of_the_link_in_it(session, meeting, labour) -> None:
    document = seal(session, meeting)
    assert not is_distributed(session, document.id)
    first, second = (send(session, document, labour, occasion) for occasion in range(2))
    (one,) = addressees(session, meeting, document, on=TODAY)
    assert (one.state, one.sent_at) == (DeliveryState.SENT, NOW)
    assert is_distributed(session, document.id)
    kinds = [DeliveryKind.MINUTES]
    counts = delivery_counts(session, meeting, kinds)
    assert (counts.all, counts.sent, counts.waiting, counts.failed) == (2, 2, 0, 0)
    lines = delivery_log(session, meeting, kinds, limit=10)
    assert [line.delivery_id for line in lines] == [second, first]
    assert lines[0].is_open(NOW)
    assert not lines[0].is_open(NOW + LASTS)
    older = delivery_log(session, meeting, kinds, limit=10, before=second)
    assert [line.delivery_id for line in older] == [first]
    assert delivery_log(session, meeting, [DeliveryKind.REVIEW], limit=10) == []


def test_an_organisation_says_once_that_it_has_read(session, meeting, labour) -> None:
    document, other = seal(session, meeting), make_organisation(session, "Bappeda")
    said: dict[str, Any] = {"name": "Wayan", "position_title": "Kepala", "by": None, "at": NOW}
    given = acknowledge(session, document, labour.id, **said)
    assert reading(session, document, [other.id]) == [("Bappeda", None), ("Disnaker", given)]
    with pytest.raises(DomainError) as refused:
        acknowledge(session, document, labour.id, **said)
    assert refused.value.code == "acknowledged_already"


def test_the_leader_speaks_for_an_organisation_else_its_account(session, meeting, labour) -> None:
    agency = make_actor(session, Role.AGENCY, labour)
    stranger = make_actor(session, Role.AGENCY)
    document = seal(session, meeting)
    assert speaks_for(session, agency, meeting.id, on=TODAY) == {labour.id}
    assert speaks_for(session, stranger, meeting.id, on=TODAY) == set()
    leader = make_actor(session, Role.LEADER, labour)
    assert speaks_for(session, agency, meeting.id, on=TODAY) == set()
    assert speaks_for(session, leader, meeting.id, on=TODAY) == {labour.id}
    acknowledge(
        session, document, labour.id, name="Wayan", position_title="", by=leader.user_id, at=NOW
    )
    still = speaks_for(session, leader, meeting.id, on=TODAY, document_id=document.id)
    assert still == set()


def test_of_rahasia_only_the_access_list_is_told(session, labour) -> None:
    named = make_user(session, name="Sekretaris", email="setda@contoh.example")
    actor = make_actor(session, Role.SECRETARIAT)
    secret = make_meeting(session, security_class=SecurityClass.SECRET, access=(actor,))
    Invitee.append(secret, by=someone(session), at=NOW, organisation_id=labour.id)
    found = addressees(session, secret, seal(session, secret), on=TODAY)
    assert {one.source for one in found} == {Source.NAMED}
    assert named.name not in {one.recipient.name for one in found}
