"""The template of messages: any gateway's JSON, which no text can break out of."""

import json

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, someone
from tracker.models.errors import Conflict, DomainError
from tracker.models.message_templates import (
    DEFAULT,
    PLACES,
    filled,
    message_template,
    save_message_template,
)

META = """{"messaging_product": "whatsapp", "to": "{to}", "type": "text",
           "text": {"preview_url": false, "body": "{subject}: {text} {url}"},
           "tags": ["{id}", 1]}"""


def test_every_place_is_filled_wherever_it_stands() -> None:
    values = {place: f"<{place}>" for place in PLACES}
    body = json.loads(filled(META, values))
    assert body["to"] == "<to>"
    assert body["text"] == {"preview_url": False, "body": "<subject>: <text> <url>"}
    assert body["tags"] == ["<id>", 1]


def test_no_text_breaks_out_of_its_place() -> None:
    hostile = '", "to": "+1", "x": "\\ \r\n\x00 {id} \u2028'
    body = json.loads(filled(DEFAULT, {**dict.fromkeys(PLACES, ""), "text": hostile}))
    assert body == {"to": "", "message": f"{hostile}\n\n", "id": ""}


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("", "bad_template"),
        ('{"to": "{to}"', "bad_template"),
        ('{"to": {to}}', "bad_template"),
        ('["{to}"]', "bad_template"),
        ("[" * 100_000, "bad_template"),
        ('{"to": "{nomor}"}', "unknown_place"),
    ],
)
def test_a_template_that_cannot_be_filled_is_refused(session, template, code) -> None:
    with pytest.raises(DomainError) as refused:
        save_message_template(session, template, by=someone(session), at=NOW, version=0)
    assert (refused.value.code, refused.value.field) == (code, "template")
    assert message_template(session) == (DEFAULT, 0)


def test_it_is_saved_over_what_was_read(session: Session) -> None:
    by = someone(session)
    save_message_template(session, META, by=by, at=NOW, version=0)
    assert message_template(session) == (META, 1)
    with pytest.raises(Conflict):
        save_message_template(session, DEFAULT, by=by, at=NOW, version=7)
