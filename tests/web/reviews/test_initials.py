"""Paraf: named on its page, given in turn, replaced with a reason."""

from tests.web.notula.steps import approve, newest
from tests.web.office import count_statements
from tracker.models.minutes import MinutesState


def name(client, path, *users):
    places = dict(zip(("first", "second", "third"), (user.id for user in users), strict=False))
    return client.post(f"{path}/paraf/rangkaian", data=places)


def test_an_official_initials_before_the_chair_approves(
    session, office, client_for, secretariat, chair, begun, kabag
):
    assert name(secretariat, begun, kabag).status_code == 303
    assert "diparaf Kabag Tata Usaha" in secretariat.get(begun).text
    secretariat.post(f"{begun}/pengajuan")
    official = client_for(kabag)
    assert "Perlu paraf Anda" in official.get("/").text
    assert "Perlu paraf Anda" not in chair.get("/").text
    assert "Tidak ada notula yang menunggu pengesahan Anda." in chair.get("/").text
    assert "Menunggu paraf: Kabag Tata Usaha." in chair.get(begun).text
    assert "Periksa dan sahkan" not in chair.get(begun.removesuffix("/notula")).text
    assert "Masih menunggu paraf Kabag Tata Usaha." in chair.get(f"{begun}/pengesahan").text
    assert "Periksa dan paraf" in official.get(begun.removesuffix("/notula")).text
    assert official.post(f"{begun}/paraf").status_code == 303
    assert newest(session).turn is None
    assert "Sudah paraf" in secretariat.get(f"{begun}/paraf").text
    assert "Periksa dan sahkan" in chair.get("/").text


def test_only_whose_turn_it_is_gives_initials(client_for, secretariat, chair, begun, kabag):
    name(secretariat, begun, kabag)
    secretariat.post(f"{begun}/pengajuan")
    assert chair.post(f"{begun}/paraf").status_code == 403
    official = client_for(kabag)
    official.post(f"{begun}/paraf")
    again = official.post(f"{begun}/paraf")
    assert again.status_code == 422
    assert "Tidak ada paraf yang ditunggu." in again.text


def test_those_who_write_the_minutes_are_not_offered(office, secretariat, begun, kabag):
    page = secretariat.get(f"{begun}/paraf").text
    assert "Kabag Tata Usaha" in page
    assert "Nita Notulis" not in page
    assert "Petugas Disnaker" not in page


def test_one_official_named_twice_is_refused_beside_what_was_chosen(secretariat, begun, kabag):
    answer = name(secretariat, begun, kabag, kabag)
    assert answer.status_code == 422
    assert "Kabag Tata Usaha disebut lebih dari satu kali." in answer.text


def test_a_new_holder_takes_over_with_a_reason(
    session, office, client_for, secretariat, begun, kabag
):
    name(secretariat, begun, kabag)
    secretariat.post(f"{begun}/pengajuan")
    refused = secretariat.post(f"{begun}/paraf/pengganti", data={"user_id": office.sekda.id})
    assert refused.status_code == 422
    data = {"user_id": office.sekda.id, "reason": "Kabag cuti."}
    assert secretariat.post(f"{begun}/paraf/pengganti", data=data).status_code == 303
    assert client_for(kabag).post(f"{begun}/paraf").status_code == 403
    assert client_for(office.sekda).post(f"{begun}/paraf").status_code == 303


def test_an_official_returns_the_minutes_under_his_own_name(
    session, client_for, secretariat, begun, kabag
):
    name(secretariat, begun, kabag)
    secretariat.post(f"{begun}/pengajuan")
    official = client_for(kabag)
    empty = official.post(f"{begun}/pengembalian", data={"note": ""})
    assert empty.status_code == 422
    assert "Tuliskan apa yang perlu diperbaiki." in empty.text
    answer = official.post(f"{begun}/pengembalian", data={"note": "Lengkapi peserta."})
    assert answer.status_code == 303
    minutes = newest(session)
    assert minutes.state is MinutesState.RETURNED
    assert minutes.approvals[-1].signatory_name == "Kabag Tata Usaha"


def test_what_was_returned_carries_no_initials(
    client_for, office, secretariat, chair, begun, kabag
):
    name(secretariat, begun, kabag, office.sekda)
    secretariat.post(f"{begun}/pengajuan")
    client_for(kabag).post(f"{begun}/paraf")
    assert "Sudah paraf" in secretariat.get(begun).text
    client_for(office.sekda).post(f"{begun}/pengembalian", data={"note": "Lengkapi peserta."})
    assert "Sudah paraf" not in secretariat.get(begun).text


def test_the_page_takes_few_statements(app, secretariat, begun, kabag):
    name(secretariat, begun, kabag)
    assert count_statements(app, secretariat, f"{begun}/paraf") <= 8


def test_words_that_changed_after_initials_are_initialled_again(
    session, client_for, secretariat, chair, meeting, begun, kabag
):
    name(secretariat, begun, kabag)
    secretariat.post(f"{begun}/pengajuan")
    client_for(kabag).post(f"{begun}/paraf")
    statement = {"version": "0", "kind": "paraphrase", "text": "Sisipan sesudah paraf."}
    secretariat.post(f"/rapat/{meeting.id}/pernyataan/baru", data=statement)
    told = "Teks notula berubah sesudah diparaf Kabag Tata Usaha."
    assert told in chair.get(f"{begun}/pengesahan").text
    refused = approve(chair, begun)
    assert refused.status_code == 422
    assert told in refused.text
    chair.post(f"{begun}/pengembalian", data={"note": "Mohon diparaf lagi."})
    secretariat.post(f"{begun}/pengajuan")
    client_for(kabag).post(f"{begun}/paraf")
    assert approve(chair, begun).status_code == 303
