"""Approval seals what stands; the paper is made of the seal and of nothing that comes later."""

import json
from io import BytesIO

import pytest
from pikepdf import ObjectStreamMode
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.documents.reading import opened, pages
from tests.documents.records import (
    BASE_URL,
    add,
    approved,
    emblem,
    make_record,
    make_small_record,
    photo,
    write,
)
from tests.factories import NOW, TODAY, make_actor, make_appointment, make_person, make_user
from tracker.documents.sealing import approve_minutes, draft_paper, render, signatory_of
from tracker.documents.snapshot import SCHEMA
from tracker.infra.render import Renderer, RenderFailed
from tracker.infra.storage import Damaged, Store
from tracker.models.approvals import ApprovalMode
from tracker.models.attachments import attach
from tracker.models.corrections import open_correction
from tracker.models.documents import Document, snapshot_key
from tracker.models.errors import DomainError
from tracker.models.files import FileKind
from tracker.models.initials import name_chain
from tracker.models.jobs import Job
from tracker.models.letterheads import Letterhead, save_letterhead
from tracker.models.meetings import SUBJECT_UNKNOWN
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.minutes_sections import MinutesSection
from tracker.models.people import Capacity, PositionLevel
from tracker.models.statements import Statement


def test_approval_seals_the_snapshot_and_asks_for_its_paper_once(session: Session):
    minutes = make_record(session)
    document = approved(session, minutes)
    snapshot = json.loads(document.snapshot)
    assert (snapshot["schema"], snapshot["edition"]) == (SCHEMA, 1)
    assert snapshot["seal"]["code"] == document.code
    assert snapshot["seal"]["verification_url"] == f"{BASE_URL}/periksa/{document.code}"
    assert snapshot["seal"]["at"] == "2025-09-18T14:30:00+07:00"
    assert document.snapshot_key == snapshot_key(document.snapshot)
    assert minutes.state is MinutesState.APPROVED
    (job,) = session.scalars(select(Job))
    assert (job.kind, job.payload) == ("render_document", {"document_id": document.id})
    assert job.key == f"render:{document.id}"


def test_the_snapshot_is_canonical_json(session: Session):
    content = approved(session, make_record(session)).snapshot
    text = json.dumps(
        json.loads(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert text.encode() == content


def test_figures_and_names_stand_in_the_snapshot_as_they_were(session: Session):
    minutes = make_record(session)
    snapshot = json.loads(approved(session, minutes).snapshot)
    assert snapshot["measurements"][0]["value"] == "23.86"
    assert snapshot["actions"][0]["leads"] == [
        {"name": "Dinas Tenaga Kerja", "due_on": "2025-10-31"}
    ]
    assert snapshot["signatory"] == {
        "name": "Dr. Siti Aminah, S.E., M.M.",
        "position": "Asisten Perekonomian dan Pembangunan",
        "rank_grade": "Pembina Utama Madya (IV/d)",
        "employee_number": "197001011995032001",
    }


def test_a_subject_nobody_gave_is_no_subject_on_paper(session: Session):
    minutes = make_small_record(session, subject=SUBJECT_UNKNOWN)
    draft = draft_paper(session, minutes, by=make_actor(session), at=NOW)
    assert json.loads(draft.snapshot)["meeting"]["subject"] == ""


def test_the_paper_says_how_many_photos_it_does_not_show(
    session: Session, renderer: Renderer, store: Store
):
    minutes, by = make_record(session), make_user(session).id
    for number in range(14):
        stored = store.put_bytes(photo(12, 8, colour=f"#0000{number:02x}"), "image/jpeg")
        attach(session, minutes.meeting, stored, FileKind.PHOTO, by=by, at=NOW)
    document = approved(session, minutes)
    assert len(json.loads(document.snapshot)["photos"]) == 12
    *_, last = pages(render(document.snapshot, renderer, store))
    assert "2 foto lain tersimpan dalam aplikasi Rakor." in last


def test_an_open_blank_stops_approval_and_nothing_is_changed(session: Session):
    minutes = make_small_record(session)
    minutes.submit(by=make_actor(session), at=NOW, blanks=[])
    with pytest.raises(DomainError) as refused:
        _approve(session, minutes)
    assert refused.value.code == "blanks_open"
    assert minutes.state is MinutesState.SUBMITTED
    assert session.scalar(select(Document)) is None


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr>" + "<td>x</td>" * 21 + "</tr></table>",
        "<table>" + "<tr><td>x</td></tr>" * 2_001 + "</table>",
        "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>",
        "<p>" + "x<br>" * 3_001 + "</p>",
        "<p>" + "x" * 10_001 + "</p>",
        "<blockquote>" * 21 + "x",
    ],
    ids=["wide", "tall", "nested table", "broken", "unbroken", "deep"],
)
def test_text_no_paper_can_carry_is_refused_before_it_is_sealed(session: Session, body: str):
    minutes = make_record(session)
    write(session, minutes, "Pemaparan", body)
    with pytest.raises(DomainError) as refused:
        approved(session, minutes)
    assert refused.value.code == "too_complex"
    assert "“Pemaparan”" in str(refused.value)
    assert minutes.state is MinutesState.SUBMITTED
    with pytest.raises(DomainError):
        draft_paper(session, minutes, by=make_actor(session), at=NOW)


