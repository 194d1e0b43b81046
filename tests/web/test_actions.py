"""Tindak lanjut: opened for one or many agencies, edited, and shown to each in part."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_assignment,
    make_meeting,
    make_minutes,
    make_organisation,
    make_secret_meeting,
)
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.actions import Action, ActionState, Origin
from tracker.models.assignment_states import AssignmentState, Part
from tracker.models.assignments import Assignment
from tracker.models.meeting_parts import Agreement, Invitee
from tracker.models.minutes import MinutesState

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture
def agreement(session, office):
    with write(session):
        return Agreement.append(
            make_meeting(session, office.unit),
            by=office.secretariat.id,
            at=NOW,
            text="Menyusun edaran.",
            due_on=TODAY + timedelta(days=9),
            report_to=["governor"],
            funding=["DBH"],
        )


def address(agreement):
    return f"/rapat/{agreement.meeting_id}/tindak-lanjut/baru?kesepakatan={agreement.id}"


def stored(session, office, **values):
    with write(session):
        return make_action(session, make_meeting(session, office.unit), **values)


def last_action(session):
    session.rollback()
    return session.scalar(select(Action).order_by(Action.id.desc()).limit(1))


def count(session, entity):
    session.rollback()
    return session.scalar(select(func.count()).select_from(entity))


# --- opening


def test_a_form_that_is_sent_again_opens_no_second_action(session, secretariat, agreement):
    data = {"sentence": "Menyusun edaran.", "priority": "normal", "seen": "0"}
    assert secretariat.post(address(agreement), data=data).status_code == 303
    opened = last_action(session)
    again = secretariat.post(address(agreement), data=data)
    assert again.status_code == 409
    assert f'<a href="/tindak-lanjut/{opened.id}">{opened.reference}</a>' in again.text
    assert count(session, Action) == 1
    page = secretariat.get(address(agreement)).text
    assert "Kesepakatan ini sudah mempunyai tindak lanjut:" in page
    assert opened.reference in page
    assert 'name="seen" type="hidden" value="1"' in page
    assert secretariat.post(address(agreement), data={**data, "seen": "1"}).status_code == 303
    assert count(session, Action) == 2


def test_a_due_date_before_the_meeting_is_pointed_out(session, office, secretariat):
    for days, told in ((-1, True), (0, False)):
        action = stored(session, office, due_on=TODAY + timedelta(days=days))
        page = secretariat.get(f"/tindak-lanjut/{action.id}").text
        assert ("Tenggat ini mendahului tanggal rapat." in page) is told


def test_the_form_holds_what_the_agreement_says_and_nothing_else(secretariat, agreement):
    page = secretariat.get(address(agreement)).text
    assert ">Menyusun edaran.</textarea>" in page.replace("\r\n", "").replace(">\n", ">")
    assert f'value="{TODAY + timedelta(days=9)}"' in page
    ticked = [part.split('value="')[1].split('"')[0] for part in page.split("<input checked")[1:]]
    assert ticked == ["governor", "DBH"]


def test_one_agreement_goes_to_many_agencies_each_with_its_own_share(
    session, office, secretariat, agreement
):
    with write(session):
        more = [make_organisation(session) for _ in range(30)]
    answer = secretariat.post(
        address(agreement),
        data={
            "sentence": "Menyusun edaran bupati/wali kota.",
            "due_on": "2025-10-10",
            "priority": "high",
            "report_to": ["governor", "regional_secretary"],
            "leads": [str(o.id) for o in more],
            "supporting": [str(office.agency.id)],
        },
    )
    action = last_action(session)
    assert (answer.status_code, answer.location) == (303, f"/tindak-lanjut/{action.id}")
    assert (action.origin, action.agreement_id) == (Origin.AGREEMENT, agreement.id)
    assert action.reference.startswith("TL-")
    shares = session.scalars(select(Assignment).order_by(Assignment.id)).all()
    assert [s.part for s in shares] == [Part.LEAD] * 30 + [Part.SUPPORTING]
    assert {str(s.due_on) for s in shares} == {"2025-10-10"}
    assert action.reference in secretariat.get(answer.location).text


def test_an_action_may_begin_without_anyone_responsible(session, secretariat, agreement):
    data = {"sentence": "Menyusun edaran.", "priority": "normal"}
    assert secretariat.post(address(agreement), data=data).status_code == 303
    action = last_action(session)
    assert (action.state, action.due_on) == (ActionState.UNASSIGNED, None)
    page = secretariat.get("/tindak-lanjut?keadaan=belum-ada-penanggung-jawab").text
    assert f"/tindak-lanjut/{action.id}" in page


def test_an_action_outside_a_meeting_names_its_unit(session, office, secretariat):
    data = {"sentence": "Menyusun edaran.", "priority": "normal"}
    refused = secretariat.post("/tindak-lanjut/baru", data=data)
    assert refused.status_code == 422
    answer = secretariat.post("/tindak-lanjut/baru", data={**data, "unit_id": str(office.unit.id)})
    assert answer.status_code == 303
    assert last_action(session).origin is Origin.OUTSIDE


def test_a_unit_one_does_not_serve_is_no_choice(session, office, client_for):
    data = {"sentence": "x", "priority": "normal", "unit_id": str(office.unit.id)}
    answer = client_for(office.stranger).post("/tindak-lanjut/baru", data=data)
    assert answer.status_code == 422
    assert count(session, Action) == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"sentence": " "}, "Isian ini wajib diisi."),
        ({"sentence": "a" * 2001}, "Terlalu panjang."),
        ({"due_on": "kapan-kapan"}, "Tulis tanggal seperti 18/9/2025."),
        ({"priority": "gawat"}, "Pilih salah satu yang tersedia."),
        ({"leads": ["999999"]}, "pilih"),
    ],
)
def test_wrong_input_is_said_kept_and_not_stored(session, secretariat, agreement, values, sentence):
    data = {"sentence": "Edaran", "priority": "normal", "expected_output": HOSTILE, **values}
    answer = secretariat.post(address(agreement), data=data)
    assert answer.status_code == 422
    assert sentence.lower() in answer.text.lower()
    assert "&lt;script&gt;" in answer.text
    assert HOSTILE not in answer.text
    assert count(session, Action) == 0


def test_an_agency_leads_or_supports_but_not_both(session, office, secretariat, agreement):
    chosen = str(office.agency.id)
    data = {"sentence": "x", "priority": "normal", "leads": [chosen], "supporting": [chosen]}
    answer = secretariat.post(address(agreement), data=data)
    assert answer.status_code == 422
    assert "Satu instansi cukup dipilih sekali" in answer.text
    assert count(session, Action) == 0


def test_actions_go_on_after_the_record_was_sealed(session, secretariat, agreement):
    with write(session):
        make_minutes(session, agreement.meeting, state=MinutesState.APPROVED)
    data = {"sentence": "Menyusun edaran.", "priority": "normal"}
    assert secretariat.post(address(agreement), data=data).status_code == 303


def test_an_agreement_of_another_meeting_is_not_found(session, office, secretariat, agreement):
    with write(session):
        other = make_meeting(session, office.unit)
    path = f"/rapat/{other.id}/tindak-lanjut/baru?kesepakatan={agreement.id}"
    assert secretariat.get(path).status_code == 404


def test_only_the_secretariat_of_the_unit_opens_actions(session, office, client_for, agreement):
    data = {"sentence": "Edaran", "priority": "normal"}
    for user, status in ((office.stranger, 403), (office.sekda, 403), (office.agency_user, 404)):
        client = client_for(user)
        assert client.get(address(agreement)).status_code == status
        assert client.post(address(agreement), data=data).status_code == status
    for user in (office.sekda, office.agency_user):
        assert client_for(user).get("/tindak-lanjut/baru").status_code == 403
        assert client_for(user).post("/tindak-lanjut/baru", data=data).status_code == 403
    assert count(session, Action) == 0


# --- reading


def test_agencies_of_the_meeting_read_sentence_lead_and_due_date_only(session, office, client_for):
    with write(session):
        meeting = make_meeting(session, office.unit)
        Invitee.append(meeting, by=office.secretariat.id, at=NOW, organisation=office.other_agency)
        details = {"expected_output": "Edaran terbit", "report_to": ["governor"]}
        action = make_action(session, meeting, sentence="Menyusun edaran", **details)
        due = TODAY + timedelta(days=30)
        awaiting = AssignmentState.AWAITING
        own = make_assignment(session, office.agency, action=action, due_on=due, state=awaiting)
    path = f"/tindak-lanjut/{action.id}"
    theirs = client_for(office.other_user).get(path).text
    assert "Dinas Tenaga Kerja" in theirs
    assert "18 Oktober 2025" in theirs
    for hidden in ("Menunggu verifikasi", "Edaran terbit", "Gubernur", f"/tugas/{own.id}"):
        assert hidden not in theirs
    mine = client_for(office.agency_user).get(path).text
    assert "Menunggu verifikasi" in mine
    assert "Edaran terbit" in mine
    assert f"/tugas/{own.id}" in mine


def test_what_was_not_agreed_in_the_room_is_invisible(session, office, client_for):
    action = stored(session, office)
    with write(session):
        secret = make_action(session, make_secret_meeting(session))
    assert client_for(office.agency_user).get(f"/tindak-lanjut/{action.id}").status_code == 404
    for user in (office.secretariat, office.sekda):
        assert client_for(user).get(f"/tindak-lanjut/{secret.id}").status_code == 404


def test_thirty_agencies_cost_no_more_statements_than_one(app, session, office, secretariat):
    action = stored(session, office)
    few = count_statements(app, secretariat, f"/tindak-lanjut/{action.id}")
    with write(session):
        for _ in range(30):
            make_assignment(session, action=session.get_one(Action, action.id))
    assert count_statements(app, secretariat, f"/tindak-lanjut/{action.id}") == few <= 8


# --- changing


def test_an_agency_is_added_once(session, office, secretariat):
    action = stored(session, office)
    data = {"organisation_id": str(office.agency.id), "part": "lead", "due_on": ""}
    path = f"/tindak-lanjut/{action.id}/penugasan"
    assert secretariat.post(path, data=data).status_code == 303
    again = secretariat.post(path, data=data)
    assert again.status_code == 422
    assert "Dinas Tenaga Kerja sudah mendapat tugas ini." in again.text
    assert count(session, Assignment) == 1


def test_a_new_due_date_moves_unfinished_shares_and_keeps_the_first(session, office, secretariat):
    action = stored(session, office, due_on=TODAY)
    with write(session):
        action = session.get_one(Action, action.id)
        follows = make_assignment(session, action=action)
        own = make_assignment(session, action=action, due_on=TODAY + timedelta(days=1))
        done = make_assignment(session, action=action, state=AssignmentState.DONE)
    page = secretariat.get(f"/tindak-lanjut/{action.id}/ubah")
    assert "Memutakhirkan data pekerja rentan" in page.text
    version = page.text.split('name="version"')[1].split('value="')[1].split('"')[0]
    data = {"sentence": "Kalimat baru", "priority": "low", "due_on": "2025-12-01"}
    path = f"/tindak-lanjut/{action.id}/ubah"
    assert secretariat.post(path, data={**data, "version": version}).status_code == 303
    session.rollback()
    assert (str(action.due_on), action.first_due_on) == ("2025-12-01", TODAY)
    assert [str(share.due_on) for share in (follows, own, done)] == [
        "2025-12-01",
        "2025-09-19",
        "2025-09-18",
    ]
    assert follows.first_due_on == TODAY
    assert "semula 18 September 2025" in secretariat.get(f"/tindak-lanjut/{action.id}").text


def test_a_lost_race_shows_both_texts_and_loses_neither(session, office, secretariat):
    action = stored(session, office)
    path = f"/tindak-lanjut/{action.id}/ubah"
    first = {"sentence": "Tulisan rekan", "priority": "normal", "version": "1"}
    with write(session):
        version = session.get_one(Action, action.id).version
    assert secretariat.post(path, data={**first, "version": str(version)}).status_code == 303
    answer = secretariat.post(
        path, data={**first, "sentence": f"Tulisan saya {HOSTILE}", "version": str(version)}
    )
    assert answer.status_code == 409
    assert "Tulisan rekan" in answer.text
    assert "Tulisan saya &lt;script&gt;" in answer.text
    assert last_action(session).sentence == "Tulisan rekan"


def test_only_the_secretariat_of_the_unit_edits(session, office, client_for):
    action = stored(session, office)
    path = f"/tindak-lanjut/{action.id}"
    for user in (office.stranger, office.sekda):
        client = client_for(user)
        assert client.get(f"{path}/ubah").status_code == 403
        assert client.post(f"{path}/ubah", data={}).status_code == 403
        assert client.post(f"{path}/penugasan", data={}).status_code == 403
        assert "/ubah" not in client.get(path).text
