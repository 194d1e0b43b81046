"""Berkas rapat: one file of what a meeting left, as issued, with contents and bookmarks."""

import io
import json
import re
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from sqlalchemy.orm import Session

from tests.documents.conformance import faults
from tests.documents.reading import opened, pages
from tests.documents.records import approved, make_record, photo
from tests.evidence import pdf_of
from tests.factories import NOW, make_actor, make_user
from tracker.documents import dossier_binding
from tracker.documents.attendance_lists import print_attendance_list
from tracker.documents.dossiers import ask_for_dossier
from tracker.documents.sealing import render
from tracker.infra.render import Renderer
from tracker.infra.storage import Store
from tracker.models.attachments import attach
from tracker.models.documents import Document
from tracker.models.errors import Untimely
from tracker.models.files import FileKind
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.users import Actor, Role

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def clerk(session: Session, meeting: Meeting) -> Actor:
    return make_actor(session, Role.SECRETARIAT, meeting.organising_unit)


@pytest.fixture
def meeting(session: Session, store: Store, renderer: Renderer) -> Meeting:
    """Its attendance and notula issued, no invitation; a paper of a stranger, a letter, a photo."""
    minutes = make_record(session, security_class=SecurityClass.RESTRICTED)
    meeting, by = minutes.meeting, make_user(session).id
    for data, media_type, name, kind in (
        (hostile_pdf(), "application/pdf", "Paparan <b>BPS</b>.pdf", FileKind.PRESENTATION),
        (b"PK", DOCX, "Konsep.docx", FileKind.OTHER),
        (photo(), "image/jpeg", "rapat.jpg", FileKind.PHOTO),
    ):
        stored = replace(store.put_bytes(data, media_type), name=name)
        attach(session, meeting, stored, kind, by=by, at=NOW)
    url = "https://rakor.contoh.go.id"
    attendance = print_attendance_list(session, meeting, by=by, at=NOW, base_url=url)
    for document in (attendance, approved(session, minutes)):
        stored = store.put_bytes(render(document.snapshot, renderer, store), "application/pdf")
        document.attach_pdf(stored.key, stored.size, at=NOW)
    return meeting


def test_the_file_holds_every_part_in_order_and_says_what_is_missing(
    session: Session, meeting: Meeting, clerk: Actor, renderer: Renderer, store: Store
):
    printout = ask_for_dossier(session, meeting, by=clerk, at=NOW)
    assert printout.security_class is SecurityClass.RESTRICTED
    pdf = render(printout.snapshot, renderer, store)
    told = pages(pdf)
    assert "BERKAS RAPAT" in told[0]
    assert "Surat undangan: belum ada" in told[0]
    assert "Konsep.docx: bukan PDF atau gambar" in told[0]
    for document in session.query(Document):
        assert str(document.code) in told[0]
        assert f"Kode naskah {document.code}" in " ".join(told[1:])
    assert "Lampiran: Paparan <b>BPS</b>.pdf" in " ".join(told)
    for number, page in enumerate(told, 1):
        assert f"Berkas rapat {number}/{len(told)}" in page
    assert not re.search(r"- \d -", told[-1])  # drawn pages have no number of their own
    with opened(pdf) as file, file.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            *("Daftar isi", "Daftar hadir", "Notula", "Paparan <b>BPS</b>.pdf")
        ]
        starts: list[Any] = [item.destination for item in outline.root]
        begins = [[p.objgen for p in file.pages].index(place[0].objgen) for place in starts]
        links = [note.Dest[0].objgen for note in file.pages[0].Annots]
        assert links == [file.pages[page].objgen for page in begins[1:]]
        assert_inert(file)
    assert faults(pdf) == []
    assert all(f" {page + 1}" in told[0] for page in begins[1:])


def assert_inert(file: pikepdf.Pdf) -> None:
    """Nothing of the stranger's file but how it looks."""
    assert not file.attachments
    assert not {"/AcroForm", "/OpenAction", "/AA"} & set(file.Root.keys())
    for thing in file.objects:
        if isinstance(thing, pikepdf.Dictionary):
            assert not {"/JS", "/Launch", "/AA", "/EF"} & set(thing.keys())
            assert "jahat" not in str(thing.get("/URI", ""))


def test_what_cannot_be_drawn_is_named_and_photos_follow_where_no_notula_has_them(
    session: Session,
    meeting: Meeting,
    clerk: Actor,
    renderer: Renderer,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(dossier_binding, "MOST_PAGES", 2)
    paper = json.loads(ask_for_dossier(session, meeting, by=clerk, at=NOW).snapshot)
    file = {"kind": "Paparan", "media_type": "application/pdf"}
    paper |= {
        "papers": [],
        "photos": [store.put_bytes(photo()).key],
        "files": [
            {**file, "title": title, "key": store.put_bytes(data).key}
            for title, data in (("Panjang", pdf_of(3)), ("Rusak", b"%PDF-1.7"), ("Utuh", pdf_of(2)))
        ],
    }
    (contents, *rest) = pages(render(json.dumps(paper).encode(), renderer, store))
    assert "Panjang: 3 halaman, terlalu panjang" in contents
    assert "Rusak: tidak dapat dibuka" in contents
    assert len(rest) == 3
    assert "DOKUMENTASI RAPAT" in rest[-1]


def test_everybody_gets_what_he_may_see_and_an_empty_file_is_not_made(
    session: Session, meeting: Meeting
):
    sekda = make_actor(session, Role.ADMIN)
    with pytest.raises(Untimely) as refusal:
        ask_for_dossier(session, meeting, by=sekda, at=NOW)
    assert refusal.value.code == "empty"


def hostile_pdf() -> bytes:
    """Two pages with a script, a form, an embedded file and a link to a bad place."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of(2))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        pdf.Root.OpenAction = script
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array())
        pdf.attachments["jahat.exe"] = b"MZ"
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://jahat.contoh"))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 99, 99], A=link
        )
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(out)
    return out.getvalue()
