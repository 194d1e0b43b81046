"""The history of a section: compared with now, restored, and never shorter."""

from datetime import timedelta

import pytest

from tests.factories import NOW
from tests.web.notes.steps import history, stored
from tracker.infra.db import write
from tracker.models.minutes_sections import MinutesSection, SectionRevision


@pytest.fixture
def section(session, desk):
    for version, text in enumerate(("Satu", "Satu\nDua", "Satu\nDua <i>\nTiga")):
        desk.save(text, version)
    session.rollback()
    return session.query(MinutesSection).one()


def path_of(desk, section):
    return f"{desk.path}/{section.id}/riwayat"


def first_revision(session):
    session.rollback()
    return session.query(SectionRevision).order_by(SectionRevision.id).first()


def test_what_one_writes_without_a_pause_is_told_as_one(desk, section):
    page = desk.client.get(path_of(desk, section)).text
    assert page.count("?banding=") == 1
    assert "3 kali tersimpan" in page
    each = desk.client.get(f"{path_of(desk, section)}?lengkap=1").text
    assert each.count("banding=") == 3


def test_another_writer_and_a_pause_begin_anew(session, desk, section, office):
    with write(session):
        section = session.get_one(MinutesSection, section.id)
        for minutes, by in ((10, office.secretariat.id), (11, office.colleague.id)):
            at = NOW + timedelta(days=900, minutes=minutes)
            section.revise(by=by, at=at, version=section.version, body=f"<p>{minutes}</p>")
    page = desk.client.get(path_of(desk, section)).text
    assert page.count("?banding=") == 3
    assert page.index("Nita Notulis") < page.index("3 kali tersimpan")


def test_any_of_it_is_compared_with_now(session, desk, section):
    page = desk.client.get(f"{path_of(desk, section)}?banding={first_revision(session).id}").text
    assert "Dua &lt;i&gt;</ins>" in page
    assert "Pulihkan" in page


def test_it_is_restored_as_one_more(session, desk, section):
    fields = {"version": "3", "revision": str(first_revision(session).id)}
    answer = desk.client.post(path_of(desk, section), data=fields)
    assert answer.status_code == 303
    assert desk.place in answer.location
    assert stored(session) == [("Paparan", "Satu")]
    assert history(session) == ["Satu", "Satu\nDua", "Satu\nDua <i>\nTiga", "Satu"]
    again = desk.client.post(path_of(desk, section), data=fields)
    assert again.status_code == 409
    assert "baru saja diubah" in again.text


def test_a_removed_section_is_found_and_comes_back(session, desk, section, office):
    with write(session):
        session.get_one(MinutesSection, section.id).remove(by=office.secretariat.id, at=NOW)
    assert "Bagian yang dihapus" in desk.client.get(desk.path).text
    page = desk.client.get(path_of(desk, section)).text
    assert "sudah dihapus" in page
    newest = session.query(SectionRevision).order_by(SectionRevision.id.desc()).first()
    fields = {"version": "0", "revision": str(newest.id)}
    desk.client.post(path_of(desk, section), data=fields)
    assert stored(session) == [("Paparan", "Satu\nDua <i>\nTiga")]


@pytest.mark.parametrize("number", [0, 99, 2_000_000_000, 99_999_999_999])
def test_a_section_of_nowhere_has_no_history(desk, section, number):
    assert desk.client.get(f"{desk.path}/{number}/riwayat").status_code == 404


def test_a_revision_of_another_section_is_not_found(session, desk, section, items):
    desk.save("Lain", place=f"acara-{items[1].id}")
    session.rollback()
    other = session.query(SectionRevision).order_by(SectionRevision.id.desc()).first()
    assert desk.client.get(f"{path_of(desk, section)}?banding={other.id}").status_code == 404
    fields = {"version": "3", "revision": str(other.id)}
    assert desk.client.post(path_of(desk, section), data=fields).status_code == 404


def test_a_long_history_is_paged(session, desk, section, office):
    with write(session):
        section = session.get_one(MinutesSection, section.id)
        for number in range(60):
            at = NOW + timedelta(days=900, hours=number)
            section.revise(
                by=office.secretariat.id, at=at, version=section.version, body=f"<p>{number}</p>"
            )
    page = desk.client.get(path_of(desk, section)).text
    assert page.count("?banding=") == 50
    assert 'rel="next"' in page
