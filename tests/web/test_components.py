"""The page frame and its components keep their promises, whatever the page says in them."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.web.gallery.app import ERRORS, PAGES, create_gallery
from tests.web.gallery.forms import MeetingForm, UpdateForm

ADDRESSES = [
    *(f"/{page}" for page in PAGES),
    "/masuk",
    *(f"/galat/{code}" for code in ERRORS),
    *(f"/galat-dalam/{code}" for code in ERRORS),
]
HOSTILE = "<script>alert(1)</script>\"'&"
DAY = date(2025, 9, 18)
PARTS = {"verified": 1, "awaiting": 0, "overdue": 0, "other": 0}


class Page(HTMLParser):
    """The tags of a page, and the text of its h1 and title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: dict[str, str] = {"h1": "", "title": ""}
        self._open = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag

    def handle_data(self, data: str) -> None:
        if self._open in self.words:
            self.words[self._open] += data

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]

    def by_id(self, wanted: str) -> dict[str, str | None]:
        return next(attributes for _, attributes in self.tags if attributes.get("id") == wanted)


@pytest.fixture(scope="module")
def gallery() -> Flask:
    return create_gallery()


@pytest.fixture
def client(gallery: Flask) -> FlaskClient:
    return gallery.test_client()


@pytest.fixture(params=ADDRESSES)
def page(request: pytest.FixtureRequest, client: FlaskClient) -> Page:
    answer = client.get(request.param)
    assert answer.status_code == int((re.findall(r"\d+", request.param) or ["200"])[0])
    return Page(answer.text)


def test_title_of_the_window_and_of_the_page_are_the_same_words(page: Page):
    assert len(page.all("h1")) == 1
    assert page.words["h1"]
    assert page.words["title"] == f"{page.words['h1']} · Rakor"


def test_every_id_is_there_once_and_every_reference_finds_its_own(page: Page):
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        named = f"{attributes.get('for') or ''} {attributes.get('aria-describedby') or ''}"
        assert set(named.split()) <= set(ids)
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids


def test_nothing_stands_inline_that_the_policy_refuses(page: Page):
    assert not page.all("style")
    assert all(script.get("nonce") and script.get("src") for script in page.all("script"))
    for _, attributes in page.tags:
        assert not [name for name in attributes if name == "style" or name.startswith("on")]


def test_no_browser_cuts_pasted_text_without_a_word(page: Page):
    assert [attributes for _, attributes in page.tags if "maxlength" in attributes] == []


def test_every_post_form_carries_its_token(page: Page):
    posts = [form for form in page.all("form") if form.get("method") == "post"]
    tokens = [field for field in page.all("input") if field.get("name") == "csrf_token"]
    assert len(tokens) == len(posts)


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_says_what_happened_what_was_kept_and_what_to_do(client: FlaskClient, code: int):
    text = client.get(f"/galat/{code}").text
    told = re.findall(r"<p>(.+?)</p>", text)
    assert len(told) == 2
    assert all(sentence.endswith(".") for sentence in told)


def test_a_refused_form_keeps_what_was_typed_and_points_to_each_field(client: FlaskClient):
    text = client.get("/wrong").text
    page = Page(text)
    assert 'href="#subject"' in text
    assert "Isi judul rapat." in text
    assert page.by_id("subject")["aria-invalid"] == "true"
    assert page.by_id("subject")["aria-describedby"] == "subject-hint subject-error"
    assert page.by_id("agenda-0-title")["value"] == "Paparan capaian"
    assert 'href="#agenda-0-title"' in text
    assert "&lt;p&gt;Tetap &lt;strong&gt;ada&lt;/strong&gt;&lt;/p&gt;" in text


def test_a_date_is_said_with_its_weekday(client: FlaskClient):
    assert "Kamis, 18 September 2025" in client.get("/form").text


def test_editor_takes_sanitised_html_beside_the_plain_words(gallery: Flask):
    form = MeetingForm(data={"notes": "Isi", "notes_format": "plain"})
    area = Page(
        draw(gallery, "editor(form.notes, form.notes_format, html='<p>Isi</p>')", form=form)
    )
    assert area.by_id("notes")["data-html"] == "<p>Isi</p>"
    posted = MeetingForm(MultiDict({"notes": "<p>Baru</p>", "notes_format": "html"}))
    area = Page(
        draw(gallery, "editor(form.notes, form.notes_format, html='<p>Isi</p>')", form=posted)
    )
    assert "data-html" not in area.by_id("notes")


@pytest.mark.parametrize(
    "drawing",
    [
        "row('/', text, [text], {'label': text, 'mark': '!', 'tone': 'late'}, text, text)",
        "empty(text, text, text)",
        "fact(text, text)",
        "moment(text, text, text, text)",
        "figure(text, text, text, url=text)",
        "confirm(text, text, text, text, [text])",
        "progress(text, text, estimate=text, cancel_url=text)",
        "shares([dict(parts, label=text, url=text)], text, text)",
        "trend([{'on': day, 'value': 1.0, 'text': text, 'label': text}], text)",
        "field(form.note, hint=text)",
        "error_summary(form)",
    ],
)
def test_hostile_words_stay_words(gallery: Flask, drawing: str):
    form = UpdateForm(MultiDict({"note": HOSTILE, "state": HOSTILE}))
    form.validate()
    form.form_errors.append(HOSTILE)
    html = draw(gallery, drawing, form=form)
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert 'alert(1)</script>"' not in html


def draw(gallery: Flask, drawing: str, **values: object) -> str:
    """One component alone, drawn as a page would draw it."""
    macro = drawing.split("(", 1)[0]
    file = {
        **dict.fromkeys(("row", "empty"), "list"),
        **dict.fromkeys(("field", "editor", "error_summary"), "form"),
        **dict.fromkeys(("shares", "trend"), "bars"),
        "fact": "facts",
        "moment": "timeline",
        "figure": "figures",
    }.get(macro, macro)
    source = f"{{% from 'components/{file}.html' import {macro} %}}{{{{ {drawing} }}}}"
    with gallery.test_request_context():
        return render_template_string(source, text=HOSTILE, day=DAY, parts=PARTS, **values)
