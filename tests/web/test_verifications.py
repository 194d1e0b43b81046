"""Verifikasi: the secretariat rules on claims, one after the other, with reasons."""

import pytest
from sqlalchemy import select

from tests.factories import (
    NOW,
    make_action,
    make_assignment,
    make_meeting,
    make_series,
    someone,
)
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.assignment_states import AssignmentState, Verdict
from tracker.models.assignments import Assignment
from tracker.models.evidence_types import EvidenceType
from tracker.models.updates import Verification
from tracker.web.paging import PAGE_SIZE


@pytest.fixture
def claimed(session, office):
    return claim(session, office)[0]


def claim(session, office, number=1, sentence="Menyusun edaran", organisation=None, **values):
    with write(session):
        meeting = make_meeting(session, office.unit)
        actions = [
            make_action(session, meeting, sentence=f"{sentence} {n}", **values)
            for n in range(number)
        ]
        state = AssignmentState.AWAITING
        return [
            make_assignment(session, organisation or office.agency, action=a, state=state)
            for a in actions
        ]


def checklist(session, *points):
    with write(session):
        by = someone(session)
        return EvidenceType.add(session, by=by, at=NOW, name="SK", points=list(points)).id


def rule(client, assignment, verdict, note="", **values):
    data = {"verdict": verdict, "note": note, "claim": assignment.updates[-1].id, **values}
    return client.post(f"/tugas/{assignment.id}/verifikasi", data=data)


def state_of(session, assignment):
    session.rollback()
    return session.get_one(Assignment, assignment.id).state


# --- one claim after the other


def test_an_empty_desk_says_so(secretariat):
    assert "Tidak ada laporan yang menunggu putusan Anda." in secretariat.get("/verifikasi").text


def test_the_first_claim_lies_ready_with_all_that_judging_needs(secretariat, claimed):
    page = secretariat.get("/verifikasi").text
    for words in (
        "Selesai, mohon diverifikasi",
        "Data sudah disandingkan.",
        "menuju example.id",
        "1 dari 1",
        f'action="/tugas/{claimed.id}/verifikasi"',
    ):
        assert words in page


def test_a_ruling_leads_to_the_next_claim_and_tells_what_was_ruled(session, office, secretariat):
    first, second, third = claim(session, office, 3)
    answer = rule(secretariat, second, "accepted", back="antrean")
    assert answer.location == f"/verifikasi/{third.id}?putus={second.id}"
    page = secretariat.get(answer.location).text
    assert f"{second.action.reference}, Disnaker: putusan tersimpan. Masih ada 2." in page
    assert "2 dari 2" in page
    answer = rule(secretariat, third, "accepted", back="antrean")
    assert answer.location == f"/verifikasi/{first.id}?putus={third.id}"  # from the top again
    answer = rule(secretariat, first, "accepted", back="antrean")
    assert answer.location == f"/verifikasi?putus={first.id}"
    assert "Tidak ada laporan yang menunggu putusan Anda." in secretariat.get(answer.location).text


def test_steps_lead_to_the_neighbours_in_the_order_of_waiting(session, office, secretariat):
    first, second, third = claim(session, office, 3)
    page = secretariat.get(f"/verifikasi/{second.id}").text
    assert f'data-key="k" href="/verifikasi/{first.id}"' in page
    assert f'data-key="j" href="/verifikasi/{third.id}"' in page


