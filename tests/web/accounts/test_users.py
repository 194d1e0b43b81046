"""Akun: made by the admin, opened by a one-time link, shut at once when needed."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.factories import make_organisation, make_person, make_user
from tests.web.accounts.steps import NEW, account, make_account
from tests.web.office import count_statements
from tracker.infra import clock
from tracker.infra.db import write
from tracker.models.sign_ins import SignIn
from tracker.models.users import Membership, Role, User, actor_of

# --- making an account


def test_a_new_account_gets_its_link_shown_once(session, admin):
    path = make_account(admin)
    user = account(session, "sri.rahayu")
    assert user.password_hash is None
    assert path.split("/")[-1] not in admin.get(f"/akun/{user.id}").text


def test_a_new_account_is_said_to_lack_a_role(session, admin, clerk):
    assert "Beri peran" in admin.post("/akun/baru", data=NEW).text
    assert "Beri peran" not in admin.post(f"/akun/{clerk.id}/tautan").text


def test_a_login_that_exists_is_refused_beside_its_field(session, admin, clerk):
    page = admin.post("/akun/baru", data={**NEW, "login": f" {clerk.login.upper()} "})
    assert page.status_code == 422
    assert "Isian ini sudah dipakai data lain." in page.text
    assert 'value="Sri Rahayu"' in page.text
    assert '<a href="#login">Nama akun: Isian ini sudah dipakai data lain.</a>' in page.text
    session.rollback()
    assert len(session.scalars(select(User)).all()) == 2


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("login", "", "Isian ini wajib diisi."),
        ("login", "sri rahayu", "Pakai huruf, angka, titik, garis bawah, atau tanda hubung."),
        ("name", " ", "Isian ini wajib diisi."),
        ("email", "sri@", "Alamat surel tidak lengkap."),
        ("person_id", "999", "Pilih salah satu yang tersedia."),
        ("person_id", "abc", "Pilih salah satu yang tersedia."),
    ],
)
def test_what_is_wrong_with_an_account_stands_beside_its_field(admin, field, value, sentence):
    page = admin.post("/akun/baru", data={**NEW, field: value})
    assert (page.status_code, sentence in page.text) == (422, True)


def test_an_official_has_one_account_at_most(session, admin):
    with write(session):
        person = make_person(session)
        make_user(session, person=person)
    page = admin.post("/akun/baru", data={**NEW, "person_id": str(person.id)})
    assert page.status_code == 422
    assert "Isian ini sudah dipakai data lain." in page.text


def test_names_are_text_and_nothing_else(admin):
    make_account(admin, name="<script>alert(1)</script>")
    page = admin.get("/akun").text
    assert "&lt;script&gt;alert(1)" in page


# --- roles


def test_no_role_is_given_by_pressing_the_button_alone(session, admin, clerk):
    page = admin.post(f"/akun/{clerk.id}/peran", data={"since": "2025-01-02"})
    assert page.status_code == 422
    assert page.text.count("Isian ini wajib diisi.") == 4  # each in the summary and at its field
    session.rollback()
    assert len(session.scalars(select(Membership).filter_by(user_id=clerk.id)).all()) == 1


def test_a_role_is_given_and_ended(session, admin, clerk):
    with write(session):
        unit = make_organisation(session, "Biro Umum")
    data = {"role": "secretariat", "organisation_id": str(unit.id), "since": "2025-01-02"}
    assert admin.post(f"/akun/{clerk.id}/peran", data=data).status_code == 303
    session.rollback()
    given = session.scalars(select(Membership).where(Membership.organisation_id == unit.id)).one()
    assert given.role is Role.SECRETARIAT
    admin.post(f"/akun/{clerk.id}/peran/{given.id}/akhiri")
    session.rollback()
    assert given.until is not None
    today = clock.now().date() + timedelta(days=1)
    assert not actor_of(session, clerk, today=today).secretariat


def test_the_same_role_twice_is_refused_in_words(session, admin, clerk):
    office = clerk.memberships[0].organisation_id
    data = {"role": "agency", "organisation_id": str(office), "since": "2025-01-02"}
    page = admin.post(f"/akun/{clerk.id}/peran", data=data)
    assert (page.status_code, "Akun ini sudah memiliki peran tersebut." in page.text) == (422, True)


def test_a_role_is_ended_only_under_its_own_account(session, admin, admin_user, clerk):
    other = admin_user.memberships[0].id
    assert admin.post(f"/akun/{clerk.id}/peran/{other}/akhiri").status_code == 404


def test_the_last_admin_cannot_give_the_role_away(session, admin, admin_user):
    own = admin_user.memberships[0].id
    page = admin.post(f"/akun/{admin_user.id}/peran/{own}/akhiri")
    assert page.status_code == 409
    assert "Akun ini satu-satunya admin." in page.text
    assert admin.get("/akun").status_code == 200


# --- editing, shutting and opening


def test_the_slower_of_two_admins_sees_both_texts(session, admin, clerk):
    form = {"version": str(clerk.version), **NEW, "login": clerk.login}
    assert admin.post(f"/akun/{clerk.id}", data={**form, "name": "Cepat"}).status_code == 303
    page = admin.post(f"/akun/{clerk.id}", data={**form, "name": "Lambat"})
    assert page.status_code == 409
    assert "Perbedaan kedua isian" in page.text
    assert "Cepat" in page.text
    assert 'value="Lambat"' in page.text
    again = {**form, "version": str(clerk.version + 1), "name": "Lambat"}
    assert admin.post(f"/akun/{clerk.id}", data=again).status_code == 303
    assert account(session, clerk.login).name == "Lambat"


def test_deactivating_asks_first_and_ends_sign_ins_at_once(session, admin, client_for, clerk):
    signed_in = client_for(clerk)
    path = f"/akun/{clerk.id}/penonaktifan"
    assert "Nonaktifkan akun" in admin.get(path).text
    assert signed_in.get("/").status_code == 200
    assert admin.post(path).status_code == 303
    assert signed_in.get("/").status_code == 303
    admin.post(f"/akun/{clerk.id}/pengaktifan")
    assert signed_in.get("/").status_code == 303
    assert account(session, clerk.login).active


def test_the_admin_ends_the_sign_ins_of_a_lost_phone(session, admin, client_for, clerk):
    phone = client_for(clerk)
    assert "Perangkat tidak dikenal" in admin.get(f"/akun/{clerk.id}").text
    assert admin.post(f"/akun/{clerk.id}/pengakhiran-sesi").status_code == 303
    assert phone.get("/").status_code == 303
    session.rollback()
    ended = session.scalars(select(SignIn).where(SignIn.user_id == clerk.id)).one()
    assert ended.ended_at is not None


def test_nobody_shuts_the_own_account(admin, admin_user):
    page = admin.post(f"/akun/{admin_user.id}/penonaktifan")
    assert page.status_code == 409
    assert "Anda tidak dapat menonaktifkan akun sendiri." in page.text


# --- the list


def test_the_list_is_searched_by_name_and_login(admin, clerk):
    assert clerk.name in admin.get("/akun?cari=petugas").text
    assert clerk.name not in admin.get("/akun?cari=%25").text
    assert "Tidak ada akun yang cocok." in admin.get("/akun?cari=tidakada").text


def test_the_list_tells_who_holds_which_role_in_few_statements(app, session, admin, clerk):
    with write(session):
        for _ in range(20):
            make_user(session, Role.SECRETARIAT)
        session.get_one(User, clerk.id).leave(
            session.get_one(User, clerk.id).memberships[0],
            by=clerk.id,
            at=clock.now(),
            on=clock.now().date() - timedelta(days=1),
        )
    page = admin.get("/akun").text
    assert page.count("Sekretariat, Dinas Contoh") == 20
    assert "Perangkat daerah, Dinas Contoh" not in page
    assert count_statements(app, admin, "/akun") <= 5


def test_the_list_says_how_each_account_stands_and_narrows_by_it(session, admin, clerk):
    with write(session):
        make_user(session, Role.LEADER, name="Belum Membuka", password_hash=None)
        make_user(session, name="Sudah Pergi", active=False)
    page = admin.get("/akun").text
    for words in ("Tautan belum dipakai", "Nonaktif", "belum pernah masuk", "belum memiliki peran"):
        assert words in page
    assert "masuk terakhir" in page, "the admin has just signed in"
    for query, name in (
        ("keadaan=belum-dibuka", "Belum Membuka"),
        ("keadaan=nonaktif", "Sudah Pergi"),
        ("peran=leader", "Belum Membuka"),
        ("peran=agency&keadaan=aktif", clerk.name),
    ):
        shown = admin.get(f"/akun?{query}").text.partition("<main")[2]
        others = {"Belum Membuka", "Sudah Pergi", clerk.name} - {name}
        assert name in shown, query
        assert not [other for other in others if other in shown], query
    assert clerk.name in admin.get("/akun?peran=ngawur&keadaan=x").text


def test_the_list_goes_on_after_fifty(session, admin):
    with write(session):
        for number in range(60):
            make_user(session, login=f"zz{number:02}", name=f"Nomor {number:02}")
    first = admin.get("/akun").text
    following = re.findall(r'rel="next" href="([^"]+)"', first)[0].replace("&amp;", "&")
    second = admin.get(following).text
    names = re.findall(r"Nomor \d\d", first) + re.findall(r"Nomor \d\d", second)
    assert sorted(names) == [f"Nomor {number:02}" for number in range(60)]
