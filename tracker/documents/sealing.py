"""From record to paper: an approved notula is sealed, a draft is watermarked, both are printed.

Approval writes the snapshot and asks for the rendering in the same transaction; the worker calls
`render`, which reads the snapshot and the stored images it names, and nothing else.
"""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.documents.blanks import open_blanks
from tracker.documents.dossier_binding import bind
from tracker.documents.limits import require_printable
from tracker.documents.paper import image_keys, to_html
from tracker.documents.queueing import ask_for_rendering
from tracker.documents.shares import in_parts, page_numbers
from tracker.documents.snapshot import Seal, snapshot
from tracker.documents.typefaces import require_typeface
from tracker.infra.render import Renderer, RenderFailed
from tracker.infra.render_order import Order
from tracker.infra.storage import Store
from tracker.infra.text import N_
from tracker.models.approvals import ApprovalMode
from tracker.models.documents import Document, DocumentKind, draft_document, new_code
from tracker.models.errors import DomainError
from tracker.models.files import StoredFile
from tracker.models.initials import require_same_words
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes
from tracker.models.paper_layouts import read_layout
from tracker.models.people import Appointment, Signatory, typed_signatory
from tracker.models.printouts import PrintoutKind
from tracker.models.users import Actor, User
from tracker.reports.records import words_change


def approve_minutes(
    session: Session,
    minutes: Minutes,
    *,
    by: Actor,
    at: datetime,
    mode: ApprovalMode,
    proof: StoredFile | None,
    signatory: Signatory,
    on_behalf_of: str,
    base_url: str,
) -> Document:
    """Seal the notula as it stands and ask for its PDF; call inside `write`.

    on_behalf_of: who gave the mandate to sign (a.n.), and after semicolons those between (u.b.).
    Raises DomainError when the form has open blanks, when the text is more than a paper can
    carry, and for whatever `Minutes.approve` refuses.
    """
    minutes.meeting.hold()  # what is read from here on is what is sealed
    require_same_words(minutes, words_change(session, minutes.meeting_id))
    if open_blanks(session, minutes.meeting):
        raise DomainError(
            "blanks_open", N_("Masih ada isian yang kosong; notula belum dapat disahkan.")
        )
    code = new_code()
    seal = Seal(code, f"{base_url}/periksa/{code}", at, mode, acted_by=by.name)
    document = minutes.approve(
        by=by,
        at=at,
        signatory=signatory,
        mode=mode,
        proof=proof,
        on_behalf_of=on_behalf_of,
        snapshot=printable(
            snapshot(session, minutes, signatory=signatory, on_behalf_of=on_behalf_of, seal=seal)
        ),
        code=code,
    )
    ask_for_rendering(session, document, at=at)
    return document


def draft_paper(session: Session, minutes: Minutes, *, by: Actor, at: datetime) -> Document:
    """The watermarked paper of the record as it is now; call inside `write`.

    An unchanged record has one draft, which is not rendered again. Raises DomainError when the
    text is more than a paper can carry.
    """
    today = at.astimezone(ZoneInfo(minutes.meeting.zone)).date()
    signatory = signatory_of(session, minutes.meeting, today=today)
    initials = initials_of(session, minutes, today=today)
    content = printable(snapshot(session, minutes, signatory=signatory, initials=initials))
    document = draft_document(
        session,
        DocumentKind.MINUTES,
        minutes.meeting,
        content,
        by=by.user_id,
        at=at,
        minutes=minutes,
    )
    ask_for_rendering(session, document, at=at)
    return document


def signatory_of(session: Session, meeting: Meeting, *, today: date) -> Signatory:
    """The chair as he signs today: from his appointment where known, else as typed."""
    if meeting.chair_person_id is not None:
        held = session.scalars(
            select(Appointment)
            .where(Appointment.person_id == meeting.chair_person_id, Appointment.held_on(today))
            .order_by(Appointment.since.desc(), Appointment.id.desc())
        ).all()
        if held:
            return min(held, key=lambda a: a.position_title != meeting.chair_position).signature()
    return typed_signatory(
        meeting.chair_name,
        meeting.chair_position,
        rank_grade=meeting.chair_rank_grade,
        employee_number=meeting.chair_employee_number,
    )


def initials_of(session: Session, minutes: Minutes, *, today: date) -> list[str]:
    """The chain of paraf by the posts held today, bottom-up; who holds none, by name."""
    if not minutes.chain:
        return []
    held = session.execute(
        select(User.id, Appointment)
        .join(Appointment, Appointment.person_id == User.person_id)
        .where(User.id.in_(step.user_id for step in minutes.chain), Appointment.held_on(today))
        .order_by(Appointment.since, Appointment.id)
    )
    titles = {user_id: appointment.position_title for user_id, appointment in held}
    return [titles.get(step.user_id, step.name) for step in minutes.chain]


def render(content: bytes, renderer: Renderer, store: Store, order: Order | None = None) -> bytes:
    """The PDF of a snapshot. order: as for `Renderer.render`.

    Raises RenderFailed, CalledOff, and Damaged when a stored image is. A face that is missing on
    this machine is never replaced by another.
    """
    paper = json.loads(content)
    try:
        require_printable(paper)
        if "layout" in paper:
            require_typeface(read_layout(paper["layout"]).typeface)
    except DomainError as refusal:
        raise RenderFailed(str(refusal)) from refusal
    if paper["kind"] == PrintoutKind.DOSSIER:
        return bind(paper, renderer, store, order or Order())
    images = {key: store.get(key) for key in image_keys(paper)}
    parts = in_parts(paper)
    if len(parts) == 1:
        return renderer.render(to_html(paper), images, order)
    return renderer.render_parts(
        [to_html(part) for part in parts],
        lambda pages: to_html(page_numbers(paper, pages), "page_numbers"),
        images,
        order,
    )


def printable(content: bytes) -> bytes:
    """The snapshot itself. Raises DomainError when it is more than paper can carry."""
    require_printable(json.loads(content))
    return content
