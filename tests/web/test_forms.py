"""A form takes words where words belong and files where files belong, whatever is sent."""

import io

import pytest

from tests.factories import make_user
from tests.web.office import open_office
from tracker.infra.db import write
from tracker.models.users import Role


def file():
    return (io.BytesIO(b"isi berkas"), "nama.txt")


@pytest.mark.parametrize("field", ["login", "password", "next"])
def test_a_file_does_not_sign_in(client, field):
    data = {"login": "siapa", "password": "rahasia", field: file()}
    assert client.post("/masuk", data=data).status_code == 422


@pytest.mark.parametrize("field", ["subject", "starts_on", "start_time", "chair", "version"])
def test_a_file_is_no_answer_to_a_question(session, client_for, field):
    client = client_for(open_office(session).secretariat)
    data = {"version": "0", "subject": "Rapat uji", field: file()}
    assert client.post("/rapat/baru", data=data).status_code == 422


@pytest.mark.parametrize("field", ["code", "aliases", "employee_number"])
def test_a_file_is_no_name_in_a_register(session, client_for, field):
    with write(session):
        user = make_user(session, Role.ADMIN)
    admin = client_for(user)
    for path in ("/instansi/baru", "/pejabat/baru"):
        assert admin.post(path, data={"version": "0", field: file()}).status_code == 422


def test_words_are_no_file(session, client_for):
    client = client_for(open_office(session).secretariat)
    answer = client.post("/tempel-naskah", data={"text": "", "file": "bukan berkas"})
    assert answer.status_code == 422
