"""Notula ringkas: results and work of the sealed notula, nothing of what was said."""

import json
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer
from tests.documents.decoded import LONG, some_action, some_person
from tests.documents.records import BASE_URL, approved, make_record
from tests.factories import NOW, make_actor, someone
from tracker.documents.short_minutes import (
    print_short_minutes,
    renew_short_minutes,
    shortened,
)
from tracker.models.corrections import open_correction
from tracker.models.documents import Document, DocumentKind, newest_document
from tracker.models.errors import Untimely
from tracker.models.meetings import Meeting
from tracker.models.minutes import Minutes


def short_of(sealed: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """What is printed of a decoded notula, under a seal of its own."""
    seal = {**sealed["seal"], "code": "RINGKAS", "mode": None, "acted_by": ""}
    head = {name: sealed[name] for name in ("schema", "layout")}
    kind = DocumentKind.SHORT_MINUTES
    return {**head, "kind": kind, **shortened({**sealed, **changed}), "edition": 1, "seal": seal}


@pytest.fixture
def minutes(session: Session) -> Minutes:
    return make_record(session)


def issue(session: Session, meeting: Meeting) -> Document:
    by = someone(session)
    return print_short_minutes(session, meeting, by=by, at=NOW, base_url=BASE_URL)


def renew(session: Session, meeting: Meeting) -> None:
    renew_short_minutes(session, meeting, by=someone(session), at=NOW, base_url=BASE_URL)


def test_it_says_the_results_and_the_work_but_not_what_was_discussed(
    usual: Paper, printed: Printer
):
    paper = printed(short_of(usual.snapshot))
    text = paper.text
    code = usual.snapshot["seal"]["code"]
    told = (
        *("NOTULA RINGKAS", f"dengan kode {code}", "Rapat : Percepatan Universal Coverage"),
        *("Hari/Tanggal : Kamis, 18 September 2025", "Peserta : 4 orang dari 4 instansi"),
        *("Kesimpulan dan Kesepakatan 1. Melakukan verifikasi", "Tindak Lanjut No. Uraian"),
        *("Menyandingkan data pekerja rentan", "Persetujuan dalam aplikasi", "Kode naskah RINGKAS"),
        *("Dr. Siti Aminah, S.E., M.M. Pembina Utama Madya (IV/d) NIP 19700101 199503 2 001",),
    )
    places = [text.index(words) for words in told]
    assert places[:-2] == sorted(places[:-2])
    for unsaid in ("validitas data", "Rapat dibuka", "Kabupaten", "drg. Ratna Dewi", "DRAF"):
        assert unsaid not in text
    assert text.count("Melaporkan langkah yang ditempuh") == 1


@pytest.mark.parametrize(("people", "actions"), [(2, 0), (300, 60)])
def test_it_bears_little_and_much(usual: Paper, printed: Printer, people: int, actions: int):
    paper = printed(
        short_of(
            usual.snapshot,
            participants=[some_person(number) for number in range(people)],
            agreements=[],
            actions=[some_action(number, leads=2) for number in range(actions)],
        )
    )
    assert f"{people} orang dari 1 instansi" in paper.text
    assert all(f"akhir-{number}." in paper.text for number in range(actions))
    assert LONG in paper.text or not actions
    assert len(paper.pages[-1].split("Pimpinan Rapat")[0]) > 40  # the signature is not alone


def test_it_is_taken_from_the_sealed_edition_alone(session: Session, minutes: Minutes):
    approved(session, minutes)
    minutes.meeting.organising_unit.name = "Biro yang Berganti Nama"
    paper = json.loads(issue(session, minutes.meeting).snapshot)
    assert paper["unit"] == "Biro Perekonomian"


def test_there_is_none_before_the_notula_is_sealed(session: Session, minutes: Minutes):
    with pytest.raises(Untimely):
        issue(session, minutes.meeting)


def test_asked_for_again_it_is_the_same_and_a_ralat_gives_the_next_edition(
    session: Session, minutes: Minutes
):
    meeting = minutes.meeting
    notula = approved(session, minutes)
    renew(session, meeting)
    assert newest_document(session, DocumentKind.SHORT_MINUTES, meeting.id) is None
    first = issue(session, meeting)
    assert issue(session, meeting) is first
    corrected = open_correction(minutes, "Salah tulis", by=make_actor(session), at=NOW)
    approved(session, corrected)
    renew(session, meeting)
    second = newest_document(session, DocumentKind.SHORT_MINUTES, meeting.id)
    assert second is not None
    assert (first.edition, second.edition) == (1, 2)
    assert json.loads(second.snapshot)["correction"]["replaced_code"] == notula.code
