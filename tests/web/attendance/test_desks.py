"""The projector's page: opened by the secretariat, shown to nobody else, renewed by itself."""

from tests.web.attendance.conftest import words
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.attendances import Presence
from tracker.models.check_in_desks import desk_of
from tracker.models.meetings import Meeting, MeetingState

SCREEN = "/rapat/{}/layar/presensi"


def test_the_desk_is_opened_and_closed(session, secretariat, meeting):
    path = SCREEN.format(meeting.id)
    assert "Buka presensi" in secretariat.get(path).text
    assert secretariat.post(f"/rapat/{meeting.id}/meja-presensi", data={"tindakan": "buka"})
    page = secretariat.get(path)
    session.rollback()
    desk = desk_of(session, meeting.id)
    assert desk
    code = desk.code(Presence.PRESENT, at=clock.now())
    assert code in words(page.text)
    assert "127.0.0.1:8000/hadir" in page.text
    closed = secretariat.post(f"/rapat/{meeting.id}/meja-presensi", data={"tindakan": "tutup"})
    assert closed.location == f"/rapat/{meeting.id}/daftar-hadir"
    assert "Buka presensi" in secretariat.get(path).text


def test_anything_but_open_and_close_is_no_act(secretariat, meeting):
    answer = secretariat.post(f"/rapat/{meeting.id}/meja-presensi", data={"tindakan": "rusak"})
    assert answer.status_code == 400


def test_the_screen_counts_who_came(secretariat, meeting, phone, code):
    path = SCREEN.format(meeting.id)
    assert "0 orang sudah tercatat hadir" in words(secretariat.get(path).text)
    budi = phone()
    budi.scan(code)
    budi.send()
    assert "1 orang sudah tercatat hadir" in words(secretariat.get(path).text)


def test_the_screen_of_those_online_has_their_code(secretariat, desk, meeting):
    page = secretariat.get(f"{SCREEN.format(meeting.id)}?cara=daring").text
    assert desk.code(Presence.ONLINE, at=clock.now()) in page
    assert "Kode peserta di ruangan" in page


def test_a_cancelled_meeting_offers_no_desk(session, office, secretariat, meeting):
    roster = f"/rapat/{meeting.id}/daftar-hadir"
    assert "Presensi mandiri" in secretariat.get(roster).text
    with write(session):
        kept = session.get_one(Meeting, meeting.id)
        kept.move_to(MeetingState.CANCELLED, by=office.secretariat.id, at=clock.now())
    assert "Presensi mandiri" not in secretariat.get(roster).text
    opened = secretariat.post(f"/rapat/{meeting.id}/meja-presensi", data={"tindakan": "buka"})
    assert opened.status_code == 409
    assert "tidak dapat memakai presensi mandiri" in opened.text


def test_the_screen_asks_little(app, secretariat, desk, meeting):
    assert count_statements(app, secretariat, SCREEN.format(meeting.id)) <= 8
