"""The log of what belongs to no meeting: failures first, sent again by hand."""

import pytest

from tests.factories import NOW, make_meeting, make_user
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.deliveries import Delivery, DeliveryKind, DeliveryState, Recipient, queue_mail
from tracker.models.users import Role
from tracker.web.paging import PAGE_SIZE


def queue(session, name, meeting=None):
    return queue_mail(
        session,
        DeliveryKind.TASK_REMINDER,
        meeting,
        Recipient(name, "dinas@contoh.example"),
        subject="Pengingat",
        body="Isi surat yang tidak ditampilkan",
        key=name,
        at=NOW,
    )


@pytest.fixture
def failed(session):
    with write(session):
        queue(session, "Rapat lain", make_meeting(session))
        failed = queue(session, "Dinas Gagal")
        failed.fail("550 <b>tidak dikenal</b>", at=NOW)
        queue(session, "Dinas Menunggu")
        queue(session, "Dinas Terkirim").mark_sent(at=NOW)
    return failed


def test_failures_come_first_and_words_are_not_shown(session, office, client_for, failed):
    with write(session):
        admin = make_user(session, Role.ADMIN)
    for user in (office.secretariat, admin):
        page = client_for(user).get("/pengiriman").text
        places = [page.index(f"Dinas {name}<") for name in ("Gagal", "Terkirim", "Menunggu")]
        assert places == sorted(places)
        assert "1 gagal, 1 menunggu dikirim" in page
        assert "550 &lt;b&gt;tidak dikenal" in page
        assert "Rapat lain" not in page
        assert "Isi surat" not in page


def test_what_failed_is_sent_again_once(session, office, client_for, failed):
    client = client_for(office.secretariat)
    for words in ("masuk antrean lagi", "tidak gagal"):
        client.post(f"/pengiriman/{failed.id}/pengulangan")
        assert words in client.get("/pengiriman").text
    session.rollback()
    assert session.get_one(Delivery, failed.id).state is DeliveryState.WAITING


def test_every_line_is_on_one_page_however_many_there_are(app, session, office, client_for):
    client = client_for(office.secretariat)
    with write(session):
        for number in range(PAGE_SIZE + 20):
            mail = queue(session, f"Dinas {number:03d}")
            if number % 2:
                mail.fail("550", at=NOW)
    path, seen = "/pengiriman", []
    while path:
        page = client.get(path).text
        seen += [line.split("<")[0] for line in page.split("<strong>")[1:]]
        path = page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == PAGE_SIZE + 20
    assert count_statements(app, client, "/pengiriman") <= 8
