"""Tindak lanjut opened from what a meeting agreed, for one or many agencies."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import NOW, TODAY, make_meeting, make_minutes, make_organisation
from tests.web.actions.steps import count, last_action
from tracker.infra.db import write
from tracker.models.actions import Action, ActionState, Origin
from tracker.models.agreements import Agreement
from tracker.models.assignment_states import Part
from tracker.models.assignments import Assignment
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
    assert count(session, Action) == 0
