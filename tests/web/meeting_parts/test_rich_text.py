"""The words of the notula: sanitised on write, edited with or without the editor."""

from tests.web.meeting_parts.steps import rows
from tracker.models.minutes_sections import MinutesSection


def test_rich_text_is_sanitised_on_write_and_plain_text_becomes_paragraphs(session, add):
    hostile = '<p onclick="x()">Halo <b>semua</b><script>alert(1)</script><img src=x></p>'
    add("isi-notula", heading="A", body=hostile, body_format="html")
    add("isi-notula", heading="B", body="Satu <i>\n\nDua", body_format="plain")
    add("isi-notula", heading="C", body="<p> </p>", body_format="html")
    bodies = [s.body for s in rows(session, MinutesSection)]
    assert bodies == ["<p>Halo semua</p>", "<p>Satu &lt;i&gt;</p><p>Dua</p>", ""]


def test_formats_survive_an_edit_without_javascript_that_leaves_the_words_alone(
    session, secretariat, meeting, add
):
    add("isi-notula", heading="A", body="<ul><li>satu</li><li>dua</li></ul>", body_format="html")
    row = rows(session, MinutesSection)[0]
    path = f"/rapat/{meeting.id}/isi-notula/{row.id}"
    plain = {"heading": "Baru", "body": "satu\r\ndua", "body_format": "plain"}
    secretariat.post(path, data={**plain, "version": str(row.version)})
    row = rows(session, MinutesSection)[0]
    assert (row.heading, row.body) == ("Baru", "<ul><li>satu</li><li>dua</li></ul>")


def test_the_editor_stands_over_a_plain_field(secretariat, meeting):
    page = secretariat.get(f"/rapat/{meeting.id}/isi-notula/baru").text
    assert "data-editor" in page
    assert "<textarea" in page
    assert "editor-" in page
