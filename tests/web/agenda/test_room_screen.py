"""The room screen: what it shows, how it goes on, and how little it asks of the database."""

from tests.factories import NOW, make_action, make_agreement, make_assignment
from tests.web.office import statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.meetings import Meeting, MeetingState, SecurityClass
from tracker.models.readings import Reading

PART = {"HX-Request": "true"}  # what the page's script asks for


def step(client, meeting, way, seen=0):
    return client.post(f"/rapat/{meeting.id}/layar", data={"step": way, "seen": str(seen)})


def test_the_screen_goes_through_the_agenda(session, secretariat, meeting, items):
    path = f"/rapat/{meeting.id}/layar"
    assert "Acara belum dibuka" in secretariat.get(path).text
    assert step(secretariat, meeting, "forward").status_code == 303
    page = secretariat.get(path).text
    assert "Acara 1 dari 3" in page
    assert "dari 10 menit" in page
    assert 'data-minutes="10"' in page
    assert "2. Paparan &lt;b&gt;data&lt;/b&gt;" in page
    first = items()[0]
    assert first.is_current
    step(secretariat, meeting, "forward", first.id)
    assert "Acara 2 dari 3" in secretariat.get(path).text
    step(secretariat, meeting, "back", items()[1].id)
    assert items()[0].is_current
    session.rollback()
    assert session.get_one(Meeting, meeting.id).state is MeetingState.IN_PROGRESS


def test_a_second_press_of_somebody_else_changes_nothing(secretariat, meeting, items):
    for _ in range(2):
        step(secretariat, meeting, "forward", 0)
    assert [item.is_current for item in items()] == [True, False, False]


def test_when_all_is_dealt_with_the_screen_says_so(secretariat, meeting, items):
    for seen in (0, *(item.id for item in items())):
        step(secretariat, meeting, "forward", seen)
    assert "Semua acara selesai" in secretariat.get(f"/rapat/{meeting.id}/layar").text


def test_a_step_that_is_not_its_time_is_said_on_the_screen(session, office, secretariat, meeting):
    with write(session):
        held = session.get_one(Meeting, meeting.id)
        held.move_to(MeetingState.HELD, by=office.secretariat.id, at=clock.now())
    answer = step(secretariat, meeting, "forward")
    assert answer.status_code == 422
    assert "tidak sedang terjadwal atau berlangsung" in answer.text
    assert step(secretariat, meeting, "sideways").status_code == 422


def test_agreements_and_actions_are_shown_as_they_are_written(
    session, office, secretariat, meeting
):
    path = f"/rapat/{meeting.id}/layar"
    before = secretariat.get(path, headers=PART)
    assert "Belum ada kesepakatan." in before.text
    with write(session):
        held = session.get_one(Meeting, meeting.id)
        make_agreement(session, held, text="Memutakhirkan <u>data</u>.")
        action = make_action(session, held, sentence="Menyusun edaran")
        make_assignment(session, office.agency, action=action)
    after = secretariat.get(path, headers={**PART, "If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Memutakhirkan &lt;u&gt;data&lt;/u&gt;." in after.text
    assert action.reference in after.text
    assert "Disnaker" in after.text


def test_while_nothing_happens_the_answer_is_empty_and_asks_one_thing(app, secretariat, meeting):
    path = f"/rapat/{meeting.id}/layar"
    tag = {**PART, "If-None-Match": secretariat.get(path, headers=PART).headers["ETag"]}
    with statements(app) as sent:
        answer = secretariat.get(path, headers=tag)
    assert (answer.status_code, answer.text) == (304, "")
    of_the_sign_in = [s for s in sent if "FROM sign_ins" in s or "FROM users" in s]
    assert len(sent) - len(of_the_sign_in) == 1
    with statements(app) as sent:
        secretariat.get(path, headers=PART)
    assert len(sent) - len(of_the_sign_in) == 3


def test_watching_a_restricted_meeting_is_noted_once_a_day(session, secretariat, meeting):
    with write(session):
        held = session.get_one(Meeting, meeting.id)
        held.security_class = SecurityClass.RESTRICTED
        held.confirm_absent([], by=None, at=NOW)
    for _ in range(3):
        assert secretariat.get(f"/rapat/{meeting.id}/layar", headers=PART).status_code == 200
    session.rollback()
    assert session.query(Reading).count() == 1


def test_the_screen_needs_no_script(secretariat, meeting):
    page = secretariat.get(f"/rapat/{meeting.id}/layar").text
    assert '<meta http-equiv="refresh" content="15">' in page
    assert 'name="step" value="forward"' in page