def test_filters_narrow_the_list_and_stay_from_claim_to_claim(session, office, secretariat):
    kind = checklist(session, "Nomor terbaca")
    claim(session, office, sentence="Lain")
    theirs = claim(session, office, 2, sentence="Dinsos", organisation=office.other_agency)
    typed = claim(session, office, sentence="Berbukti", evidence_type_id=kind)[0]
    with write(session):
        series = make_series(session, office.unit)
        meeting = make_meeting(session, office.unit, series_id=series.id)
        action = make_action(session, meeting, sentence="Berangkai")
        make_assignment(session, office.agency, action=action, state=AssignmentState.AWAITING)
    asked = f"instansi={office.other_agency.id}"
    page = secretariat.get(f"/verifikasi?{asked}").text
    assert ("Dinsos 0" in page, "Lain 0" in page) == (True, False)
    answer = rule_filtered(secretariat, theirs[0], asked)
    assert answer.location == f"/verifikasi/{theirs[1].id}?{asked}&putus={theirs[0].id}"
    only = {
        f"jenis={kind}": typed.action.sentence,
        f"rangkaian={series.id}": "Berangkai",
    }
    for query, sentence in only.items():
        page = secretariat.get(f"/verifikasi?{query}").text
        assert (sentence in page, "Lain 0" in page, "1 dari 1" in page) == (True, False, True)
    assert "5 dari" not in secretariat.get(f"/verifikasi?unit={office.unit.id}").text
    assert "diabaikan" in secretariat.get("/verifikasi?instansi=abc").text


def rule_filtered(client, assignment, query):
    data = {"verdict": "accepted", "claim": assignment.updates[-1].id, "back": "antrean"}
    return client.post(f"/tugas/{assignment.id}/verifikasi?{query}", data=data)


def test_a_question_sets_the_claim_apart_until_the_agency_has_answered(
    client_for, office, session, secretariat
):
    asked, other = claim(session, office, 2)
    question = {"claim": asked.updates[-1].id, "back": "antrean", "body": ""}
    answer = secretariat.post(f"/tugas/{asked.id}/pertanyaan", data=question)
    assert (answer.status_code, 'class="verify-what"' in answer.text) == (422, True)
    question["body"] = "Nomor SK-nya berapa?"
    answer = secretariat.post(f"/tugas/{asked.id}/pertanyaan", data=question)
    assert answer.location == f"/verifikasi/{other.id}"
    page = secretariat.get("/verifikasi").text
    assert "1 dari 1" in page
    assert ("Menyusun edaran 0" in page, "Menyusun edaran 1" in page) == (False, True)
    page = secretariat.get("/verifikasi?giliran=instansi").text
    assert ("Menyusun edaran 0" in page, "Menyusun edaran 1" in page) == (True, False)
    assert "Nomor SK-nya berapa?" in page

    again = secretariat.post(f"/tugas/{asked.id}/pertanyaan", data=question)
    assert (again.status_code, "sudah pernah ditanyakan" in again.text) == (409, True)

    reply = {"answer": "Nomor 12.", "link": "https://jdih.example/12"}
    client_for(office.agency_user).post(f"/tugas/{asked.id}/pertanyaan/jawaban", data=reply)
    page = secretariat.get("/verifikasi").text
    for words in ("1 dari 2", "Menyusun edaran 0", "Nomor 12.", "menuju jdih.example"):
        assert words in page


def test_nobody_need_wait_for_an_answer(session, secretariat, claimed):
    question = {"claim": claimed.updates[-1].id, "body": "Nomor berapa?"}
    secretariat.post(f"/tugas/{claimed.id}/pertanyaan", data=question)
    session.expire_all()
    assert rule(secretariat, claimed, "accepted", back="antrean").status_code == 303
    assert state_of(session, claimed) is AssignmentState.DONE


def test_a_long_desk_comes_in_pages_and_costs_no_more_statements(app, session, office, secretariat):
    """More than eight: the list and a whole case with its history stand on one page."""
    claim(session, office)
    few = count_statements(app, secretariat, "/verifikasi")
    claim(session, office, PAGE_SIZE + 1, sentence="Tugas ke")
    assert count_statements(app, secretariat, "/verifikasi") == few <= 11
    first = secretariat.get("/verifikasi").text
    assert first.count('class="verify-what"') == PAGE_SIZE
    following = first.split('class="button button-secondary pager-next" rel="next" href="')[1]
    page = secretariat.get(following.split('"')[0]).text
    assert page.count('class="verify-what"') == 2


def test_a_broken_address_shows_the_first_page(secretariat, claimed):
    for query in ("setelah=x", "setelah=WyJ4IiwgMV0=", "setelah=WzFd", "putus=abc", "putus=-1"):
        page = secretariat.get(f"/verifikasi?{query}")
        assert page.status_code == 200
        assert "Menyusun edaran" in page.text


