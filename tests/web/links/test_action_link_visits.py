"""A link to one task: what it opens, for whom, and all that must not open it."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.factories import NOW, make_action, make_assignment, make_meeting
from tracker.documents.action_links import link_address, send_link
from tracker.infra.db import write
from tracker.models.action_links import CODE_LASTS, VISIT_LASTS, ActionLink
from tracker.models.assignment_states import AssignmentState, Verdict
from tracker.models.deliveries import Channel, Delivery, DeliveryKind, Recipient
from tracker.models.meetings import SecurityClass
from tracker.models.users import actor_of

OFFICE = Recipient("Dinas Tenaga Kerja", "disnaker@contoh.example", 1)
SENTENCE = "Menyiapkan data pekerja rentan"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def share(session, office):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit), sentence=SENTENCE)
        return make_assignment(session, office.agency, action=action)


@pytest.fixture
def link(session, share, settings, office):
    with write(session):
        who = Recipient(OFFICE.name, OFFICE.address, office.agency.id)
        by = office.secretariat.id
        return send_link(session, share, who, Channel.MAIL, settings=settings, by=by, at=NOW)


@pytest.fixture
def path(link, settings):
    return link_address(link, settings).removeprefix(settings.base_url)


def code_sent(session) -> str:
    """The code in the last mail."""
    session.rollback()
    kind = Delivery.kind == DeliveryKind.ACCESS_CODE
    mail = session.scalars(select(Delivery).where(kind).order_by(Delivery.id.desc())).first()
    assert mail.address == OFFICE.address
    assert not re.search(r"\d{6}", mail.subject)
    (code,) = re.findall(r"^\d{6}$", mail.body, re.M)
    return str(code)


def enter(client, path, session):
    """As who reads the mails of that address."""
    client.post(f"{path}/kode")
    return client.post(f"{path}/masuk", data={"code": code_sent(session)})


def report(client, path, **values):
    posted = {"report": "progress", "note": "Data dua kecamatan sudah masuk.", **values}
    return client.post(f"{path}/perkembangan", data=posted)


def test_code_and_link_together_open_the_task_and_take_a_report(client, path, share, session):
    door = client.get(path)
    assert SENTENCE not in door.text
    assert "d***@contoh.example" in door.text
    assert OFFICE.address not in door.text
    assert enter(client, path, session).location == path
    page = client.get(path)
    assert SENTENCE in page.text
    assert report(client, path).location == path
    session.rollback()
    (update,) = share.updates
    assert (update.by, update.note) == (None, "Data dua kecamatan sudah masuk.")
    assert update.by_name == "Tautan d***@contoh.example (Disnaker)"
    assert "Perkembangan tersimpan" in client.get(path).text


def test_looking_sends_no_code(client, path, session):
    """Scanners of mail open every link, many times."""
    for _ in range(3):
        client.get(path)
    assert client.get(f"{path}/kode").status_code in {404, 405}
    assert session.scalar(select(Delivery).where(Delivery.kind == "access_code")) is None


def test_without_the_code_nothing_is_told_or_stored(client, path, share, session):
    assert SENTENCE not in report(client, path).text
    session.rollback()
    assert share.updates == []
    asks_json = {"Accept": "application/json"}
    posted = {"report": "progress", "note": "…"}
    refused = client.post(f"{path}/perkembangan", data=posted, headers=asks_json)
    assert refused.status_code == 401


def test_another_device_needs_a_code_of_its_own(app, client, path, session):
    enter(client, path, session)
    code, other = code_sent(session), app.test_client()
    assert SENTENCE not in other.get(path).text
    assert other.post(f"{path}/masuk", data={"code": code}).status_code == 422, "used already"
    assert SENTENCE not in other.get(path).text


def test_what_opens_one_task_opens_no_other(client, path, session, office, settings):
    with write(session):
        action = make_action(session, make_meeting(session, office.unit), sentence="Tugas lain")
        share = make_assignment(session, office.agency, action=action)
        link = send_link(
            session, share, OFFICE, Channel.MAIL, settings=settings, by=office.chair.id, at=NOW
        )
        elsewhere = link_address(link, settings).removeprefix(settings.base_url)
    enter(client, path, session)
    token = client.get_cookie("rakor_tugas", "127.0.0.1", path).value
    client.set_cookie("rakor_tugas", token, domain="127.0.0.1", path=elsewhere)
    assert "Tugas lain" not in client.get(elsewhere).text
    assert client.get(f"/tugas/{share.id}").status_code == 303


def test_wrong_codes_run_out(client, path, session):
    client.post(f"{path}/kode")
    code = code_sent(session)
    for _ in range(5):
        page = client.post(f"{path}/masuk", data={"code": f"{(int(code) + 1) % 10**6:06d}"})
        assert "tidak cocok" in page.text
    client.post(f"{path}/masuk", data={"code": code})
    assert SENTENCE not in client.get(path).text


def test_what_is_no_code_is_said_beside_the_field(client, path):
    client.post(f"{path}/kode")
    for typed in ("", "12345", "abcdef", "1234567", "١٢٣٤٥٦"):
        page = client.post(f"{path}/masuk", data={"code": typed})
        assert page.status_code == 422, typed


def test_code_and_visit_end_by_themselves(client, path, session, clock):
    client.post(f"{path}/kode")
    code = code_sent(session)
    clock.shift(CODE_LASTS)
    client.post(f"{path}/masuk", data={"code": code})
    assert SENTENCE not in client.get(path).text
    enter(client, path, session)
    assert SENTENCE in client.get(path).text
    clock.shift(VISIT_LASTS)
    assert SENTENCE not in client.get(path).text


def test_a_second_code_has_to_be_waited_for(client, path, session):
    client.post(f"{path}/kode")
    assert "Tunggu sebentar" in client.post(f"{path}/kode").text
    kind = Delivery.kind == DeliveryKind.ACCESS_CODE
    session.rollback()
    assert len(session.scalars(select(Delivery).where(kind)).all()) == 1


@pytest.mark.parametrize("end", ["expired", "revoked", "classed", "done"])
def test_a_dead_link_says_so_on_every_device(
    client, path, session, link, share, office, clock, end
):
    enter(client, path, session)
    if end == "expired":
        clock.shift(timedelta(days=7))
    else:
        with write(session):
            close(session, link, share, office, end)
    for page in (client.get(path), report(client, path), client.post(f"{path}/kode")):
        assert page.status_code == 410
        assert SENTENCE not in page.text
    session.rollback()
    assert all(update.link_id is None for update in share.updates)


def close(session, link, share, office, end):
    by = actor_of(session, office.secretariat, today=NOW.date())
    if end == "revoked":
        session.get_one(ActionLink, link.id).revoke(by=by.user_id, at=NOW)
    elif end == "classed":
        meeting = share.action.meeting
        raised = {"security_class": SecurityClass.SECRET}
        meeting.revise(by=by.user_id, at=NOW, version=meeting.version, **raised)
    else:
        agency = actor_of(session, office.agency_user, today=NOW.date())
        share.post_update("done", "Selesai", by=agency, at=NOW, link="https://contoh.example")
        share.verify(Verdict.ACCEPTED, "", by=by, at=NOW)
        assert share.state is AssignmentState.DONE


def test_a_link_of_ours_is_not_guessed(client, path):
    for token in (path[:-1], path.replace(".", "x"), "/tautan-tugas/1"):
        assert client.get(token).status_code == 404


def test_the_returned_report_and_why_stand_above_the_form(client, path, session, share, office):
    by = actor_of(session, office.secretariat, today=NOW.date())
    agency = actor_of(session, office.agency_user, today=NOW.date())
    with write(session):
        share.post_update("done", "Selesai", by=agency, at=NOW, link="https://contoh.example")
        share.verify(Verdict.RETURNED, "Foto kegiatan belum ada.", by=by, at=NOW)
    enter(client, path, session)
    assert "Foto kegiatan belum ada." in client.get(path).text


def test_the_cookie_goes_with_this_link_alone(client, path, session):
    cookie = enter(client, path, session).headers["Set-Cookie"]
    assert f"Path={path}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
