"""Arahan outside meetings: recorded with its source and witness, for one agency or thirty."""

import io

import pytest
from sqlalchemy import select

from tests.factories import TODAY, make_assignment, make_organisation
from tests.outside import make_ordered
from tests.web.actions.steps import count, last_action
from tests.web.notula.steps import PNG
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.actions import Action, Origin
from tracker.models.assignments import Assignment
from tracker.models.directives import Directive, DirectiveKind
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import OrganisationKind
from tracker.models.readings import Reading

HOSTILE = "<script>alert('x')</script>"
PAGE = "/tindak-lanjut/baru"


@pytest.fixture
def filled(office):
    """A visit of the Governor, heard by a witness."""
    return {
        "kind": "visit",
        "giver_position": "Gubernur Lampung",
        "given_on": str(TODAY),
        "place": "Desa Sukaraja",
        "witness_name": "Rahma",
        "witness_position": "Kasubbag Tata Usaha",
        "unit_id": str(office.unit.id),
        "security_class": "open",
        "sentence": "Menertibkan tambang tanpa izin.",
        "priority": "normal",
    }


def test_it_stands_in_the_register_with_its_source_and_its_witness(secretariat, session, filled):
    answer = secretariat.post(PAGE, data=filled)
    action = last_action(session)
    assert (answer.status_code, answer.location) == (303, f"/tindak-lanjut/{action.id}")
    assert action.origin is Origin.OUTSIDE
    page = secretariat.get(answer.location).text
    for words in ("Kunjungan kerja", "Gubernur Lampung", "Desa Sukaraja", "Rahma, Kasubbag"):
        assert words in page, words


def test_all_of_a_kind_are_asked_in_one_act(secretariat, session, office, filled):
    with write(session):
        regencies = [make_organisation(session, kind=OrganisationKind.REGENCY_CITY) for _ in "abc"]
        make_organisation(session, "Kabupaten lama", kind=OrganisationKind.REGENCY_CITY).revise(
            by=office.secretariat.id, at=clock.now(), version=1, active_until=TODAY
        )
    page = secretariat.get(PAGE).text
    assert "Semua kabupaten/kota (3)" in page
    chosen = {"groups": ["regency_city"], "leads": [str(regencies[1].id), str(office.agency.id)]}
    assert secretariat.post(PAGE, data=filled | chosen).status_code == 303
    session.rollback()
    shares = session.scalars(select(Assignment.organisation_id)).all()
    assert sorted(shares) == sorted([*(r.id for r in regencies), office.agency.id])


def test_nobody_leads_and_supports_even_as_one_of_a_kind(secretariat, session, office, filled):
    both = {"groups": ["department"], "supporting": [str(office.agency.id)]}
    answer = secretariat.post(PAGE, data=filled | both)
    assert answer.status_code == 422
    assert "Satu instansi cukup dipilih sekali" in answer.text
    assert count(session, Action) == 0


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_stored(secretariat, session, filled):
    wrong = {
        "Sebutkan saksinya": {"witness_name": " "},
        "tanggal ini belum tiba": {"given_on": "2999-01-01"},
        "Isian ini wajib diisi": {"giver_position": ""},
        "Pilih yang tersedia saja": {"groups": ["semua"]},
        "Pilih salah satu yang tersedia": {"security_class": "secret"},
    }
    for sentence, values in wrong.items():
        answer = secretariat.post(PAGE, data=filled | {"place": HOSTILE} | values)
        assert answer.status_code == 422, sentence
        assert sentence in answer.text, sentence
        assert "&lt;script&gt;" in answer.text
        assert HOSTILE not in answer.text
    assert (count(session, Directive), count(session, Action)) == (0, 0)


def test_a_letter_needs_no_witness_and_its_scan_is_for_who_owes_the_work(
    secretariat, session, office, client_for, filled
):
    letter = {"kind": "letter", "letter_number": "000.1/  /2025", "witness_name": ""}
    scan = {"files": (io.BytesIO(PNG), "surat gubernur.png")}
    chosen = {"leads": [str(office.agency.id)]}
    assert secretariat.post(PAGE, data=filled | letter | scan | chosen).status_code == 303
    action = last_action(session)
    file = action.directive.files[0]
    page = client_for(office.agency_user).get(f"/tindak-lanjut/{action.id}").text
    assert "nomor 000.1/  /2025" in page
    assert f'href="/berkas/{file.id}"' in page
    for user, status in ((office.agency_user, 200), (office.other_user, 404)):
        client = client_for(user)
        assert client.get(f"/berkas/{file.id}").status_code == status
        assert client.get(f"/tindak-lanjut/{action.id}").status_code == status


def test_what_is_not_wanted_as_a_file_is_named(secretariat, session, filled):
    program = {"files": (io.BytesIO(b"MZ\x90"), "surat.exe")}
    answer = secretariat.post(PAGE, data=filled | program)
    assert answer.status_code == 422
    assert "surat.exe" in answer.text
    assert count(session, Directive) == 0


def test_its_source_is_corrected_by_the_unit_and_by_nobody_else(
    session, office, secretariat, client_for, filled
):
    with write(session):
        action = make_ordered(session, office.unit)
        make_assignment(session, office.agency, action=action)
    path = f"/arahan/{action.directive_id}/ubah"
    changed = filled | {"version": "1", "place": "Kotabumi"}
    assert secretariat.post(path, data=changed).location == f"/tindak-lanjut/{action.id}"
    lost = secretariat.post(path, data=changed | {"place": "Menggala"})
    assert lost.status_code == 409
    assert "Kotabumi" in lost.text
    session.rollback()
    assert session.get_one(Directive, action.directive_id).place == "Kotabumi"
    for user in (office.stranger, office.agency_user):
        assert client_for(user).post(path, data=changed).status_code == 403


def test_only_the_secretariat_records_and_only_for_its_own_unit(
    session, office, client_for, filled
):
    for user in (office.sekda, office.agency_user):
        assert client_for(user).get(PAGE).status_code == 403
        assert client_for(user).post(PAGE, data=filled).status_code == 403
    assert client_for(office.stranger).post(PAGE, data=filled).status_code == 422
    assert count(session, Action) == 0


def test_reading_one_that_is_terbatas_is_noted(session, office, secretariat):
    with write(session):
        kind = DirectiveKind.LETTER
        level = SecurityClass.RESTRICTED
        action = make_ordered(session, office.unit, kind=kind, security_class=level)
    assert secretariat.get(f"/tindak-lanjut/{action.id}").status_code == 200
    session.rollback()
    (read,) = session.scalars(select(Reading))
    assert (read.user_id, read.subject_id) == (office.secretariat.id, action.id)


def test_the_form_costs_a_handful_of_statements(app, secretariat):
    assert count_statements(app, secretariat, PAGE) <= 8