# --- the ruling


@pytest.mark.parametrize("told", ["", "abc", None])
def test_a_page_that_tells_no_report_rules_on_none(session, secretariat, claimed, told):
    data = {"verdict": "accepted"} | ({} if told is None else {"claim": told})
    answer = secretariat.post(f"/tugas/{claimed.id}/verifikasi", data=data)
    assert answer.status_code == 409
    assert "Instansi telah mengganti laporannya." in answer.text
    assert state_of(session, claimed) is AssignmentState.AWAITING


def test_returning_needs_a_reason_and_keeps_it_in_the_history(session, secretariat, claimed):
    answer = rule(secretariat, claimed, "returned", back="antrean")
    assert answer.status_code == 422
    assert "Tuliskan alasan putusan ini." in answer.text
    assert 'class="verify-what"' in answer.text  # at the desk still
    assert state_of(session, claimed) is AssignmentState.AWAITING
    answer = rule(secretariat, claimed, "returned", "Foto <b>buram</b>.")
    assert answer.location == f"/tugas/{claimed.id}"
    page = secretariat.get(answer.location).text
    assert "Dikembalikan: belum memadai" in page
    assert "Foto &lt;b&gt;buram&lt;/b&gt;." in page


def test_what_cannot_be_done_is_found_so_with_the_reason(session, secretariat, claimed):
    assert rule(secretariat, claimed, "infeasible", back="antrean").status_code == 422
    rule(secretariat, claimed, "infeasible", "Kewenangan pusat.", back="antrean")
    assert state_of(session, claimed) is AssignmentState.NOT_FEASIBLE


def test_the_agency_reads_first_why_its_report_came_back(client_for, office, secretariat, claimed):
    rule(secretariat, claimed, "returned", "Foto buram.")
    page = client_for(office.agency_user).get(f"/tugas/{claimed.id}").text
    assert 0 < page.index("Foto buram.") < page.index("Uraian singkat")


@pytest.mark.parametrize("verdict", ["", "disetujui"])
def test_an_unknown_verdict_rules_nothing(session, secretariat, claimed, verdict):
    assert rule(secretariat, claimed, verdict).status_code == 422
    assert state_of(session, claimed) is AssignmentState.AWAITING


@pytest.mark.parametrize("back", ["antrean", ""])
def test_who_comes_second_reads_what_was_ruled_and_keeps_his_words(
    session, secretariat, claimed, back
):
    rule(secretariat, claimed, "returned", "Fotonya buram.")
    answer = rule(secretariat, claimed, "returned", "Nomornya kabur.", back=back)
    assert answer.status_code == 409
    assert "langkah itu tidak berlaku lagi" in answer.text
    assert "Fotonya buram." in answer.text
    assert ("Nomornya kabur." in answer.text) or not back
    assert state_of(session, claimed) is AssignmentState.IN_PROGRESS


@pytest.mark.parametrize("back", ["antrean", ""])
def test_a_claim_replaced_since_it_was_read_is_not_ruled_on(
    session, client_for, office, secretariat, claimed, back
):
    agency, read = client_for(office.agency_user), claimed.updates[-1].id
    agency.post(f"/tugas/{claimed.id}/penarikan")
    report = {"report": "done", "note": "Klaim kedua.", "link": "https://example.id/2"}
    agency.post(f"/tugas/{claimed.id}/perkembangan", data=report)
    answer = rule(secretariat, claimed, "accepted", "Sesuai foto.", claim=read, back=back)
    assert answer.status_code == 409
    for words in ("Instansi telah mengganti laporannya", "Klaim kedua.", "Sesuai foto."):
        assert words in answer.text
    assert "Data sudah disandingkan." in answer.text  # what was read, in the history
    assert state_of(session, claimed) is AssignmentState.AWAITING

    session.expire_all()
    assert rule(secretariat, claimed, "accepted", back=back).status_code == 303
    assert state_of(session, claimed) is AssignmentState.DONE


# --- the checklist


