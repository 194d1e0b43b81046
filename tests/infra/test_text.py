"""Text people type or paste is hostile until it has been through here."""

import pytest

from tracker.infra.text import TooComplex, clean_line, clean_lines, plain_text, rich_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Rapat \t koordinasi \n UCJ ", "Rapat koordinasi UCJ"),
        ("a\x00b\x07c\x1b[31m", "a b c [31m"),
        ("Ralat\r\nTo: semua@example.id", "Ralat To: semua@example.id"),
        ("nota\u202exslx.exe", "notaxslx.exe"),  # would be read as noteexe.xlsx
        ("\u200eLRM\u200f \u061cALM \u2066isolat\u2069", "LRM ALM isolat"),
        ("pekerja\u200b ren\u00adtan\ufeff", "pekerja rentan"),
        ("baris\u2028baru", "baris baru"),
        ("Cafe\u0301", "Café"),
        ("\ud800tunggal", "\ufffdtunggal"),
        ("“Kutipan” – bagian’ 23,86%", "“Kutipan” – bagian’ 23,86%"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # escaped where it is shown
    ],
)
def test_a_line_is_one_line_without_anything_unseen(typed: str, kept: str):
    assert clean_line(typed) == kept
    assert clean_line(kept) == kept


def test_lines_keep_their_ends_and_lose_what_cannot_be_seen():
    assert clean_lines("\r\nSatu  \rDua\x00\r\n\r\n Tiga \n") == "Satu\nDua\n\n Tiga"


def test_plain_text_becomes_paragraphs():
    html = rich_text("Pembukaan.\nOleh <b>Asisten</b>\n\n\nPenutup & doa", plain=True)
    assert html == ("<p>Pembukaan.<br>Oleh &lt;b&gt;Asisten&lt;/b&gt;</p><p>Penutup &amp; doa</p>")


def test_plain_text_survives_the_way_there_and_back():
    text = "Pembukaan.\nOleh Asisten <I>\n1 < 2 & 3"
    assert plain_text(rich_text(text, plain=True)) == text


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<p onclick=steal()>a</p>", "<p>a</p>"),
        ("<p style='position:fixed' class=x id=y title=z lang=en>a</p>", "<p>a</p>"),
        ("a<script>alert(1)</script><style>*{}</style>", "a"),
        ("<img src=x onerror=alert(1)>", ""),
        ("<svg><a href='javascript:alert(1)'><text>x</text></a></svg>", ""),
        ("<iframe src='//evil'></iframe><object data=x></object><form action=/x>y</form>", "y"),
        ("<!-- tersembunyi -->a", "a"),
        ("<td colspan=3>lepas</td>", "lepas"),
        ("<h1>Judul</h1><h3>Bagian</h3>", "Judul<h3>Bagian</h3>"),
        ("a&#x202e;b&#1;c&#0;d", "ab c\ufffdd"),
    ],
)
def test_rich_text_keeps_only_what_minutes_need(pasted: str, kept: str):
    assert rich_text(pasted, plain=False) == kept


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java&#10;script:alert(1)",
            " javascript:x",
        ),
        *("&#x202e;javascript:alert(1)", "&#1;javascript:alert(1)", "&#xfeff;javascript:alert(1)"),
        *("data:text/html,x", "file:///etc/passwd", "//example.id/x", "/keluar", "vbscript:x"),
    ],
)
def test_a_link_leads_to_the_web_or_to_a_mail_box_only(address: str):
    assert "href" not in rich_text(f'<a href="{address}">buka</a>', plain=False)


@pytest.mark.parametrize("address", ["https://example.id/a?b=1", "mailto:tu@example.id"])
def test_ordinary_links_stay(address: str):
    html = rich_text(f'<a href="{address}" target=_blank>buka</a>', plain=False)
    assert html == f'<a href="{address}" rel="noopener noreferrer">buka</a>'


@pytest.mark.parametrize(
    "span", ["0", "-1", "21", "1000000", "0001000000", "0020", "2.5", "²", "x"]
)
def test_a_cell_spans_at_most_twenty(span: str):
    table = "<table><tbody><tr><td{}>a</td></tr></tbody></table>"
    assert rich_text(table.format(f' colspan="{span}"'), plain=False) == table.format("")
    assert rich_text(table.format(' rowspan="20"'), plain=False) == table.format(' rowspan="20"')


def test_sanitising_again_changes_nothing():
    once = rich_text("<ul><li>a<li>b</ul><p>1 < 2 &amp;&lt; <a href=https://x.id>x", plain=False)
    assert rich_text(once, plain=False) == once


@pytest.mark.parametrize(
    "text",
    [
        *("<blockquote>" * 16_000, "<ul><li>" * 21, "<table><tr><td>" * 13_000),
        *("<strong>" * 21 + "x", "<p>" + "<em><u>" * 20_000),
        *("<UL><LI>" * 20_000, "<a" * 100_000),  # whose reading would take minutes
    ],
)
def test_deep_nesting_is_refused(text: str):
    with pytest.raises(TooComplex):
        rich_text(text, plain=False)


def test_a_book_is_refused():
    with pytest.raises(TooComplex):
        rich_text("a" * 200_001, plain=True)
    assert len(rich_text("a" * 199_993, plain=True)) == 200_000


@pytest.mark.parametrize("text", ["a" * 200_000, "&" * 190_000, "\n\n".join("a" * 90_000)])
def test_what_would_be_a_book_once_it_is_stored_is_refused_too(text: str):
    with pytest.raises(TooComplex):
        rich_text(text, plain=True)


def test_many_blocks_without_end_tags_are_not_deep():
    assert rich_text("<p>a" * 300, plain=False) == "<p>a</p>" * 300
