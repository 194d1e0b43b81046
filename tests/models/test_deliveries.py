"""Mail: asked for once with the act, tried for days, given up visibly, sent once more by hand."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import NOW, make_meeting, make_organisation, make_person, someone
from tracker.models.deliveries import (
    GIVE_UP_AFTER,
    PAUSES,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Recipient,
    queue_mail,
)
from tracker.models.errors import DomainError
from tracker.models.events import Event
from tracker.models.jobs import Job
from tracker.models.meetings import SecurityClass

OFFICE = Recipient("Dinas Kesehatan", "dinkes@contoh.example")


def queue(session: Session, recipient: Recipient = OFFICE, key: str = "undangan:1:1") -> Delivery:
    meeting = session.info.setdefault("meeting", make_meeting(session))
    return queue_mail(
        session,
        DeliveryKind.INVITATION,
        meeting,
        recipient,
        subject="Undangan rapat",
        body="Dengan hormat, …",
        key=key,
        at=NOW,
    )


def test_asking_for_a_mail_writes_its_row_its_job_and_one_event(session: Session) -> None:
    delivery = queue(session)
    job = session.scalars(select(Job)).one()
    assert (job.kind, job.payload) == ("deliver", {"delivery_id": delivery.id})
    assert (delivery.state, delivery.attempts, delivery.sent_at) == (DeliveryState.WAITING, 0, None)
    assert verbs(session, delivery) == ["delivery:queued"]


def test_the_same_act_mails_a_recipient_once(session: Session) -> None:
    assert queue(session) is queue(session)
    assert queue(session, key="undangan:1:2") is not queue(session)
    assert len(session.scalars(select(Job)).all()) == 2


def test_a_mail_may_belong_to_no_meeting(session: Session) -> None:
    kind = DeliveryKind.TASK_REMINDER
    lone = queue_mail(session, kind, None, OFFICE, subject="Hal", body="…", key="ingat:1", at=NOW)
    assert (lone.meeting, lone.security_class) == (None, SecurityClass.OPEN)
    assert (
        session.scalars(select(Event).where(Event.verb == "delivery:queued")).one().meeting_id
        is None
    )


def test_no_two_mails_share_a_message_id(session: Session) -> None:
    first, second = queue(session, key="a"), queue(session, key="b")
    assert first.message_id != second.message_id
    assert first.message_id.startswith("<")


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        (Recipient("Dinas", ""), "no_address"),
        (Recipient("Dinas", "", problem="Instansi ini tidak aktif lagi."), "no_address"),
        (Recipient("Dinas", "dinas@"), "bad_address"),
        (Recipient("Dinas", "a@contoh.example\nBcc: b@contoh.example"), "bad_address"),
    ],
)
def test_who_cannot_be_reached_is_refused_with_the_reason(session, recipient, code) -> None:
    with pytest.raises(DomainError) as refused:
        queue(session, recipient)
    assert refused.value.code == code
    assert recipient.problem in str(refused.value)


def test_the_names_on_the_envelope_are_one_clean_line(session: Session) -> None:
    delivery = queue(session, Recipient("Dinas\r\nBcc: x@contoh.example", OFFICE.address))
    assert delivery.recipient_name == "Dinas Bcc: x@contoh.example"


def test_a_server_that_is_away_is_tried_again_with_growing_pauses(session: Session) -> None:
    delivery, at = queue(session), NOW
    for pause in (*PAUSES, PAUSES[-1]):
        again = delivery.put_off("sambungan ditolak", at=at)
        assert again == at + pause
        assert (delivery.state, delivery.error) == (DeliveryState.WAITING, "sambungan ditolak")
        at = again
    delivery.mark_sent(at=at)
    assert (delivery.state, delivery.sent_at, delivery.error) == (DeliveryState.SENT, at, "")


def test_after_days_it_is_given_up_and_says_why(session: Session) -> None:
    delivery = queue(session)
    assert delivery.put_off("sambungan ditolak", at=NOW + GIVE_UP_AFTER) is None
    assert (delivery.state, delivery.error) == (DeliveryState.FAILED, "sambungan ditolak")


def test_what_was_given_up_goes_out_once_more_by_hand_as_the_same_mail(session: Session) -> None:
    delivery = queue(session)
    identity = delivery.message_id
    delivery.fail("550 tidak dikenal", at=NOW)
    later = NOW + timedelta(days=9)
    delivery.retry(by=someone(session), at=later)
    assert (delivery.state, delivery.message_id) == (DeliveryState.WAITING, identity)
    assert delivery.put_off("451", at=later) is not None, "the days count from the retry"
    assert len(session.scalars(select(Job)).all()) == 2
    assert verbs(session, delivery) == [
        "delivery:queued",
        "delivery:failed",
        "delivery:retried",
        "delivery:put_off",
    ]


def test_only_what_failed_is_sent_once_more(session: Session) -> None:
    delivery = queue(session)
    for act in (lambda: None, lambda: delivery.mark_sent(at=NOW)):
        act()
        with pytest.raises(DomainError) as refused:
            delivery.retry(by=someone(session), at=NOW)
        assert refused.value.code == "not_failed"


@pytest.mark.parametrize("address", ["dinkes@contoh.example", ""])
def test_a_good_address_is_kept(session: Session, address: str) -> None:
    assert make_organisation(session, email=address).email == address


@pytest.mark.parametrize(
    "address", ["dinkes", "dinkes@", "a b@contoh.example", "dinkes@contoh..example", "ü@contoh.id"]
)
def test_a_bad_address_is_refused_beside_its_field(session: Session, address: str) -> None:
    for make in (make_organisation, make_person):
        with pytest.raises(DomainError) as refused:
            make(session, email=address)
        assert (refused.value.code, refused.value.field) == ("bad_address", "email")
        session.rollback()


def verbs(session: Session, delivery: Delivery) -> list[str]:
    return list(
        session.scalars(
            select(Event.verb)
            .where(Event.subject_type == "deliveries", Event.subject_id == delivery.id)
            .order_by(Event.id)
        )
    )