def test_points_left_out_want_a_word_and_are_kept_as_they_read(session, office, secretariat):
    kind = checklist(session, "Nomor terbaca", "Ditandatangani <b>")
    share = claim(session, office, evidence_type_id=kind)[0]
    page = secretariat.get(f"/verifikasi/{share.id}").text
    assert "Ditandatangani &lt;b&gt;" in page
    answer = rule(secretariat, share, "accepted", met="Nomor terbaca", back="antrean")
    assert answer.status_code == 422
    assert "Tuliskan mengapa laporan tetap diterima." in answer.text
    assert 'checked id="met-0"' in answer.text or 'id="met-0" name="met" checked' in answer.text
    rule(secretariat, share, "accepted", "Sudah dilihat aslinya.", met="Nomor terbaca")
    with write(session):
        row = session.get_one(EvidenceType, kind)
        by = someone(session)
        row.revise(by=by, at=NOW, version=row.version, points=["Lain sama sekali"])
    session.rollback()
    kept = session.scalars(select(Verification)).one()
    assert (kept.met, kept.unmet) == (["Nomor terbaca"], ["Ditandatangani <b>"])
    history = secretariat.get(f"/tugas/{share.id}").text
    assert 0 < history.index("Nomor terbaca") < history.index("Ditandatangani &lt;b&gt;")
    assert "Lain sama sekali" not in history


def test_all_points_ticked_need_no_word_and_a_return_wants_its_own(session, office, secretariat):
    kind = checklist(session, "Nomor terbaca")
    done, back = claim(session, office, 2, evidence_type_id=kind)
    assert rule(secretariat, done, "accepted", met="Nomor terbaca").status_code == 303
    assert rule(secretariat, back, "returned", "Kabur.").status_code == 303
    session.rollback()
    verdicts = {v.verdict: v.unmet for v in session.scalars(select(Verification))}
    assert verdicts == {Verdict.ACCEPTED: [], Verdict.RETURNED: ["Nomor terbaca"]}


def test_a_checklist_changed_meanwhile_is_shown_again(session, office, secretariat):
    kind = checklist(session, "Nomor terbaca")
    share = claim(session, office, evidence_type_id=kind)[0]
    answer = rule(secretariat, share, "accepted", "Baik.", met="Butir lama", back="antrean")
    assert answer.status_code == 409
    for words in ("Daftar periksa ini baru saja diubah.", "Nomor terbaca", "Baik."):
        assert words in answer.text


def test_the_agency_reads_before_what_will_be_checked(session, client_for, office):
    kind = checklist(session, "Nomor terbaca")
    with write(session):
        meeting = make_meeting(session, office.unit)
        action = make_action(session, meeting, evidence_type_id=kind)
        share = make_assignment(session, office.agency, action=action)
    page = client_for(office.agency_user).get(f"/tugas/{share.id}").text
    assert 0 < page.index("Yang akan diperiksa") < page.index("Nomor terbaca")


# --- whose desk it is


def test_only_the_secretariat_of_the_unit_rules(session, client_for, office, claimed):
    for user in (office.agency_user, office.stranger, office.sekda):
        assert rule(client_for(user), claimed, "accepted").status_code == 403
        assert client_for(user).get(f"/verifikasi/{claimed.id}").status_code == 403
    assert rule(client_for(office.other_user), claimed, "accepted").status_code == 404
    assert state_of(session, claimed) is AssignmentState.AWAITING
    assert "Terima" not in client_for(office.stranger).get(f"/tugas/{claimed.id}").text
    assert "Menyusun edaran" not in client_for(office.stranger).get("/verifikasi").text


def test_the_desk_is_the_secretariats(client_for, office):
    for user in (office.agency_user, office.sekda):
        assert client_for(user).get("/verifikasi").status_code == 403


def test_the_secretariat_that_did_the_work_itself_does_not_rule_on_it(session, office, secretariat):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit))
        own = make_assignment(session, office.unit, action=action, state=AssignmentState.AWAITING)
    assert rule(secretariat, own, "accepted").status_code == 403
    assert "Tidak ada laporan" in secretariat.get("/verifikasi").text