@pytest.mark.parametrize("text", ["x" * 10_001, "kata " * 50_001])
def test_statements_count_too(session: Session, text: str):
    minutes = make_record(session)
    add(session, minutes.meeting, Statement, kind="paraphrase", text=text)
    with pytest.raises(DomainError) as refused:
        draft_paper(session, minutes, by=make_actor(session), at=NOW)
    assert refused.value.code == "too_long"


def test_an_unchanged_record_has_one_draft_and_a_changed_one_another(session: Session):
    minutes, by = make_record(session), make_actor(session)
    first = draft_paper(session, minutes, by=by, at=NOW)
    assert draft_paper(session, minutes, by=by, at=NOW) is first
    assert first.code is None
    write(session, minutes, "Penutup", "<p>Rapat ditutup pukul 12.00 WIB.</p>")
    second = draft_paper(session, minutes, by=by, at=NOW)
    assert second is not first
    assert len(session.scalars(select(Job)).all()) == 2


def test_a_ralat_names_the_edition_it_replaces(session: Session):
    minutes = make_record(session)
    first = approved(session, minutes)
    corrected = open_correction(minutes, "Angka keliru.", by=make_actor(session), at=NOW)
    correction = json.loads(approved(session, corrected).snapshot)["correction"]
    assert correction == {
        "number": 1,
        "reason": "Angka keliru.",
        "replaced_code": first.code,
        "replaced_at": "2025-09-18T14:30:00+07:00",
    }


def test_what_is_renamed_after_the_seal_stays_as_it_was_on_paper(
    session: Session, renderer: Renderer, store: Store
):
    minutes = make_record(session)
    document = approved(session, minutes)
    unit = minutes.meeting.organising_unit
    unit.revise(by=make_user(session).id, at=NOW, version=unit.version, name="Biro Baru")
    save_letterhead(
        session, Letterhead(office="KANTOR BARU"), by=make_user(session).id, at=NOW, version=0
    )
    text = pages(render(document.snapshot, renderer, store))[0]
    assert "SEKRETARIAT DAERAH" in text
    assert "KANTOR BARU" not in text


def test_a_draft_names_those_who_put_their_paraf_by_the_posts_they_hold(session: Session):
    minutes = make_record(session)
    holder = make_person(session, "Budi Santoso")
    make_appointment(session, holder, title="Kepala Bagian", capacity=Capacity.ACTING)
    users = [
        make_user(session, person=holder, name="Budi Santoso"),
        make_user(session, name="Nita Notulis"),
    ]
    name_chain(minutes, users, by=users[1].id, at=NOW)
    draft = draft_paper(session, minutes, by=make_actor(session), at=NOW)
    assert json.loads(draft.snapshot)["initials"] == ["Plt. Kepala Bagian", "Nita Notulis"]


def test_a_paper_whose_emblem_is_gone_is_not_made_without_it(
    session: Session, renderer: Renderer, store: Store
):
    key = store.put_bytes(emblem(), "image/png").key
    save_letterhead(
        session, Letterhead(emblem_key=key), by=make_user(session).id, at=NOW, version=0
    )
    document = approved(session, make_record(session))
    store.delete(key)
    with pytest.raises(Damaged):
        render(document.snapshot, renderer, store)


