"""People who record themselves: whose invitation they answer, and nobody twice."""

import pytest
from sqlalchemy import select

from tests.factories import NOW, make_meeting, make_organisation, someone
from tracker.documents.limits import MAX_ROWS
from tracker.models.attendances import Attendance, Mandate, Presence
from tracker.models.check_in_desks import FORM_TIME, open_desk
from tracker.models.check_ins import (
    MOST_RECORDED,
    Entry,
    Standing,
    check_in,
    device_mark,
    recorded_by,
)
from tracker.models.errors import DomainError
from tracker.models.events import Event, EventNote
from tracker.models.invitees import Invitee


@pytest.fixture
def office(session):
    return make_organisation(session, "Dinas Tenaga Kerja")


@pytest.fixture
def meeting(session):
    return make_meeting(session)


@pytest.fixture
def desk(session, meeting):
    return open_desk(meeting, by=someone(session), at=NOW)


@pytest.fixture
def invitee(session, meeting, office):
    return Invitee.append(meeting, by=someone(session), at=NOW, organisation=office)


@pytest.fixture
def come(session, desk, office):
    def enter(name="Budi", standing=Standing.INVITED, *, mode=Presence.PRESENT, **values):
        device = values.pop("device", f"hp {name}")
        told = {
            "position_title": "Kepala Dinas Tenaga Kerja",
            "organisation_name": office.name,
            "organisation_id": office.id,
            "represents": "",
            "signature": "M1 2L30 40",
            **values,
        }
        entry = Entry(person_name=name, standing=standing, **told)
        return session.get_one(Attendance, check_in(desk, entry, mode, device, at=NOW))

    return enter


def test_whoever_is_invited_answers_the_invitation(come, invitee):
    row = come()
    assert (row.presence, row.invitee, row.checked_in_at) == (Presence.PRESENT, invitee, NOW)
    assert row.signature == "M1 2L30 40"
    assert row.arrived_at is None, "nobody is called late by a machine"


def test_nobody_of_an_unknown_office_takes_the_invitation_of_a_guest(session, meeting, come):
    """An office that is in no register is not the office of every guest."""
    by = someone(session)
    guest = Invitee.append(meeting, by=by, at=NOW, guest_name="Prof. Wulan")
    unnamed = {"organisation_name": "Universitas Lampung", "presence": Presence.PRESENT}
    waiting = Attendance.append(meeting, by=by, at=NOW, **unnamed)
    stranger = come("Joni", organisation_name="PT Maju", organisation_id=None)
    assert (stranger.invitee, stranger.id != waiting.id) == (None, True)
    assert come("prof. wulan", organisation_name="Unila", organisation_id=None).invitee == guest
    assert waiting.person_name == ""


def test_a_delegate_answers_it_for_another(come, invitee):
    row = come(standing=Standing.DELEGATE, represents="Kepala Dinas")
    assert (row.presence, row.represents) == (Presence.REPRESENTED, "Kepala Dinas")
    assert (row.invitee, row.mandate) == (invitee, None)


def test_a_companion_answers_no_invitation(come, invitee):
    assert come(standing=Standing.COMPANION, represents="Kepala Dinas").invitee is None


def test_from_afar_is_online_whoever_it_is(come, invitee):
    assert come(mode=Presence.ONLINE).presence is Presence.ONLINE
    row = come("Ani", Standing.DELEGATE, mode=Presence.ONLINE, represents="Kepala Dinas")
    assert (row.presence, row.represents) == (Presence.ONLINE, "Kepala Dinas")


def test_a_line_without_a_name_receives_it(session, meeting, office, invitee, come):
    ticked = Attendance.append(
        meeting,
        by=someone(session),
        at=NOW,
        organisation_id=office.id,
        organisation_name=office.name,
        presence=Presence.PRESENT,
        mandate=Mandate.LETTER,
    )
    row = come()
    assert (row.id, row.person_name, row.mandate) == (ticked.id, "Budi", Mandate.LETTER)
    assert come("Ani").id != ticked.id


@pytest.mark.parametrize("standing", [Standing.INVITED, Standing.DELEGATE])
def test_who_comes_after_all_was_not_absent(session, meeting, office, invitee, come, standing):
    """One line: nobody is listed as absent beside the one who came in his place."""
    excused = {"presence": Presence.EXCUSED, "reason": "Dinas luar", "invitee": invitee}
    Attendance.append(
        meeting, by=someone(session), at=NOW, organisation_name=office.name, **excused
    )
    come("Siti", Standing.COMPANION)
    row = come(standing=standing, represents="Kepala Dinas")
    stands_in = standing is Standing.DELEGATE
    assert row.presence is (Presence.REPRESENTED if stands_in else Presence.PRESENT)
    assert row.reason == ("Dinas luar" if stands_in else "")
    assert len(session.scalars(select(Attendance)).all()) == 2


def test_an_office_is_written_with_the_capitals_of_the_register(come):
    assert come(organisation_name="dinas tenaga kerja").organisation_name == "Dinas Tenaga Kerja"
    assert come("Ani", organisation_name="Disnaker").organisation_name == "Disnaker"


def test_a_device_records_one_person_of_a_meeting(session, meeting, come):
    row = come(device="hp")
    assert recorded_by(session, meeting.id, "hp") == row
    with pytest.raises(DomainError, check=lambda error: error.code == "device_used"):
        come("Ani", device="hp")
    assert device_mark(1, "hp") != device_mark(2, "hp")


def test_the_same_name_of_the_same_office_is_recorded_once(come):
    come(device="hp 1")
    with pytest.raises(DomainError, check=lambda error: error.code == "listed_already"):
        come("BUDI", device="hp 2")


def test_a_script_that_pretends_to_be_a_crowd_comes_to_an_end(come, monkeypatch):
    monkeypatch.setattr("tracker.models.check_ins.MOST_RECORDED", 2)
    come("Ani")
    come("Budi")
    with pytest.raises(DomainError, check=lambda error: error.code == "desk_full"):
        come("Citra")


def test_the_crowd_that_may_record_itself_still_prints():
    """With rows to spare for all else that a notula lists."""
    assert 2 * MOST_RECORDED <= MAX_ROWS


def test_after_the_desk_has_closed_nobody_is_recorded(session, desk, come):
    desk.close(by=someone(session), at=NOW - FORM_TIME)
    with pytest.raises(DomainError, check=lambda error: error.code == "desk_closed"):
        come()


def test_nobody_but_the_person_did_it(session, come):
    row = come()
    event = session.scalars(
        select(Event).where(Event.subject_type == "attendances", Event.subject_id == row.id)
    ).one()
    assert (event.verb, event.actor_id) == ("attendance:added", None)


def test_a_false_line_is_struck_with_a_reason(session, meeting, come):
    row = come(device="hp")
    with pytest.raises(DomainError, check=lambda error: error.code == "reason_missing"):
        row.strike("", by=someone(session), at=NOW)
    row.strike("Bukan peserta rapat.", by=someone(session), at=NOW)
    assert session.scalars(select(Attendance)).all() == []
    assert session.scalars(select(EventNote.text)).one() == "Bukan peserta rapat."
    assert come(device="hp"), "the device is free again"


def test_an_invitation_taken_back_leaves_the_line(session, invitee, come):
    row = come()
    invitee.remove(by=someone(session), at=NOW)
    session.commit()
    session.refresh(row)
    assert (row.person_name, row.invitee_id) == ("Budi", None)
