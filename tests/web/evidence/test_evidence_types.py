"""Jenis bukti: the checklists, kept by the admin and the secretariat together."""

import pytest
from sqlalchemy import select

from tests.factories import make_action, make_meeting
from tracker.infra.db import write
from tracker.models.evidence_types import EvidenceType

TYPE = {"version": "0", "name": "SK <b>", "points": "Nomor terbaca\n\n  Ditandatangani  "}


def kept(session):
    session.rollback()
    return [(t.name, t.points, t.active) for t in session.scalars(select(EvidenceType))]


def test_the_checklists_are_kept_by_the_secretariat_and_ended_without_loss(session, secretariat):
    assert secretariat.post("/jenis-bukti/baru", data=TYPE).status_code == 303
    assert kept(session) == [("SK <b>", ["Nomor terbaca", "Ditandatangani"], True)]
    row_id = session.scalars(select(EvidenceType.id)).one()
    assert "SK &lt;b&gt;" in secretariat.get("/jenis-bukti").text
    secretariat.post(f"/jenis-bukti/{row_id}", data={**TYPE, "version": "1", "name": "SK"})
    answer = secretariat.post(f"/jenis-bukti/{row_id}/keadaan", data={"version": "2"})
    assert (answer.status_code, kept(session)[0][2]) == (303, False)
    assert "Tidak ditawarkan lagi" in secretariat.get("/jenis-bukti").text
    secretariat.post(f"/jenis-bukti/{row_id}/keadaan", data={"version": "3"})
    assert kept(session) == [("SK", ["Nomor terbaca", "Ditandatangani"], True)]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Isian ini wajib diisi."),
        ("points", "  ", "Isian ini wajib diisi."),
        ("points", "a\na", "Ada butir yang tertulis dua kali."),
        ("points", "\n".join(map(str, range(13))), "Paling banyak 12 butir"),
        ("name", "Foto", "Jenis bukti dengan nama ini sudah ada."),
    ],
)
def test_a_wrong_checklist_is_refused_beside_its_field(
    session, secretariat, field, value, sentence
):
    secretariat.post("/jenis-bukti/baru", data={**TYPE, "name": "Foto"})
    page = secretariat.post("/jenis-bukti/baru", data={**TYPE, field: value})
    assert (page.status_code, sentence in page.text) == (422, True)
    assert len(kept(session)) == 1


def test_the_slower_editor_sees_both_and_ends_nothing_unseen(session, secretariat):
    secretariat.post("/jenis-bukti/baru", data=TYPE)
    assert len(kept(session)) == 1
    row_id = session.scalars(select(EvidenceType.id)).one()
    path = f"/jenis-bukti/{row_id}"
    quick = {**TYPE, "version": "1", "points": "Cepat"}
    assert secretariat.post(path, data=quick).status_code == 303
    slow = secretariat.post(path, data={**quick, "points": "Lambat"})
    assert (slow.status_code, "Cepat" in slow.text, "Lambat" in slow.text) == (409, True, True)
    ended = secretariat.post(f"{path}/keadaan", data={"version": "1"})
    assert (ended.status_code, kept(session)[0][2]) == (409, True)


def test_an_action_asks_for_one_and_keeps_it_when_it_is_offered_no_more(
    session, office, secretariat
):
    secretariat.post("/jenis-bukti/baru", data=TYPE)
    assert len(kept(session)) == 1
    row_id = session.scalars(select(EvidenceType.id)).one()
    with write(session):
        meeting = make_meeting(session, office.unit)
        action = make_action(session, meeting, evidence_type_id=row_id)
    offer = f'value="{row_id}">SK &lt;b&gt;'
    new, edit = f"/rapat/{meeting.id}/tindak-lanjut/baru", f"/tindak-lanjut/{action.id}/ubah"
    assert offer in secretariat.get(new).text
    secretariat.post(f"/jenis-bukti/{row_id}/keadaan", data={"version": "1"})
    assert offer not in secretariat.get(new).text
    assert "SK &lt;b&gt; (tidak ditawarkan lagi)" in secretariat.get(edit).text
