"""Many rows at once: typed or copied line by line, or taken over from the invitees."""

from tests.web.meeting_parts.steps import rows
from tracker.models.agenda import AgendaItem
from tracker.models.attendances import Attendance, Presence
from tracker.models.invitees import Invitee


def test_agencies_to_invite_are_searched_by_every_name_they_go_by(secretariat, meeting):
    page = secretariat.get(f"/rapat/{meeting.id}/undangan/baru").text
    assert 'data-names="Disnaker Disnakertrans"' in page


def test_many_participants_are_typed_at_once(session, add):
    text = "Budi Santoso; Kepala Bidang; Disnaker\nNi Wayan\n\n ; \nSaipul;;Dinas Sosial"
    add("kehadiran", at_once=True, text=text)
    people = rows(session, Attendance)
    assert [p.person_name for p in people] == ["Budi Santoso", "Ni Wayan", "Saipul"]
    assert people[0].position_title == "Kepala Bidang"
    assert people[0].organisation_id is not None
    assert people[2].organisation_name == "Dinas Sosial"


def test_marks_of_a_copied_list_are_not_part_of_its_lines(session, add):
    copied = "1. Pembukaan\n2) Paparan\n- Diskusi\n•Penutup\na) Doa\nA. Yani - menyapa\n2.5 persen"
    add("agenda", at_once=True, text=copied)
    assert [item.title for item in rows(session, AgendaItem)] == [
        *("Pembukaan", "Paparan", "Diskusi", "Penutup", "Doa"),
        *("A. Yani - menyapa", "2.5 persen"),
    ]


def test_participants_parted_by_commas_are_asked_for_semicolons(session, add):
    text = "Drs. Budi, M.Si., SKM\nAni, Kepala Bidang, Disnaker"
    answer = add("kehadiran", at_once=True, text=text)
    assert answer.status_code == 422
    assert "titik koma, bukan koma: Ani, Kepala Bidang, Disnaker" in answer.text
    assert add("kehadiran", at_once=True, text=text.splitlines()[0]).status_code == 303
    assert rows(session, Attendance)[0].person_name == "Drs. Budi, M.Si., SKM"


def test_the_agenda_is_typed_line_by_line(session, add):
    add("agenda", at_once=True, text="Pembukaan\nPaparan\nPenutup")
    assert [(i.position, i.title) for i in rows(session, AgendaItem)] == [
        (1, "Pembukaan"),
        (2, "Paparan"),
        (3, "Penutup"),
    ]


def test_organisations_are_invited_together_and_only_once(
    session, office, secretariat, meeting, add
):
    both = [str(office.agency.id), str(office.other_agency.id)]
    add("undangan", organisations=both)
    assert len(rows(session, Invitee)) == 2
    page = secretariat.get(f"/rapat/{meeting.id}/undangan/baru").text
    assert f'value="{office.agency.id}"' not in page
    assert add("undangan", organisations=both).status_code == 422


def test_the_attendance_list_starts_from_the_invitees(session, office, secretariat, meeting, add):
    add("undangan", organisations=[str(office.agency.id), str(office.other_agency.id)])
    add("kehadiran", person_name="Budi", organisation_name="Disnaker", presence="represented")
    for _ in range(2):
        secretariat.post(f"/rapat/{meeting.id}/kehadiran/dari-undangan")
    people = rows(session, Attendance)
    assert [p.organisation_id for p in people] == [office.agency.id, office.other_agency.id]
    assert people[0].presence is Presence.REPRESENTED


def test_only_attendance_starts_from_the_invitees(secretariat, meeting):
    assert secretariat.post(f"/rapat/{meeting.id}/agenda/dari-undangan").status_code == 404
