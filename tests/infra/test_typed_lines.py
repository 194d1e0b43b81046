"""What is typed at the desk comes back as it was typed, and formats it cannot show stay."""

import random

import pytest

from tracker.infra.text import rich_text
from tracker.infra.typed_lines import taken_apart, typed_body

TABLE = "<table><tbody><tr><td><p>a</p></td></tr></tbody></table>"


@pytest.mark.parametrize(
    "text",
    [
        "Satu",
        "Satu\nDua\n\nTiga\n\n\n\nEmpat\n\n\nLima\n",
        "  - butir\n      lanjutan\tkolom  \n",
        "\n\nDimulai dengan baris kosong",
        "<b>bukan tebal</b> & &amp; &lt; \" ' </textarea><script>alert(1)</script>",
        "Nama: kata\u00a0kata … “kutipan”",
    ],
)
def test_lines_come_back_as_they_were_typed(text: str):
    body = typed_body("", text)
    assert taken_apart(body) == ("", text)
    assert rich_text(body, plain=False) == body


def test_any_lines_come_back_as_they_were_typed():
    dice = random.Random(3)
    for _ in range(300):
        text = "x" + "".join(dice.choice(["\n", " ", "a", "<", "&", "é", "\t"]) for _ in range(40))
        assert taken_apart(typed_body("", text)) == ("", text)


def test_line_ends_of_any_system_are_one_and_nothing_unseen_stays():
    assert taken_apart(typed_body("", "a\r\nb\rc\u202e\x00d"))[1] == "a\nb\nc d"


@pytest.mark.parametrize("text", ["", "  ", "\n\n\n"])
def test_without_words_nothing_is_written(text: str):
    assert typed_body("", text) == ""


@pytest.mark.parametrize(
    ("body", "head", "text"),
    [
        ("<p>a</p><p>b<br>c</p>", "", "a\n\nb\nc"),
        (f"<p>a</p>{TABLE}<p>b</p>", f"<p>a</p>{TABLE}", "b"),
        (TABLE, TABLE, ""),
        ("<p><strong>a</strong></p><p>b</p>", "<p><strong>a</strong></p>", "b"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>", ""),
        ("<blockquote><p>a</p></blockquote>", "<blockquote><p>a</p></blockquote>", ""),
        ("a<p>b</p>", "a", "b"),
        ("lepas</p>", "lepas</p>", ""),
        ("", "", ""),
    ],
)
def test_formats_that_lines_cannot_say_stay_in_the_head(body: str, head: str, text: str):
    assert taken_apart(body) == (head, text)


def test_typing_below_a_table_leaves_the_table_alone():
    head, _ = taken_apart(f"<p>a</p>{TABLE}<p>b</p>")
    assert typed_body(head, "baru\nlagi") == f"<p>a</p>{TABLE}<p>baru<br>lagi</p>"
    assert typed_body(head, "") == head
