"""What goes out without a meeting: a mail, and a link to a task for staff without an account."""

from datetime import timedelta

from sqlalchemy.orm import Session

from tests.factories import NOW, someone
from tests.world_house import SECRET_KEY, House
from tracker.documents.action_links import link_token
from tracker.infra import clock
from tracker.models.action_links import ActionLink, ActionLinkCode
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, DeliveryKind, Recipient, queue_mail
from tracker.models.events import record


def linked(house: House, share: Assignment) -> dict[str, object]:
    """A code was made just now, so that nobody can ask for another one.

    Of a secret task the link is from before it was classed so.
    """
    now, by = clock.now(), someone(house.session)
    link = ActionLink(
        assignment=share,
        organisation_id=share.organisation_id,
        channel=Channel.MAIL,
        address="disnaker@contoh.example",
        recipient_name=house.labour.name,
        issued_by=by,
        issued_at=NOW,
        expires_at=now + timedelta(days=7),
    )
    house.session.add(link)
    record(link, "action_link:issued", by=by, at=NOW)
    asked = {"sent_at": now + timedelta(days=1), "made": 1, "tries": 0, "wrong": 0}
    house.session.add(ActionLinkCode(link_id=link.id, digest="0" * 64, **asked))
    return {"tautan_tugas": link_token(link.id, SECRET_KEY), "tautan_kirim": link.id}


def mailed_alone(session: Session) -> int:
    """A mail that belongs to no meeting, and that was given up."""
    office = Recipient("Disnaker", "disnaker@contoh.example")
    kind, words = DeliveryKind.TASK_REMINDER, "Mohon dilaporkan."
    mail = queue_mail(
        session, kind, None, office, subject="Pengingat", body=words, key="lepas", at=NOW
    )
    mail.fail("550 tidak dikenal", at=NOW)
    return mail.id
