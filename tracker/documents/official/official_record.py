"""Berita acara kesepakatan: what several institutions agreed in a meeting and sign together."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from tracker.documents import wording
from tracker.documents.official import telling
from tracker.documents.official.source import Source
from tracker.documents.sealing import signatory_of
from tracker.models.attendances import ATTENDED, Attendance
from tracker.models.documents import DocumentKind
from tracker.models.official_papers import OfficialPaper, signing_block
from tracker.models.organisations import Organisation
from tracker.models.paper_forms import PAPER_FORMS
from tracker.models.people import Signatory, typed_signatory
from tracker.reports.posts import head_of

MOST = PAPER_FORMS[DocumentKind.OFFICIAL_RECORD].signatories


def fill(source: Source) -> dict[str, Any]:
    """Signed by who chaired, and by the first that each institution sent."""
    meeting = source.meeting
    at = f"bertempat di {meeting.venue}, " if meeting.venue else ""
    return {
        "subject": f"Kesepakatan {source.name}" if source.subject else "",
        "place": source.place,
        "dated_on": meeting.ends_on or meeting.starts_on,
        "parts": {
            "opening": f"{at}yang bertanda tangan di bawah ini:",
            "agreed": _agreed(source),
            "closing": (
                "Demikian Berita Acara ini dibuat dengan sebenarnya untuk dipergunakan "
                "sebagaimana mestinya."
            ),
        },
        "signatories": [
            signing_block(signatory, label=f"PIHAK {wording.ordinal(number).upper()}")
            for number, signatory in enumerate(list(_parties(source))[:MOST], start=1)
        ],
    }


def lists(source: Source, paper: OfficialPaper) -> dict[str, Any]:
    """Nothing beside its own words: who signs agrees to these, not to what a matrix becomes."""
    return {}


def _agreed(source: Source) -> str:
    agreed = telling.agreed(source)
    if not agreed:
        return ""
    return f"telah mengikuti {source.name} dan menyepakati hal-hal sebagai berikut:\n" + (
        telling.numbered(agreed)
    )


def _parties(source: Source) -> Iterator[Signatory]:
    meeting = source.meeting
    yield signatory_of(source.session, meeting, today=source.on)
    attended = source.session.execute(
        select(Attendance, Organisation)
        .outerjoin(Organisation, Organisation.id == Attendance.organisation_id)
        .where(Attendance.meeting_id == meeting.id, Attendance.presence.in_(ATTENDED))
        .order_by(Attendance.position, Attendance.id)
    )
    seen = {meeting.organising_unit.name}
    for person, office in attended:
        institution = office.name if office else person.organisation_name
        if institution and institution not in seen and person.person_name != meeting.chair_name:
            seen.add(institution)
            yield _signing(source, person, office, institution)


def _signing(
    source: Source, person: Attendance, office: Organisation | None, institution: str
) -> Signatory:
    """As the register knows who heads the office; others as they wrote themselves down."""
    if office is not None and person.person_name:
        head = head_of(source.session, office, on=source.on).signatory
        if head.name == person.person_name:
            return head
    title = person.position_title or "Perwakilan"
    if institution.casefold() not in title.casefold():
        title = f"{title} {institution}"
    return typed_signatory(person.person_name, title)
