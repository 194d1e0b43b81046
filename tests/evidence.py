"""Evidence to test with: files with pages and pictures, and claims that bring them."""

import io
from collections.abc import Sequence

import pikepdf
from PIL import Image
from sqlalchemy.orm import Session

from tests.factories import NOW, make_action, make_actor, make_assignment, make_meeting
from tracker.infra.storage import Store
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind, stored_file
from tracker.models.organisations import Organisation
from tracker.models.users import Role


def pdf_of(pages: int) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()


def photo(width: int = 40, height: int = 20, *, turned: bool = False) -> bytes:
    """A JPEG; turned: as a phone held upright writes it, with a note to turn it."""
    buffer = io.BytesIO()
    image = Image.new("RGB", (width, height), "teal")
    notes = image.getexif()
    if turned:
        notes[0x0112] = 6
    image.save(buffer, "JPEG", exif=notes)
    return buffer.getvalue()


def make_claim(
    session: Session,
    store: Store,
    organisation: Organisation,
    unit: Organisation,
    *,
    files: Sequence[tuple[str, bytes]] = (),
    link: str = "",
    **values: object,
) -> Assignment:
    """A share claimed as done with these files (name and bytes), of a meeting of the unit."""
    action = make_action(session, make_meeting(session, unit), **values)
    share = make_assignment(session, organisation, action=action)
    agency = make_actor(session, Role.AGENCY, organisation)
    kept = [
        stored_file(
            *(session, store.put(io.BytesIO(data), name=name), FileKind.EVIDENCE),
            by=agency.user_id,
            at=NOW,
            assignment_id=share.id,
        )
        for name, data in files
    ]
    share.post_update(Report.DONE, "Sudah dikerjakan.", by=agency, at=NOW, files=kept, link=link)
    return share