def test_a_snapshot_beyond_the_limits_is_refused_with_its_reason(
    session: Session, renderer: Renderer, store: Store
):
    snapshot = json.loads(approved(session, make_record(session)).snapshot)
    snapshot["sections"][0]["body"] = "<table><tr><td>x</td></tr></table>" * 3_000
    with pytest.raises(RenderFailed) as failure:
        render(json.dumps(snapshot).encode(), renderer, store)
    assert "terlalu panjang atau tabelnya terlalu rumit" in failure.value.reason


def test_the_chair_signs_as_typed_when_no_appointment_is_known(session: Session):
    meeting = make_small_record(
        session,
        chair_name="M. Nuh",
        chair_position="Kepala BPJS Ketenagakerjaan",
        chair_rank_grade="",
        chair_employee_number="NRP 12345",
    ).meeting
    signatory = signatory_of(session, meeting, today=TODAY)
    assert (signatory.name, signatory.employee_number) == ("M. Nuh", "NRP 12345")


@pytest.mark.parametrize(
    "position", ["Gubernur Lampung", "Plh. Sekretaris Daerah", "Wakil Gubernur Lampung"]
)
def test_pasal_44_holds_for_typed_chairs_too(session: Session, position: str):
    meeting = make_small_record(
        session,
        chair_name="Saipul",
        chair_position=position,
        chair_rank_grade="Pembina (IV/a)",
        chair_employee_number="197001011995032001",
    ).meeting
    signatory = signatory_of(session, meeting, today=TODAY)
    assert (signatory.rank_grade, signatory.employee_number) == ("", "")


def test_the_appointment_in_which_he_chaired_is_the_one_he_signs_with(session: Session):
    person = make_person(session, "Saipul")
    for title, capacity in (("Asisten", Capacity.ACTING), ("Kepala Biro", Capacity.DEFINITIVE)):
        make_appointment(
            session,
            person,
            title=title,
            capacity=capacity,
            level=PositionLevel.HEAD,
            rank_grade="Pembina (IV/a)",
        )
    for position in ("Plt. Asisten", "Kepala Biro"):
        meeting = make_small_record(
            session, chair_person_id=person.id, chair_position=position
        ).meeting
        assert signatory_of(session, meeting, today=TODAY).position == position


def test_hostile_words_are_printed_as_words(session: Session, renderer: Renderer, store: Store):
    hostile = "<script>alert(1)</script> {{ 7 * 7 }} <img src=x> & “kutip” <!--"
    minutes = make_record(
        session, subject=hostile, venue=hostile, chair_name=hostile, chair_person_id=None
    )
    add(session, minutes.meeting, Statement, kind="quotation", speaker_name=hostile, text=hostile)
    add(session, minutes.meeting, MinutesSection, heading=hostile, body="<p>x</p>")
    text = " ".join(pages(render(approved(session, minutes).snapshot, renderer, store)))
    assert text.count(hostile) == 7


def test_links_in_the_text_lead_to_the_web_or_nowhere(
    session: Session, renderer: Renderer, store: Store
):
    minutes = make_record(session)
    snapshot = json.loads(approved(session, minutes).snapshot)
    snapshot["sections"][0]["body"] = (
        "<p><a href='file:///etc/passwd'>berkas</a> <a href='javascript:alert(1)'>skrip</a> "
        "<a href='https://contoh.go.id/'>laman</a><img src='file:///etc/passwd'>"
        "<style>p { background: url(http://127.0.0.1:1/) }</style></p>"
    )
    pdf = render(json.dumps(snapshot).encode(), renderer, store)
    assert b"https://contoh.go.id/" in _uncompressed(pdf)
    for hostile in (b"file:", b"javascript:", b"127.0.0.1"):
        assert hostile not in _uncompressed(pdf)


def _approve(session: Session, minutes: Minutes) -> Document:
    return approve_minutes(
        session,
        minutes,
        by=make_actor(session),
        at=NOW,
        mode=ApprovalMode.IN_APP,
        proof=None,
        signatory=signatory_of(session, minutes.meeting, today=TODAY),
        on_behalf_of="",
        base_url=BASE_URL,
    )


def _uncompressed(pdf: bytes) -> bytes:
    with opened(pdf) as document:
        out = BytesIO()
        document.save(out, object_stream_mode=ObjectStreamMode.disable, compress_streams=False)
        return out.getvalue()
