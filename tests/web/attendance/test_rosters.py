"""Daftar hadir: everyone expected in order of precedence, ticked with one tap, undone, struck."""

import pytest
from sqlalchemy import select

from tests.factories import NOW, make_appointment, make_minutes, make_organisation, make_person
from tests.web.attendance.conftest import words
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.attendances import Attendance, Mandate, Presence
from tracker.models.events import EventNote
from tracker.models.invitees import Answer, Invitee, answer_invitation
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import MinutesState
from tracker.models.organisations import OrganisationKind
from tracker.models.people import PositionLevel

PART = {"HX-Request": "true"}


@pytest.fixture
def path(meeting):
    return f"/rapat/{meeting.id}/daftar-hadir"


@pytest.fixture
def invitees(session, meeting):
    rows = select(Invitee).where(Invitee.meeting_id == meeting.id).order_by(Invitee.position)
    return session.scalars(rows).all()


@pytest.fixture
def tick(secretariat, path, invitees):
    """tick("hadir" for the first invited)"""

    def post(presence, at=0, *, part=False, **values):
        return secretariat.post(
            f"{path}/undangan/{invitees[at].id}",
            data={"presence": presence, **values},
            headers=PART if part else {},
        )

    return post


def rows(session):
    session.rollback()
    return session.scalars(select(Attendance).order_by(Attendance.position)).all()


def test_one_tap_records_the_head_as_present(session, office, meeting, tick, invitees):
    with write(session):
        make_appointment(
            session, make_person(session, "Agus"), organisation=office.agency, title="Kepala Dinas"
        )
    assert tick("present").status_code == 303
    (row,) = rows(session)
    assert (row.person_name, row.position_title) == ("Agus", "Kepala Dinas")
    assert (row.organisation_id, row.invitee_id) == (office.agency.id, invitees[0].id)


def test_one_tap_takes_over_what_the_invitation_was_answered(session, office, invitees, tick):
    with write(session):
        first, second = (session.get_one(Invitee, invitee.id) for invitee in invitees)
        by = office.agency_user.id
        answer_invitation(
            first,
            Answer.REPRESENTED,
            by=by,
            at=NOW,
            delegate_name="Rini",
            delegate_position="Kabid",
        )
        answer_invitation(second, Answer.UNABLE, by=by, at=NOW, reason="Sakit")
    tick("represented")
    tick("excused", 1)
    rini, excused = rows(session)
    assert (rini.person_name, rini.position_title) == ("Rini", "Kabid")
    assert (excused.presence, excused.reason) == (Presence.EXCUSED, "Sakit")


def test_who_stands_in_is_asked_for_at_once(session, path, tick):
    answer = tick("represented")
    assert answer.location == f"{path}/peserta/{rows(session)[0].id}"
    part = tick("represented", 1, part=True)
    assert 'name="person_name"' in part.text
    assert "data-details" in part.text


def test_who_stood_in_may_stay_unnamed(session, path, tick):
    """Saved in full without a name, the line is not asked for again."""
    full = {"rinci": "1", "organisation_name": "Disnaker", "mandate": "letter"}
    assert tick("represented", **full).location == path
    part = tick("represented", 1, part=True, **full)
    assert "data-details" not in part.text
    assert "surat tugas" in words(part.text)


def test_a_guest_who_stays_away_keeps_his_name(session, office, meeting, secretariat, path):
    with write(session):
        called = {"guest_name": "Prof. Wulan", "guest_organisation": "Universitas Lampung"}
        kept = session.get_one(Meeting, meeting.id)
        guest = Invitee.append(kept, by=office.secretariat.id, at=NOW, **called)
    secretariat.post(f"{path}/undangan/{guest.id}", data={"presence": "absent"})
    (row,) = rows(session)
    assert (row.person_name, row.organisation_name) == ("Prof. Wulan", "Universitas Lampung")


