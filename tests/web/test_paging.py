"""The address of a next page is only text that anybody may rewrite."""

import base64
import json

import pytest

from tests.factories import make_user
from tests.web.office import open_office
from tracker.infra.db import write
from tracker.models.users import Role

LISTS = {
    "secretariat": ("/rapat", "/tindak-lanjut", "/verifikasi"),
    "agency": ("/tugas",),
    "admin": ("/akun", "/instansi", "/jabatan", "/pejabat", "/masa-jabatan"),
}
HUGE = 2**70
REWRITTEN = [
    *([None, -HUGE], ["2025-01-01", -HUGE], ["2025-01-01", HUGE], [0, "2025-01-01", -HUGE]),
    *([-HUGE, "2025-01-01", 1], ["2025-01-01T00:00:00+00:00", -HUGE]),
    *(["0001-01-01T00:00:00+14:00", 1], ["9999-12-31T23:59:59-14:00", 1], ["0000-00-00", 1]),
    *(["\ud800"], ["\ud800", 1], ["a\x00b"], ["a\x00b", 1]),
    *([{}], [{}, 1], [[], 1], [True, True], [1.5, 1], [float("nan"), 1], [[[]]] * 3),
]


@pytest.fixture
def clients(session, client_for):
    office = open_office(session)
    with write(session):
        admin = make_user(session, Role.ADMIN)
    return {
        "secretariat": client_for(office.secretariat),
        "agency": client_for(office.agency_user),
        "admin": client_for(admin),
    }


@pytest.mark.parametrize(
    ("who", "path"), [(w, path) for w, paths in LISTS.items() for path in paths]
)
def test_a_rewritten_place_breaks_no_list(clients, who, path):
    for values in REWRITTEN:
        place = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
        answer = clients[who].get(path, query_string={"setelah": place})
        assert answer.status_code == 200, values
