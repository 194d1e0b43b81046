"""Every text field has an end, and says so in a sentence; nothing is cut off in silence."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from tests.factories import make_meeting, make_user
from tracker.infra.db import write
from tracker.models.agenda import AgendaItem
from tracker.models.attendances import Attendance
from tracker.models.organisations import Organisation
from tracker.models.users import Role
from tracker.web import forms
from tracker.web.forms.base import Form
from tracker.web.forms.drafts import DraftForm
from tracker.web.forms.take_overs import TakeOverForm

OVER = ("x " * 6_000, "x " * 150_000)  # the short one is too long for nearly all
READ_AS_A_WHOLE = {(DraftForm, "text"), (TakeOverForm, "text")}  # as much as a form


def every_form() -> Iterator[type[Form]]:
    for module in iter_modules(forms.__path__):
        import_module(f"{forms.__name__}.{module.name}")
    waiting = [Form]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith(forms.__name__):
            yield form


def text_fields() -> list[tuple[type[Form], str]]:
    return [
        (form, field.name)
        for form in every_form()
        for field in form()
        if isinstance(field, StringField) and (form, field.name) not in READ_AS_A_WHOLE
    ]


def test_no_text_field_takes_any_amount_of_text(app: Flask):
    with app.test_request_context():
        fields = text_fields()
        for form, name in fields:
            errors = next(filter(None, (refusal(form, name, text) for text in OVER)), [])
            assert errors, f"{name} of {form.__name__} takes any amount"
            assert not [said for said in errors if "Field" in said], (form, name)
    assert len(fields) > 50


def refusal(form: type[Form], name: str, text: str) -> list[str]:
    """What is said of a text in a field; nothing when it is taken."""
    filled = form(MultiDict({name: text}))
    field, own_rule = filled[name], getattr(form, f"validate_{name}", None)
    field.validate(filled, [own_rule] if own_rule else [])
    return [str(said) for said in field.errors]


@pytest.fixture
def meeting(session, office):
    with write(session):
        return make_meeting(session, office.unit)


@pytest.mark.parametrize(
    ("part", "noun", "row"),
    [
        ("agenda", AgendaItem, "a" * 301),
        ("kehadiran", Attendance, f"Sri; {'b' * 301}; Dinas Sosial"),
    ],
)
def test_a_line_too_long_is_told_not_cut(session, client_for, office, meeting, part, noun, row):
    path = f"/rapat/{meeting.id}/{part}/baru?sekaligus=1"
    typed = {"version": "0", "text": f"Pembukaan\n{row}"}
    answer = client_for(office.secretariat).post(path, data=typed)
    assert answer.status_code == 422
    assert "Baris 2 terlalu panjang." in answer.text
    assert row in answer.text
    assert session.scalar(select(func.count()).select_from(noun)) == 0


@pytest.mark.parametrize(
    ("aliases", "said"),
    [
        ("\n".join(f"Sebutan {n}" for n in range(101)), "paling banyak 100 sebutan"),
        ("Disnaker\n" + "x" * 301, "Ada sebutan yang terlalu panjang."),
    ],
)
def test_an_organisation_has_a_reasonable_number_of_short_names(
    session, client_for, office, aliases, said
):
    with write(session):
        admin = make_user(session, Role.ADMIN)
    before = session.scalar(select(func.count()).select_from(Organisation))
    data = {"version": "0", "code": "baru", "name": "Dinas Baru", "short_name": "Disbar"}
    posted = {**data, "kind": "department", "aliases": aliases}
    answer = client_for(admin).post("/instansi/baru", data=posted)
    assert answer.status_code == 422
    assert said in answer.text
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Organisation)) == before


def test_a_search_too_long_is_told_so(client_for, office):
    answer = client_for(office.secretariat).get("/pencarian", query_string={"q": "rapat " * 60})
    assert "Terlalu panjang. Tulis paling banyak 300 karakter." in answer.text


@pytest.mark.parametrize(("size", "status"), [(1_900_000, 422), (2_100_000, 413)])
def test_more_than_two_megabytes_of_words_are_not_taken_in(client_for, office, size, status):
    posted = {"text": "x" * size, "organising_unit_id": str(office.unit.id)}
    answer = client_for(office.secretariat).post("/tempel-naskah", data=posted)
    assert answer.status_code == status
    said = {422: "Naskah melebihi 200 kB", 413: "teks dalam satu formulir paling banyak 2 MB"}
    assert said[status] in answer.text


def test_what_is_too_large_is_told_the_limit_and_led_back_to_its_form(session, client_for, office):
    with write(session):
        path = f"/rapat/{make_meeting(session, office.unit).id}/lampiran"
    client = client_for(office.secretariat)
    assert "paling banyak 20 MB sekali kirim" in client.get(path).text
    form = f"http://127.0.0.1:8000{path}"
    for told, way in ((form, form), ("https://jahat.example/", "/"), (None, "/")):
        answer = client.post(
            path,
            data=bytes(22 * 1024 * 1024),
            content_type="multipart/form-data; boundary=X",
            headers={"Referer": told} if told else {},
            token=False,
        )
        assert answer.status_code == 413
        assert "Sekali kirim paling banyak 20 MB" in answer.text
        assert f'<a class="button button-secondary" href="{way}">' in answer.text


def test_who_has_to_give_a_file_again_is_told_so(session, client_for, office):
    with write(session):
        path = f"/rapat/{make_meeting(session, office.unit).id}/lampiran"
    answer = client_for(office.secretariat).post(path, data={"kind": "photo"})
    assert answer.status_code == 422
    assert "Yang sudah Anda ketik tetap ada; berkas perlu dipilih lagi." in answer.text


def test_words_beside_a_file_are_no_longer_than_others(client_for, office):
    text = b'--X\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"x" * 2_100_000
    answer = client_for(office.secretariat).post(
        "/tempel-naskah",
        data=text + b"\r\n--X--\r\n",
        content_type="multipart/form-data; boundary=X",
        token=False,
    )
    assert answer.status_code == 413
