"""What one agency wrote, or what was written to it, is nowhere another one can look.

Every word of Disnaker's carries a canary. Dinas Sosial owes a share of the same action, was at the
same meeting and is waited for; it asks for every address that anybody of the house is led to, and
must meet none.
"""

import io
import re
import zipfile
from collections.abc import Iterable

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.canaries import CANARY, Aviary
from tests.factories import NOW
from tracker.documents.action_links import link_address
from tracker.infra.db import write
from tracker.infra.storage import open_store
from tracker.jobs.reminders import look_after_reminders
from tracker.models.deliveries import Delivery, DeliveryKind
from tracker.models.printouts import Printout

ASKED = (
    "/",
    "/pencarian?q=kenari",
    "/tugas?q=kenari",
    "/rapat?q=kenari",
    "/tindak-lanjut?q=kenari&keadaan=",
    "/tindak-lanjut/matriks?keadaan=",
    "/tindak-lanjut/matriks/csv?keadaan=",
    "/tindak-lanjut/matriks/xlsx?keadaan=",
)
# But for the orders of a list, which show nothing new.
LED = re.compile(r'(?:href|src)="(/(?!aset/)(?![^"]*urut=)[^"#]*)')
PRINTED = ("/tindak-lanjut/matriks/cetakan", "/serah-terima")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def link(session, settings, office):
    with write(session):
        store = open_store(settings.store_url)
        return Aviary.of(session, store, settings, office).fill()


def test_no_word_of_one_agency_reaches_another(session, office, client_for, link):
    heard = crawl(client_for(office.secretariat), ASKED)
    heard |= crawl(client_for(office.agency_user), ASKED)
    assert len(set().union(*heard.values())) >= 30, "who may hear them does"

    other = client_for(office.other_user)
    assert sung(crawl(other, heard)) == {}
    files = [path for path in heard if path.startswith("/berkas/")]
    assert {other.get(path).status_code for path in files} == {404}
    for path in PRINTED:
        assert other.post(path, data={"organisation_id": office.other_agency.id}).location
    session.rollback()
    of_other = select(Printout.snapshot).where(Printout.user_id == office.other_user.id)
    snapshots = session.scalars(of_other).all()
    assert [CANARY.findall(snapshot.decode()) for snapshot in snapshots] == [[], []]


def test_no_word_of_it_goes_out_to_another(session, sessions, settings, office, client, link):
    look_after_reminders(sessions, NOW, settings)
    session.rollback()
    mails = session.scalars(select(Delivery)).all()
    assert {mail.organisation_id for mail in mails} >= {office.other_agency.id}
    for mail in mails:
        if mail.organisation_id != office.agency.id:
            assert not CANARY.findall(f"{mail.subject} {mail.body}")
    path = link_address(link, settings).removeprefix(settings.base_url)
    client.post(f"{path}/kode")
    session.rollback()
    code = select(Delivery.body).where(Delivery.kind == DeliveryKind.ACCESS_CODE)
    [digits] = re.findall(r"^\d{6}$", session.scalars(code).one(), re.M)
    client.post(f"{path}/masuk", data={"code": digits})
    assert link.assignment.action.sentence in client.get(path).text
    assert sung(crawl(client, [path])) == {}


def sung(heard: dict[str, set[str]]) -> dict[str, set[str]]:
    return {path: words for path, words in heard.items() if words}


def words_in(answer: TestResponse) -> set[str]:
    """Those of a page, of its headers, and of what is packed into a workbook."""
    data = answer.get_data()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            data = b"\n".join(book.read(name) for name in book.namelist())
    return set(CANARY.findall(f"{answer.headers} {data.decode(errors='replace')}"))


def crawl(client: FlaskClient, doors: Iterable[str]) -> dict[str, set[str]]:
    """The canaries at every address of ours that these lead to, and those in turn."""
    heard: dict[str, set[str]] = {}
    waiting = set(doors)
    while waiting:
        path = waiting.pop()
        answer = client.get(path)
        heard[path] = words_in(answer)
        if answer.mimetype == "text/html":
            waiting |= {escaped.replace("&amp;", "&") for escaped in LED.findall(answer.text)}
            waiting -= heard.keys()
    return heard
