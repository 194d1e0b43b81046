"""Who may come to every address of the application, asked for in earnest.

The table below is the whole truth: an address without a line fails, and so does a line that says
something else than the application answers.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.web.conftest import PageRules, StrictClient
from tests.world import World, build
from tests.world_house import BASE_URL, RECORDED, REPORTED, SECRET, SECRET_KEY
from tracker.app import create_app
from tracker.config import Settings
from tracker.infra import clock
from tracker.infra.db import db, make_sessions, write
from tracker.infra.migrate import upgrade
from tracker.infra.orm import Base
from tracker.infra.storage import open_store
from tracker.models.sign_ins import start_sign_in
from tracker.models.users import User

COLUMNS = ("own", "inv", "oth", "uni", "els", "hea", "sek", "awa", "adm")
SIGNED_OUT = ("nobody", "shut")
ABSENT = 2_000_000_000
CELLS = {403: "-", 404: "."}
LET_IN = {200, 302, 303, 400, 409, 422}  # from 400 on: let in, but nothing sensible was posted
# All that is stored, but for who was there: last seen, tried in vain to sign in, read what.
STORED = [
    select(*(column for column in table.c if column.name != "seen_at"))
    for table in Base.metadata.sorted_tables
    if table.name not in {"sign_in_attempts", "readings", "notice_readings"}
]


@dataclass(frozen=True)
class Line:
    """One address of rights.txt with its answers by column; none where it is public."""

    method: str
    path: str
    posted: dict[str, str]
    answers: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def read_lines() -> list[Line]:
    text = (Path(__file__).parent / "rights.txt").read_text()
    return [_line(row.split()) for row in text.splitlines() if row and not row.startswith("#")]


def _line(words: list[str]) -> Line:
    if words[0] == "public":
        return Line(words[1], words[2], {}, {})
    posted = dict(word.split("=") for word in words[2:-4])
    cells = "".join(words[-4:])
    return Line(words[0], words[1], posted, dict(zip(COLUMNS, cells, strict=True)))


LINES = read_lines()
CLOSED = [line for line in LINES if line.answers]
# Addresses of things that hang on a meeting, and so on its class.
CLASSED = [
    line
    for line in CLOSED
    if re.match(
        r"/(pemberitahuan|rapat|naskah|berkas|tindak|tugas|verifikasi|daftar-parkir|ambil-alih)\S*{",
        line.path,
    )
]
MEETINGS = ("rapat", "draf", "undang", "terkirim", "diajukan", "sah", "ambil_alih", "terhalang")


def every(lines: list[Line]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("line", lines, ids=str)


# --- the table is complete and true


def test_every_address_stands_in_the_table(site):
    addresses = site.app.url_map.bind("127.0.0.1")
    known = set()
    for line in LINES:
        path = line.path.format(**site.world.open)
        known.add((addresses.match(path, line.method)[0], line.method))
    all_of_them = {
        (rule.endpoint, method)
        for rule in site.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert known == all_of_them


@every(CLOSED)
def test_everybody_is_answered_as_the_table_says_and_told_no_secret(site, line):
    answers = {}
    for who in sorted(COLUMNS, key=lambda who: line.answers[who] != "+"):
        answer = site.ask(who, line)
        status = answer.status_code
        assert status in CELLS or status in LET_IN, (who, status)
        answers[who] = CELLS.get(status, "+")
        if line.method == "POST" and status not in CELLS:
            site.restore()
        if line.method == "GET":
            tells_no_more(who, answer.get_data().decode(errors="replace"))
    assert answers == line.answers
    site.put_back(unchanged=True)


def tells_no_more(who: str, page: str) -> None:
    """Nobody reads of secret meetings; agencies not what is being written, nor of each other."""
    assert SECRET not in page, who
    assert RECORDED not in page or who in {"uni", "els"}, who
    assert REPORTED not in page or who not in {"inv", "oth", "adm", "awa"}, who


def test_whoever_is_not_signed_in_is_sent_to_sign_in(site):
    sent = {}
    for line in CLOSED:
        answers = [site.ask(who, line) for who in SIGNED_OUT]
        sent[str(line)] = {(a.status_code, (a.location or "").split("?")[0]) for a in answers}
        site.put_back(unchanged=True)
    assert sent == {str(line): {(303, "/masuk")} for line in CLOSED}


def test_what_is_public_asks_nobody_who_he_is(site):
    for line in LINES:
        if not line.answers:
            for who in (*SIGNED_OUT, *COLUMNS):
                answer = site.ask(who, line)
                assert answer.status_code in LET_IN, (who, line)
                assert not (answer.location or "").startswith("/masuk"), (who, line)
            site.put_back(unchanged=True)


# --- what is secret does not exist


@every(CLASSED)
def test_the_things_of_a_secret_meeting_look_like_none_at_all(site, line):
    none_at_all = dict.fromkeys(site.world.secret, ABSENT)
    for who in COLUMNS:
        secret, absent = (site.ask(who, line, t) for t in (site.world.secret, none_at_all))
        assert secret.status_code == absent.status_code
        assert secret.status_code in CELLS
        assert bare(secret) == bare(absent)
    site.put_back(unchanged=True)


def test_what_belongs_to_another_meeting_is_not_found_under_this_one(site):
    """Not even by who may see both; but what is parked belongs to the series."""
    mixed = {**site.world.secret, **{name: site.world.open[name] for name in MEETINGS}}
    for line in CLASSED:
        if re.match(rf"/\w+/{{({'|'.join(MEETINGS)})}}.*{{", line.path):
            both = () if "/daftar-parkir/" in line.path else ("named",)
            for who in (*COLUMNS, *both):
                assert site.ask(who, line, mixed).status_code in CELLS, (who, line)
            site.put_back(unchanged=True)


def test_whoever_is_on_the_list_has_the_rights_of_his_office(site):
    answers, table = {}, {}
    for line in CLASSED:
        if "/akses" not in line.path:
            status = site.ask("named", line, site.world.secret).status_code
            answers[str(line)] = CELLS.get(status, "+")
            table[str(line)] = line.answers["uni"]
            site.put_back(unchanged=answers[str(line)] != "+")
    assert answers == table


def test_only_whoever_is_on_the_list_sees_the_list(site):
    page = next(line for line in CLASSED if str(line) == "GET /rapat/{rapat}/akses")
    assert site.ask("named", page, site.world.secret).status_code == 200


def test_searching_for_the_secret_finds_nothing(site):
    for path in ("/pencarian?q=senyap", "/rapat?q=senyap", "/tindak-lanjut?q=senyap&keadaan="):
        line = Line("GET", path, {}, {})
        assert SECRET in site.ask("named", line).text.replace(path, "")
        for who in COLUMNS:
            assert SECRET not in site.ask(who, line).text


def bare(answer: TestResponse) -> str:
    """A page without what is new on each: nonces, tokens."""
    return re.sub(r'(nonce|content|value)="[^"]*"', "", answer.text)


# --- the house


class Site:
    """The application over a database that can be put back to how it was at first."""

    def __init__(self, app: Flask, world: World, cookies: dict[str, str], engine: Engine) -> None:
        self.app, self.world = app, world
        self._engine, self._path = engine, Path(engine.url.database or "")
        self._known = {who: self._arrive(cookies.get(who)) for who in (*cookies, "nobody")}
        self._first = self.rows()
        engine.dispose()
        self._kept = shutil.copyfile(self._path, self._path.with_name("kept.sqlite3"))
        self._watch = self._engine.raw_connection()
        self._seen = self._version()

    def ask(self, who: str, line: Line, things: dict[str, object] | None = None) -> TestResponse:
        """Who as in the table; things: what stands for {names}, the open ones if not given."""
        client = self.app.test_client()
        cookie, token = self._known[who]
        client.set_cookie("rakor", cookie, domain="127.0.0.1")
        data = {**line.posted, "csrf_token": token} if line.method == "POST" else None
        path = line.path.format(**(things or self.world.open))
        return client.open(path, method=line.method, data=data, token=False, buffered=True)

    def put_back(self, *, unchanged: bool) -> None:
        """As it was at first; fails when something changed that should not have."""
        if self._version() == self._seen:
            return
        self._seen = self._version()
        if self.rows() != self._first:
            self.restore()
            assert not unchanged, "something was stored"

    def rows(self) -> list[list[tuple[object, ...]]]:
        with self._engine.connect() as connection:
            return [[tuple(row) for row in connection.execute(rows)] for rows in STORED]

    def restore(self) -> None:
        self.close()
        for leftover in self._path.parent.glob(f"{self._path.name}-*"):
            leftover.unlink()
        shutil.copyfile(self._kept, self._path)
        self._watch = self._engine.raw_connection()
        self._seen = self._version()

    def close(self) -> None:
        self._watch.close()
        self._engine.dispose()

    def _version(self) -> int:
        """Another one as soon as anything is stored; what it was takes reading every row."""
        cursor = self._watch.cursor()
        cursor.execute("PRAGMA data_version")
        return int(cursor.fetchall()[0][0])

    def _arrive(self, cookie: str | None) -> tuple[str, str]:
        """The cookie of somebody who has seen a page already, and the token of his forms."""
        client = self.app.test_client()
        if cookie:
            client.set_cookie("rakor", cookie, domain="127.0.0.1")
        token = PageRules(client.get("/periksa").text).token
        seen = client.get_cookie("rakor", domain="127.0.0.1")
        assert seen is not None
        return seen.value, token


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory, engine_of: Callable[[str], Engine]
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("house")
    folder.chmod(0o700)
    certificate = folder / "kantor.p12"
    certificate.touch(mode=0o600)
    settings = Settings(
        base_url=BASE_URL,
        secret_key=SECRET_KEY,
        data_dir=folder,
        database_url=f"sqlite:///{folder / 'rakor.sqlite3'}",
        store_url=f"file://{folder / 'store'}",
        signer="local",
        signer_p12=certificate,
    )
    engine = engine_of(settings.database_url)
    upgrade(engine)
    with make_sessions(engine)() as session, write(session):
        world = build(session, open_store(settings.store_url))
        tokens = {name: _sign_in(session, user) for name, user in world.users.items()}
        shut, by = session.get_one(User, world.users["shut"]), world.users["adm"]
        shut.deactivate(by=by, at=clock.now(), on=clock.today(settings.zone))
    app = create_app(settings)
    app.test_client_class = StrictClient
    with app.app_context():
        cast(dict[str | None, Engine], db.engines)[None] = engine
    sealer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert sealer is not None
    cookies = {name: str(sealer.dumps({"_user_id": token})) for name, token in tokens.items()}
    site = Site(app, world, cookies, engine)
    yield site
    site.close()


def _sign_in(session: Session, user_id: int) -> str:
    user = session.get_one(User, user_id)
    return start_sign_in(session, user, at=clock.now(), device="uji", network="127.0.0.1")
