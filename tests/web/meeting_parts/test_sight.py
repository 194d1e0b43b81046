"""Who reads the parts of a record, who changes them, and how they are shown."""

import pytest

from tests.factories import NOW, make_meeting, make_minutes
from tests.web.meeting_parts.steps import ONE_OF_EACH, rows
from tests.web.office import count_statements
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.meetings import Meeting
from tracker.models.minutes import MinutesState
from tracker.web.parts import KINDS


@pytest.mark.parametrize("slug", KINDS)
def test_agencies_read_what_was_announced_and_nothing_else(
    session, office, client_for, meeting, add, slug
):
    add("undangan", organisations=[str(office.agency.id)])
    agency = client_for(office.agency_user)
    expected = 200 if KINDS[slug].announced else 403
    assert agency.get(f"/rapat/{meeting.id}/{slug}").status_code == expected
    assert agency.get(f"/rapat/{meeting.id}/{slug}/baru").status_code == 403
    assert client_for(office.other_user).get(f"/rapat/{meeting.id}/{slug}").status_code == 404


@pytest.mark.parametrize("slug", ONE_OF_EACH)
def test_a_sealed_record_refuses_every_change(session, secretariat, meeting, add, slug):
    add(slug, **ONE_OF_EACH[slug])
    row = rows(session, KINDS[slug].model)[0]
    with write(session):
        make_minutes(session, session.get(Meeting, meeting.id), state=MinutesState.APPROVED)
    before = [r.version for r in rows(session, KINDS[slug].model)]
    path = f"/rapat/{meeting.id}/{slug}"
    page = secretariat.get(path).text
    assert f"{path}/baru" not in page
    assert f"{path}/{row.id}" not in page
    answers = [
        add(slug, **ONE_OF_EACH[slug]),
        secretariat.get(f"{path}/baru"),
        secretariat.get(f"{path}/{row.id}"),
        secretariat.post(f"{path}/{row.id}", data={**ONE_OF_EACH[slug], "version": "1"}),
        secretariat.post(f"{path}/{row.id}/hapus"),
        secretariat.post(f"{path}/{row.id}/pindah", data={"arah": "naik"}),
    ]
    assert [a.status_code for a in answers] == [409] * 6
    assert all("Buka ralat" in a.text for a in answers)
    assert [r.version for r in rows(session, KINDS[slug].model)] == before


def test_a_part_of_another_meeting_is_not_found(session, office, secretariat, meeting):
    with write(session):
        other = make_meeting(session, session.merge(office.unit))
        item = AgendaItem.append(other, by=1, at=NOW, title="Milik rapat lain")
    for path in (f"agenda/{item.id}", f"agenda/{item.id}/hapus", "agenda/99999999999", "ngawur"):
        assert secretariat.get(f"/rapat/{meeting.id}/{path}").status_code == 404


def test_a_long_list_takes_no_more_statements(app, session, secretariat, meeting, add):
    path = f"/rapat/{meeting.id}/kehadiran"
    few = count_statements(app, secretariat, path)
    add("kehadiran", at_once=True, text="\n".join(f"Orang {n}; ; Disnaker" for n in range(100)))
    assert count_statements(app, secretariat, path) == few <= 8


def test_hostile_text_is_shown_as_text(secretariat, meeting, add):
    add("pernyataan", speaker_name="<script>x</script>", kind="quotation", text="<img src=x>")
    page = secretariat.get(f"/rapat/{meeting.id}/pernyataan").text
    assert "<script>x" not in page
    assert "<img src=x>" not in page
