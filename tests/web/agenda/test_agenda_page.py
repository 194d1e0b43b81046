"""The agenda page: its clock and sum, its order, its material, and what was put off."""

import io

import pytest

from tests.web.office import count_statements
from tests.world import one_page_pdf
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem, AgendaKind
from tracker.models.files import FileKind, StoredFile
from tracker.models.meetings import Meeting
from tracker.models.parked_items import ParkedItem, ParkedState

HTMX = {"HX-Request": "true"}


@pytest.fixture
def put(secretariat, meeting):
    def post(order, seen, **kwargs):
        data = {"order": ",".join(map(str, order)), "seen": ",".join(map(str, seen))}
        return secretariat.post(f"/rapat/{meeting.id}/agenda/urutan", data=data, **kwargs)

    return post


def test_each_item_has_its_time_and_the_sum_is_told(secretariat, meeting):
    page = secretariat.get(f"/rapat/{meeting.id}/agenda").text
    for clock in ("09.00–09.10", "09.10–09.40", "09.40–10.00"):
        assert clock in page
    assert "Jumlah 60 menit" in page
    assert "sampai pukul 10.00 WIB" in page
    assert "Melewati akhir rapat" not in page
    assert "Paparan &lt;b&gt;data&lt;/b&gt;" in page


def test_a_sum_past_the_end_is_said_in_minutes(session, one, office, secretariat, meeting):
    with write(session):
        held = session.get_one(Meeting, meeting.id)
        AgendaItem.append(
            held, by=office.secretariat.id, at=meeting.created_at, title="x", minutes=7
        )
    page = secretariat.get(f"/rapat/{meeting.id}/agenda").text
    assert "Melewati akhir rapat 7 menit" in page


def test_the_page_asks_little_of_the_database(app, secretariat, meeting):
    assert count_statements(app, secretariat, f"/rapat/{meeting.id}/agenda") <= 8


def test_one_post_puts_the_whole_list_in_order(put, meeting, items):
    first, second, third = (item.id for item in items())
    answer = put([third, first, second], [first, second, third])
    assert (answer.status_code, answer.location) == (303, f"/rapat/{meeting.id}/agenda")
    assert [item.id for item in items()] == [third, first, second]


def test_the_list_alone_comes_back_with_its_new_clock(put, items):
    first, second, third = (item.id for item in items())
    answer = put([second, first, third], [first, second, third], headers=HTMX)
    assert answer.status_code == 200
    assert "<h1" not in answer.text
    assert "09.00–09.30" in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "part"])
def test_who_was_slower_reads_the_order_as_it_is_now(put, items, headers):
    ids = [item.id for item in items()]
    put(ids[::-1], ids)
    answer = put([ids[1], ids[0], ids[2]], ids, headers=headers)
    assert answer.status_code == 409
    assert "baru saja diubah orang lain" in answer.text
    assert f'name="seen" value="{",".join(map(str, ids[::-1]))}"' in answer.text
    assert [item.id for item in items()] == ids[::-1]


@pytest.mark.parametrize("order", ["", "x", "1,1,1", "9" * 40, "-1", "1;2"])
def test_an_order_that_is_none_changes_nothing(secretariat, meeting, items, order):
    ids = [item.id for item in items()]
    seen = ",".join(map(str, ids))
    answer = secretariat.post(
        f"/rapat/{meeting.id}/agenda/urutan", data={"order": order, "seen": seen}
    )
    assert answer.status_code == 409
    assert [item.id for item in items()] == ids


def test_an_item_says_what_it_stands_for(secretariat, meeting, items):
    item = items()[0]
    values = {"title": "Tindak lanjut", "kind": "follow_up", "version": str(item.version)}
    path = f"/rapat/{meeting.id}/agenda/{item.id}"
    assert secretariat.post(path, data=values).status_code == 303
    assert items()[0].kind is AgendaKind.FOLLOW_UP
    page = secretariat.get(f"/rapat/{meeting.id}/agenda").text
    assert "Tindak lanjut rapat lalu" in page
    assert f"/agenda/{item.id}/penundaan" not in page


def test_material_stands_at_its_item_and_among_the_attachments(
    one, secretariat, agency, meeting, items
):
    item = items()[1]
    path = f"/rapat/{meeting.id}/agenda/{item.id}/bahan"
    upload = {"files": (io.BytesIO(one_page_pdf()), "paparan <1>.pdf")}
    assert secretariat.post(path, data=upload).status_code == 303
    file = one(StoredFile)
    assert (file.agenda_item_id, file.kind) == (item.id, FileKind.PRESENTATION)
    for client in (secretariat, agency):
        for page in ("agenda", "lampiran"):
            assert f'href="/berkas/{file.id}"' in client.get(f"/rapat/{meeting.id}/{page}").text
    assert "paparan &lt;1&gt;.pdf" in agency.get(f"/rapat/{meeting.id}/agenda").text


def test_material_of_a_wrong_type_is_named_beside_the_field(session, secretariat, meeting, items):
    path = f"/rapat/{meeting.id}/agenda/{items()[0].id}/bahan"
    upload = {"files": (io.BytesIO(b"<script>"), "paparan.html")}
    answer = secretariat.post(path, data=upload)
    assert answer.status_code == 422
    assert "paparan.html:" in answer.text
    assert session.query(StoredFile).count() == 0


def test_an_item_put_off_is_taken_up_again(one, secretariat, agency, meeting, items):
    item = items()[1]
    path = f"/rapat/{meeting.id}/agenda/{item.id}/penundaan"
    assert "Paparan &lt;b&gt;data" in secretariat.get(path).text
    values = {"version": str(item.version), "note": "Menunggu <i>data</i>"}
    assert secretariat.post(path, data=values).status_code == 303
    assert [item.title for item in items()] == ["Pembukaan", "Pembahasan"]
    page = secretariat.get(f"/rapat/{meeting.id}/agenda").text
    assert "Menunggu &lt;i&gt;data&lt;/i&gt;" in page
    assert "Menunggu" not in agency.get(f"/rapat/{meeting.id}/agenda").text
    assert "Menunggu &lt;i&gt;" in secretariat.get(f"/rangkaian/{meeting.series_id}").text
    parked = one(ParkedItem)
    assert secretariat.post(f"/rapat/{meeting.id}/daftar-parkir/{parked.id}").status_code == 303
    assert [item.title for item in items()][-1] == "Paparan <b>data</b>"
    assert "Daftar parkir" not in secretariat.get(f"/rapat/{meeting.id}/agenda").text


def test_nobody_puts_off_what_he_has_not_read(secretariat, meeting, items):
    item = items()[1]
    path = f"/rapat/{meeting.id}/agenda/{item.id}/penundaan"
    answer = secretariat.post(path, data={"version": str(item.version - 1)})
    assert answer.status_code == 409
    assert len(items()) == 3


def test_a_parked_item_is_dropped_with_a_reason(session, one, secretariat, meeting, items):
    item = items()[0]
    path = f"/rapat/{meeting.id}/agenda/{item.id}/penundaan"
    secretariat.post(path, data={"version": str(item.version)})
    parked = one(ParkedItem)
    path = f"/daftar-parkir/{parked.id}/pencoretan"
    assert secretariat.post(path, data={"reason": " "}).status_code == 422
    assert secretariat.post(path, data={"reason": "Sudah selesai."}).status_code == 303
    session.rollback()
    assert (parked.state, parked.reason) == (ParkedState.DROPPED, "Sudah selesai.")
