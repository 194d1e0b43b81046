"""The papers of meetings, from draft to sealed and sent."""

from tests.factories import NOW, someone
from tests.world_house import BASE_URL, SECRET_KEY, House, meet
from tracker.documents.blanks import open_blanks
from tracker.documents.distribution import link_token
from tracker.documents.issuing import issue_paper, prepare_paper
from tracker.documents.sealing import approve_minutes, signatory_of
from tracker.infra import clock
from tracker.models.approvals import ApprovalMode
from tracker.models.carbon_copies import CarbonCopy
from tracker.models.deliveries import DeliveryKind, Recipient, queue_mail
from tracker.models.documents import Document, DocumentKind
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.minutes import Minutes, start_minutes
from tracker.models.paper_links import issue_link
from tracker.models.remarks import check_minutes
from tracker.models.signings import add_scan


def issued(house: House, meeting: Meeting) -> dict[str, object]:
    """A sealed paper of each kind that is no notula, and the blank list."""
    session, by = house.session, house.clerk.user_id
    form = DocumentKind.ATTENDANCE_FORM
    kinds = {
        "surat": DocumentKind.INVITATION,
        "presensi": DocumentKind.ATTENDANCE,
        "matriks": DocumentKind.ACTION_MATRIX,
    }
    sent = Invitation(meeting_id=meeting.id, state=InvitationState.SENT, approved_at=NOW)
    session.add(sent)
    sealed: dict[str, object] = {
        name: issue_paper(session, kind, meeting, {}, by=by, at=NOW, base_url=BASE_URL).id
        for name, kind in kinds.items()
    }
    signed_by_hand(house, session.get_one(Document, sealed["surat"]))
    return {**sealed, "lembar": prepare_paper(session, form, meeting, {}, by=by, at=NOW).id}


def signed_by_hand(house: House, paper: Document) -> None:
    paper.attach_pdf(house.pdf.key, house.pdf.size, at=NOW)
    add_scan(paper, house.pdf, by=house.clerk, at=NOW)


def papers(house: House, security_class: SecurityClass) -> dict[str, object]:
    """A meeting whose notula waits for the chair, and one whose notula is sealed and printed."""
    waiting, sealed = (meet(house, security_class) for _ in range(2))
    submitted = _submit(house, waiting)
    doubt = check_minutes(
        submitted, anchor="", quote="", body="Sebut tempatnya.", by=house.head, at=NOW
    )
    paper = _seal(house, _submit(house, sealed))
    return {
        "tanggapan": doubt.id,
        "diajukan": waiting.id,
        "sah": sealed.id,
        "naskah": paper.id,
        "kode": paper.code,
        **_distributed(house, paper),
    }


def _distributed(house: House, paper: Document) -> dict[str, object]:
    """One mail of a sealed notula, with its link, and a row of the tembusan list."""
    session, by, at = house.session, someone(house.session), clock.now()
    copy = CarbonCopy.add(session, by=by, at=at, meeting=paper.meeting, name="Gubernur")
    key = f"notula:{paper.id}:0:instansi-{house.labour.id}"
    office = Recipient(house.labour.name, "disnaker@contoh.example", house.labour.id)
    mail = queue_mail(
        session,
        DeliveryKind.MINUTES,
        paper.meeting,
        office,
        subject="Notula",
        body="",
        key=key,
        at=at,
        document=paper,
    )
    link = issue_link(
        session,
        paper,
        key=key,
        recipient_name=office.name,
        organisation_id=office.organisation_id,
        by=by,
        at=at,
    )
    return {
        "tembusan": copy.id,
        "kiriman": mail.id,
        "tautan_naskah": link_token(link.id, SECRET_KEY),
    }


def _submit(house: House, meeting: Meeting) -> Minutes:
    session = house.session
    minutes = start_minutes(session, meeting, by=house.clerk.user_id, at=NOW)
    absent = open_blanks(session, meeting)
    meeting.confirm_absent(absent, by=house.clerk.user_id, at=NOW)
    minutes.submit(by=house.clerk, at=NOW, blanks=open_blanks(session, meeting))
    return minutes


def _seal(house: House, minutes: Minutes) -> Document:
    session = house.session
    paper = approve_minutes(
        session,
        minutes,
        by=house.head,
        at=NOW,
        mode=ApprovalMode.IN_APP,
        proof=None,
        signatory=signatory_of(session, minutes.meeting, today=NOW.date()),
        on_behalf_of="",
        base_url=BASE_URL,
    )
    paper.attach_pdf(house.pdf.key, house.pdf.size, at=NOW)
    return paper