def test_an_excuse_is_asked_for_before_it_is_recorded(session, tick):
    for part in (False, True):
        answer = tick("excused", part=part)
        assert answer.status_code == 422
        assert "Tulis keterangannya." in answer.text
    assert rows(session) == []
    assert tick("excused", rinci="1", reason="Tugas luar", organisation_name="Disnaker")
    assert rows(session)[0].reason == "Tugas luar"


def test_an_invitation_is_answered_once(session, tick):
    tick("present")
    for part in (False, True):
        assert "baru saja dicatat orang lain" in tick("absent", part=part).text
    assert [row.presence for row in rows(session)] == [Presence.PRESENT]


def test_a_line_is_told_in_full(session, secretariat, path, tick):
    tick("represented")
    (row,) = rows(session)
    told = {
        "rinci": "1",
        "version": str(row.version),
        "presence": "represented",
        "person_name": "Rini",
        "position_title": "Kepala Bidang",
        "organisation_name": "Disnaker",
        "represents": "Kepala Dinas",
        "mandate": "letter",
        "delegate_level": "administrator",
        "arrived_at": "09.40",
        "invitee_id": str(row.invitee_id),
    }
    line = f"{path}/peserta/{row.id}"
    assert secretariat.post(line, data=told).status_code == 303
    (row,) = rows(session)
    assert (row.person_name, row.mandate) == ("Rini", Mandate.LETTER)
    assert "datang pukul 09.40" in secretariat.get(path).text
    stale = secretariat.post(line, data=told | {"person_name": "Ani"})
    assert stale.status_code == 409
    assert "baru saja diubah orang lain" in stale.text


def test_a_tick_changes_and_contradicts_nothing(session, secretariat, path, tick):
    tick("present", rinci="1", person_name="Agus", position_title="Kepala", arrived_at="09:10")
    (row,) = rows(session)
    version = {"version": str(row.version)}
    line = f"{path}/peserta/{row.id}"
    assert secretariat.post(line, data={"presence": "absent", **version}).status_code == 303
    (row,) = rows(session)
    assert (row.presence, row.arrived_at) == (Presence.ABSENT, None)
    assert secretariat.post(line, data={"presence": "berdiri"}).status_code == 400


def test_who_was_taken_for_the_head_becomes_whom_the_other_represents(
    session, secretariat, path, tick
):
    tick("present", rinci="1", person_name="Agus", position_title="Kepala Dinas",
         organisation_name="Disnaker")  # fmt: skip
    (row,) = rows(session)
    tapped = {"presence": "represented", "version": str(row.version)}
    secretariat.post(f"{path}/peserta/{row.id}", data=tapped)
    (row,) = rows(session)
    assert (row.person_name, row.represents) == ("", "Kepala Dinas")


def test_a_tick_is_undone(session, secretariat, path, tick):
    tick("present")
    (row,) = rows(session)
    assert secretariat.post(f"{path}/peserta/{row.id}/urungkan").status_code == 303
    assert rows(session) == []


def test_who_recorded_himself_is_struck_only_with_a_reason(session, secretariat, path, phone, code):
    budi = phone()
    budi.scan(code)
    budi.send()
    (row,) = rows(session)
    line = f"{path}/peserta/{row.id}"
    undone = secretariat.post(f"{line}/urungkan")
    assert undone.location == f"{line}/pencoretan"
    assert secretariat.get(undone.location).status_code == 200
    version = {"version": str(row.version)}
    assert secretariat.post(f"{line}/pencoretan", data=version).status_code == 422
    struck = secretariat.post(f"{line}/pencoretan", data={"reason": "Bukan peserta", **version})
    assert struck.location == path
    assert rows(session) == []
    assert session.scalars(select(EventNote.text)).one() == "Bukan peserta"


def test_a_check_in_is_joined_with_the_invitation_it_answers(
    session, office, secretariat, path, phone, code, invitees
):
    budi = phone()
    budi.scan(code)
    budi.send(organisation_name="Disnaker Prov.")
    (row,) = rows(session)
    assert row.invitee_id is None
    page = secretariat.get(f"{path}/peserta/{row.id}").text
    assert f'<option value="{invitees[0].id}">' in page
    told = {
        "rinci": "1",
        "version": str(row.version),
        "presence": "present",
        "person_name": row.person_name,
        "organisation_name": office.agency.name,
        "invitee_id": str(invitees[0].id),
    }
    secretariat.post(f"{path}/peserta/{row.id}", data=told)
    assert words(secretariat.get(path).text).count("Belum tercatat") == 1


