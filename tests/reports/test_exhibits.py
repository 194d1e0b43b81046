"""The evidence of a claim: what can be shown, what its date says, and where else it served."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.evidence import make_claim, photo
from tests.factories import (
    NOW,
    TODAY,
    make_action,
    make_actor,
    make_assignment,
    make_file,
    make_organisation,
    make_secret_meeting,
)
from tracker.infra.storage import open_store
from tracker.models.assignment_states import Report
from tracker.models.files import FileKind, stored_file
from tracker.models.jobs import Job
from tracker.models.organisations import OrganisationKind
from tracker.models.previews import PREVIEW, ask_for_preview, keep_pictures, preview_of
from tracker.models.users import Role
from tracker.reports.exhibits import Doubt, Exhibit, exhibits


@pytest.fixture
def store(tmp_path):
    return open_store(f"file://{tmp_path / 'store'}")


@pytest.fixture
def unit(session):
    return make_organisation(session, "Biro Kesra", kind=OrganisationKind.BUREAU)


@pytest.fixture
def agencies(session):
    return [make_organisation(session, short_name=name) for name in ("Disnaker", "Dinsos")]


def shown(session, actor, claim):
    return exhibits(session, actor, claim.pending_claim().id)


def test_files_and_links_come_in_their_order_and_say_where_they_lead(
    session, store, unit, agencies
):
    claim = make_claim(
        session, store, agencies[0], unit, files=[("foto.jpg", photo())], link="https://a.example/x"
    )
    actor = make_actor(session, Role.SECRETARIAT, unit)
    file, link = shown(session, actor, claim)
    assert (file.name, file.can_preview, file.host) == ("foto.jpg", True, "")
    assert (link.file_id, link.host, link.can_preview) == (None, "a.example", False)


def test_pictures_are_asked_for_with_the_file_and_counted_once_made(session, store, unit, agencies):
    files = [("foto.jpg", photo())]
    claims = [make_claim(session, store, agencies[0], unit, files=files) for _ in range(2)]
    jobs = session.scalars(select(Job).where(Job.kind == PREVIEW)).all()
    assert [job.payload["start"] for job in jobs] == [0]  # the same bytes are drawn once
    blob_id = jobs[0].payload["blob_id"]
    (exhibit,) = shown(session, make_actor(session, Role.SECRETARIAT, unit), claims[0])
    preview = exhibit.preview
    assert (preview.in_the_making, preview.following) == (True, 0)
    keep_pictures(session, blob_id, start=0, keys=["a" * 64] * 10, pages=12)
    keep_pictures(session, blob_id, start=0, keys=["b" * 64] * 10, pages=12)
    assert (len(preview.keys), preview.in_the_making, preview.following) == (10, False, 2)


def test_further_pages_are_asked_for_once_and_only_where_there_are_any(session):
    blob = make_file(session, assignment=make_assignment(session)).blob
    for _ in range(2):
        ask_for_preview(session, blob, at=NOW)
    keep_pictures(session, blob.id, start=0, keys=["a" * 64] * 10, pages=12)
    for _ in range(2):
        ask_for_preview(session, blob, at=NOW)
    preview = preview_of(session, blob.id)
    assert preview is not None
    assert (preview.asked, preview.in_the_making) == (20, True)
    keep_pictures(session, blob.id, start=10, keys=["c" * 64], pages=12, failure="Rusak.")
    ask_for_preview(session, blob, at=NOW)
    assert (preview.asked, preview.in_the_making, preview.following) == (20, False, 0)
    jobs = session.scalars(select(Job).where(Job.kind == PREVIEW)).all()
    assert [job.payload["start"] for job in jobs] == [0, 10]


def test_the_same_file_or_link_for_another_share_is_told_in_both_directions(
    session, store, unit, agencies
):
    """However it is named, and whoever brought it; the same share may bring it again."""
    same = photo()
    first = make_claim(session, store, agencies[0], unit, files=[("a.jpg", same)])
    second = make_claim(
        session, store, agencies[1], unit, files=[("b.jpg", same)], link="https://a.example/x"
    )
    third = make_claim(session, store, agencies[0], unit, link="https://a.example/x")
    actor = make_actor(session, Role.SECRETARIAT, unit)

    def twins(claim):
        return [[t.reference for t in e.twins] for e in shown(session, actor, claim)]

    assert twins(first) == [[second.action.reference]]
    assert twins(second) == [[first.action.reference], [third.action.reference]]
    assert twins(third) == [[second.action.reference]]
    (twin,) = shown(session, actor, first)[0].twins
    assert (twin.organisation, twin.at) == ("Dinsos", NOW)

    first.withdraw_claim(by=make_actor(session, Role.AGENCY, agencies[0]), at=NOW)
    agency = make_actor(session, Role.AGENCY, agencies[0])
    again = first.updates[0].evidence[0].file
    assert again is not None
    first.post_update(Report.DONE, "Sekali lagi.", by=agency, at=NOW, files=[again])
    assert twins(first) == [[second.action.reference]]


def test_a_share_of_a_secret_meeting_is_told_to_nobody_else_not_even_that_there_is_one(
    session, store, unit, agencies
):
    same = photo()
    named = make_actor(session, Role.SECRETARIAT, unit)
    action = make_action(session, make_secret_meeting(session, named))
    hidden = make_assignment(session, agencies[1], action=action)
    agency = make_actor(session, Role.AGENCY, agencies[1])
    claim = make_claim(session, store, agencies[0], unit, files=[("a.jpg", same)])
    stored = store.put_bytes(same, "image/jpeg")
    file = stored_file(
        *(session, stored, FileKind.EVIDENCE),
        by=agency.user_id,
        at=NOW,
        assignment_id=hidden.id,
    )
    hidden.post_update(Report.DONE, "Rahasia.", by=agency, at=NOW, files=[file])
    other = make_actor(session, Role.SECRETARIAT, unit)
    assert shown(session, other, claim)[0].twins == ()
    (twin,) = shown(session, named, claim)[0].twins
    assert twin.reference == action.reference


@pytest.mark.parametrize(
    ("dated_on", "doubt"),
    [
        (None, None),
        (TODAY - timedelta(days=1), Doubt.EARLY),
        (TODAY, None),
        (date(2025, 10, 1), None),
        (date(2025, 10, 2), Doubt.FUTURE),
    ],
)
def test_evidence_is_not_older_than_what_it_proves_nor_of_tomorrow(dated_on, doubt):
    exhibit = Exhibit(1, None, None, "", "https://a.example", dated_on, NOW, None)
    assert exhibit.doubt(agreed_on=TODAY, today=date(2025, 10, 1)) is doubt


def test_a_link_that_pretends_shows_where_it_really_leads():
    for link, host in (
        ("https://lampungprov.go.id@evil.example/x", "evil.example"),
        ("https://lämpung.example/", "xn--lmpung-bua.example"),
        ("https://[::1", ""),
    ):
        assert Exhibit(1, None, None, "", link, None, NOW, None).host == host
