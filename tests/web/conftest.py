"""A strict browser for the in-process tests: it signs in for real and reads every page it gets."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Any, cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.test import TestResponse

from tests.factories import make_user
from tests.web.office import Office, OpenedOffice, SignIn, open_office
from tracker.app import create_app
from tracker.config import Settings
from tracker.infra import clock
from tracker.infra.db import db, write
from tracker.models.sign_ins import start_sign_in
from tracker.models.users import Role, User

VOID = {"meta", "link", "input", "img", "br", "hr", "source", "use", "path", "col", "wbr"}


@pytest.fixture
def app(settings: Settings, engine: Engine, app_of: Callable[[Settings], Flask]) -> Flask:
    app = app_of(settings)
    with app.app_context():
        cast(dict[str | None, Engine], db.engines)[None] = engine  # one for all tests, warm
    return app


@pytest.fixture(scope="session")
def app_of() -> Callable[[Settings], Flask]:
    """One application for equal settings: it remembers nothing that is not in its installation."""

    @cache
    def app_of(settings: Settings) -> Flask:
        app = create_app(settings)
        app.test_client_class = StrictClient
        return app

    return app_of


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def client_for(app: Flask, sessions: sessionmaker[Session]) -> SignIn:
    """A browser signed in as this user, through a real sign-in row."""

    def sign_in(user: User) -> FlaskClient:
        with sessions() as session, write(session):
            known = session.get_one(User, user.id)
            token = start_sign_in(session, known, at=clock.now(), device="uji", network="127.0.0.1")
        client = app.test_client()
        with client.session_transaction(base_url="http://127.0.0.1:8000") as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return client

    return sign_in


@pytest.fixture
def office(session: Session, request: pytest.FixtureRequest) -> Office:
    if session.get_bind().dialect.name == "sqlite":
        opened: OpenedOffice = request.getfixturevalue("opened_office")
        return opened.enter(session)
    return open_office(session)


@pytest.fixture
def first_database(template_database: str, request: pytest.FixtureRequest) -> str:
    """Without rows, or with the office where it is asked for: it is opened once for all tests."""
    if "office" in request.fixturenames and template_database.startswith("sqlite"):
        opened: OpenedOffice = request.getfixturevalue("opened_office")
        return opened.url
    return template_database


@pytest.fixture(scope="session")
def opened_office(new_engine: Callable[[], Engine]) -> OpenedOffice:
    return OpenedOffice(new_engine())


@pytest.fixture
def secretariat(client_for: SignIn, office: Office) -> FlaskClient:
    return client_for(office.secretariat)


@pytest.fixture
def admin(session: Session, client_for: SignIn) -> FlaskClient:
    """Who keeps the registers."""
    with write(session):
        user = make_user(session, Role.ADMIN)
    return client_for(user)


class StrictClient(FlaskClient):
    """Follows the house rules: every page parses, has one h1, and every form carries its token.

    Posts get a real token from the sign-in page unless `token=False`.
    """

    _known: tuple[str | None, str] = (None, "")  # the session, and its token

    def open(self, *args: Any, token: bool = True, **kwargs: Any) -> TestResponse:
        if kwargs.get("method") == "POST" and token:
            kwargs["data"] = {**(kwargs.get("data") or {}), "csrf_token": self._token()}
        kwargs.setdefault("base_url", "http://127.0.0.1:8000")
        response = super().open(*args, **kwargs)
        whole_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
        if whole_page and not kwargs.get("headers", {}).get("HX-Request"):
            _keep_to_rules(re.sub(r'(nonce|content|value)="[^"]+"', r'\1="…"', response.text))
        return response

    def _token(self) -> str:
        """Of the sign-in page; read again only when the session has become another."""
        session, token = self._known
        if session is None or session != self._session():
            token = PageRules(super().open("/periksa", base_url="http://127.0.0.1:8000").text).token
            self._known = self._session(), token
        return token

    def _session(self) -> str | None:
        cookie = self.get_cookie("rakor", domain="127.0.0.1")
        return cookie.value if cookie else None


@lru_cache(maxsize=64)
def _keep_to_rules(page: str) -> None:
    """A page that differs from one that was checked by its tokens only is checked with it."""
    PageRules(page).check()


class PageRules(HTMLParser):
    """What every page of ours keeps to; `check` raises AssertionError naming the broken rule."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.token = ""
        self._open: list[str] = []
        self._ids: list[str] = []
        self._h1 = self._title = ""
        self._headings = 0
        self._forms: list[bool] = []
        self._problems: list[str] = []
        self.feed(html)
        self.close()

    def check(self) -> None:
        assert not self._problems, self._problems
        assert not self._open, f"never closed: {self._open}"
        assert self._headings == 1, f"{self._headings} h1"
        assert self._h1.strip() in self._title, f"title {self._title!r} says not {self._h1!r}"
        assert len(self._ids) == len(set(self._ids)), f"ids used twice: {sorted(self._ids)}"
        assert all(self._forms), "a POST form without its token"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID:
            self._open.append(tag)
        if values.get("id"):
            self._ids.append(str(values["id"]))
        if tag == "h1":
            self._headings += 1
        if tag == "form" and (values.get("method") or "get").lower() == "post":
            self._forms.append(False)
        if tag == "meta" and values.get("name") == "csrf-token":
            self.token = values.get("content") or ""
        if tag == "input" and values.get("name") == "csrf_token" and self._forms:
            self._forms[-1] = True
        self._refuse_inline(tag, values)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self._open or self._open.pop() != tag:
            self._problems.append(f"</{tag}> closes something else")

    def handle_data(self, data: str) -> None:
        if "h1" in self._open:
            self._h1 += data
        if "title" in self._open and "svg" not in self._open:
            self._title += data

    def _refuse_inline(self, tag: str, values: dict[str, str | None]) -> None:
        for name in values:
            if name == "style" or name.startswith("on"):
                self._problems.append(f"inline {name} on <{tag}>")
        if tag == "script" and not (values.get("src") and values.get("nonce")):
            self._problems.append("a script without address or nonce")
        if tag == "style":
            self._problems.append("an inline style sheet")