def test_lines_stand_in_order_of_precedence_and_stay_where_they_were(
    session, office, meeting, secretariat, path, tick
):
    with write(session):
        setda = make_organisation(
            session, "Sekretariat Daerah Contoh", kind=OrganisationKind.REGIONAL_SECRETARIAT
        )
        sekda = make_appointment(
            session,
            make_person(session, "Sekda"),
            title="Sekretaris Daerah",
            level=PositionLevel.REGIONAL_SECRETARY,
            organisation=setda,
        )
        kept = session.get_one(Meeting, meeting.id)
        Invitee.append(
            kept,
            by=office.secretariat.id,
            at=NOW,
            organisation_id=setda.id,
            position_id=sekda.position_id,
        )
    order = ["Sekretariat Daerah Contoh", "Dinas Sosial", "Dinas Tenaga Kerja"]
    tick("represented")

    def shown():
        page = secretariat.get(path).text.partition("data-roster")[2]
        return sorted(order, key=page.index)

    assert shown() == order
    assert secretariat.post(f"{path}/urutan").status_code == 303
    assert shown() == order


def test_the_printed_order_follows_precedence_only_when_asked(
    session, office, meeting, secretariat, path
):
    with write(session):
        kept = session.get_one(Meeting, meeting.id)
        for name, title in (("Kabid", "Kepala Bidang"), ("Gubernur", "Gubernur Lampung")):
            Attendance.append(
                kept,
                by=office.secretariat.id,
                at=NOW,
                person_name=name,
                position_title=title,
                presence=Presence.PRESENT,
            )
    secretariat.get(path)
    assert [row.person_name for row in rows(session)] == ["Kabid", "Gubernur"]
    secretariat.post(f"{path}/urutan")
    assert [row.person_name for row in rows(session)] == ["Gubernur", "Kabid"]


def test_the_counter_tells_apart_who_came_and_leads_to_the_lines(secretariat, path, tick):
    tick("present")
    counted = words(secretariat.get(f"{path}/hitungan", headers=PART).text).strip()
    assert counted == (
        "1 hadir 0 diwakili 0 daring 0 berhalangan 0 tanpa keterangan 1 belum tercatat"
    )
    waiting = secretariat.get(f"{path}?status=waiting").text.partition("data-roster")[2]
    assert ("Dinas Sosial" in waiting, "Dinas Tenaga Kerja" in waiting) == (True, False)
    found = secretariat.get(f"{path}?cari=tenaga").text.partition("data-roster")[2]
    assert ("Dinas Sosial" in found, "Dinas Tenaga Kerja" in found) == (False, True)


def test_hundreds_of_lines_come_in_pages(session, office, meeting, secretariat, app, path):
    with write(session):
        kept = session.get_one(Meeting, meeting.id)
        for number in range(120):
            Attendance.append(
                kept,
                by=office.secretariat.id,
                at=NOW,
                person_name=f"Peserta {number:03}",
                presence=Presence.PRESENT,
            )
    seen, url = set(), path
    while url:
        page = secretariat.get(url).text
        seen |= {word for word in words(page).split() if word.isdigit() and len(word) == 3}
        url = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert len(seen) >= 120
    assert count_statements(app, secretariat, path) <= 8


def test_a_sealed_record_is_read_only(session, office, meeting, secretariat, path, tick):
    with write(session):
        kept = session.get_one(Meeting, meeting.id)
        kept.move_to(MeetingState.HELD, by=office.secretariat.id, at=NOW)
        make_minutes(session, kept, state=MinutesState.APPROVED)
    assert "Hadir:" not in secretariat.get(path).text
    assert tick("present").status_code == 409
    assert rows(session) == []
