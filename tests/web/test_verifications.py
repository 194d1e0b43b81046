"""Verifikasi: the secretariat rules on claims, in the queue or on the page, with reasons."""

import pytest

from tests.factories import make_action, make_assignment, make_meeting
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.web.paging import PAGE_SIZE


@pytest.fixture
def claimed(session, office):
    return claim(session, office)[0]


def claim(session, office, number=1, sentence="Menyusun edaran"):
    with write(session):
        meeting = make_meeting(session, office.unit)
        actions = [make_action(session, meeting, sentence=f"{sentence} {n}") for n in range(number)]
        state = AssignmentState.AWAITING
        return [make_assignment(session, office.agency, action=a, state=state) for a in actions]


def rule(client, assignment, verdict, note="", **values):
    data = {"verdict": verdict, "note": note, "claim": assignment.updates[-1].id, **values}
    return client.post(f"/tugas/{assignment.id}/verifikasi", data=data)


def state_of(session, assignment):
    session.rollback()
    return session.get_one(Assignment, assignment.id).state


def test_an_empty_queue_says_so(secretariat):
    assert "Tidak ada laporan yang menunggu putusan Anda." in secretariat.get("/verifikasi").text


def test_the_queue_shows_what_was_claimed_and_where_to_rule(secretariat, claimed):
    page = secretariat.get("/verifikasi").text
    assert "Selesai, mohon diverifikasi" in page
    assert "Data sudah disandingkan." in page
    assert "https://example.id" in page
    assert f'action="/tugas/{claimed.id}/verifikasi"' in page


@pytest.mark.parametrize("told", ["", "abc", None])
def test_a_page_that_tells_no_report_rules_on_none(session, secretariat, claimed, told):
    data = {"verdict": "accepted"} | ({} if told is None else {"claim": told})
    answer = secretariat.post(f"/tugas/{claimed.id}/verifikasi", data=data)
    assert answer.status_code == 409
    assert "Instansi telah mengganti laporannya." in answer.text
    assert state_of(session, claimed) is AssignmentState.AWAITING


def test_accepting_from_the_queue_leads_back_to_it(session, secretariat, claimed):
    answer = rule(secretariat, claimed, "accepted", back="antrean")
    assert (answer.status_code, answer.location) == (303, "/verifikasi")
    assert state_of(session, claimed) is AssignmentState.DONE
    assert "Menyusun edaran" not in secretariat.get("/verifikasi").text


def test_returning_needs_a_reason_and_keeps_it_in_the_history(session, secretariat, claimed):
    answer = rule(secretariat, claimed, "returned", back="antrean")
    assert answer.status_code == 422
    assert "Tuliskan alasan putusan ini." in answer.text
    assert state_of(session, claimed) is AssignmentState.AWAITING
    answer = rule(secretariat, claimed, "returned", "Foto <b>buram</b>.")
    assert answer.location == f"/tugas/{claimed.id}"
    page = secretariat.get(answer.location).text
    assert "Dikembalikan: belum memadai" in page
    assert "Foto &lt;b&gt;buram&lt;/b&gt;." in page


def test_the_agency_reads_first_why_its_report_came_back(client_for, office, secretariat, claimed):
    rule(secretariat, claimed, "returned", "Foto buram.")
    page = client_for(office.agency_user).get(f"/tugas/{claimed.id}").text
    assert 0 < page.index("Foto buram.") < page.index("Uraian singkat")


@pytest.mark.parametrize("verdict", ["", "disetujui"])
def test_an_unknown_verdict_rules_nothing(session, secretariat, claimed, verdict):
    assert rule(secretariat, claimed, verdict).status_code == 422
    assert state_of(session, claimed) is AssignmentState.AWAITING


def test_who_comes_second_reads_that_it_was_ruled_already(session, secretariat, claimed):
    rule(secretariat, claimed, "accepted")
    answer = rule(secretariat, claimed, "returned", "Terlambat.")
    assert answer.status_code == 409
    assert "langkah itu tidak berlaku lagi" in answer.text
    assert state_of(session, claimed) is AssignmentState.DONE


def test_a_claim_replaced_since_it_was_read_is_not_ruled_on(
    session, client_for, office, secretariat, claimed
):
    agency, read = client_for(office.agency_user), claimed.updates[-1].id
    agency.post(f"/tugas/{claimed.id}/penarikan")
    report = {"report": "done", "note": "Klaim kedua.", "link": "https://example.id/2"}
    agency.post(f"/tugas/{claimed.id}/perkembangan", data=report)
    answer = rule(secretariat, claimed, "accepted", "Sesuai foto.", claim=read)
    assert answer.status_code == 409
    assert "Instansi telah mengganti laporannya" in answer.text
    assert "Klaim kedua." in answer.text
    assert "Sesuai foto." in answer.text
    assert state_of(session, claimed) is AssignmentState.AWAITING

    session.expire_all()
    assert rule(secretariat, claimed, "accepted").status_code == 303
    assert state_of(session, claimed) is AssignmentState.DONE


def test_only_the_secretariat_of_the_unit_rules(session, client_for, office, claimed):
    for user in (office.agency_user, office.stranger, office.sekda):
        assert rule(client_for(user), claimed, "accepted").status_code == 403
    assert rule(client_for(office.other_user), claimed, "accepted").status_code == 404
    assert state_of(session, claimed) is AssignmentState.AWAITING
    assert "Terima" not in client_for(office.stranger).get(f"/tugas/{claimed.id}").text


def test_the_queue_is_the_secretariats(client_for, office):
    for user in (office.agency_user, office.sekda):
        assert client_for(user).get("/verifikasi").status_code == 403


def test_the_secretariat_that_did_the_work_itself_does_not_rule_on_it(session, office, secretariat):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        own = make_assignment(session, office.unit, action=action, state=AssignmentState.AWAITING)
    assert rule(secretariat, own, "accepted").status_code == 403
    assert "Tidak ada laporan" in secretariat.get("/verifikasi").text


def test_a_long_queue_comes_in_pages_and_costs_no_more_statements(
    app, session, office, secretariat
):
    few = count_statements(app, secretariat, "/verifikasi")
    claim(session, office, PAGE_SIZE + 2, sentence="Tugas ke")
    assert count_statements(app, secretariat, "/verifikasi") == few <= 8
    first = secretariat.get("/verifikasi").text
    assert first.count("card claim") == PAGE_SIZE
    following = first.split('rel="next" href="')[1].split('"')[0]
    assert secretariat.get(following).text.count("card claim") == 2


def test_a_broken_address_shows_the_first_page(secretariat, claimed):
    for after in ("x", "WyJ4IiwgMV0=", "WzFd", "bnVsbA=="):
        page = secretariat.get(f"/verifikasi?setelah={after}")
        assert page.status_code == 200
        assert "Menyusun edaran" in page.text
