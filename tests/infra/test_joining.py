"""Several tagged PDFs become one that is as readable as each of them was."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.documents.reading import elements
from tracker.infra.joining import Unfit, join
from tracker.infra.render import Renderer

HEAD = "<!doctype html><html lang=id><title>Naskah {0}</title>"
TABLE = (
    "<table><thead><tr><th>No.<th>Uraian</tr></thead>"
    "<tbody><tr><td>1<td>Beras <a href='https://contoh.go.id/{0}'>di sini</a></tr></table>"
)
FIRST = f"{HEAD}<h1>Judul</h1>{TABLE}".format("pertama")
OTHER = f"{HEAD}<h1>Judul lain</h1>{TABLE}<p style='break-before: page'>Akhir.".format("kedua")
NUMBERS = (
    "<html lang=id><title>Nomor</title><style>@page {{ @top-center {{ content: counter(page) }} }}"
    "</style>{0}"
)


@pytest.fixture(scope="module")
def made() -> Iterator[dict[str, bytes]]:
    with Renderer([]) as renderer:
        yield {
            "first": renderer.render(FIRST),
            "other": renderer.render(OTHER),
            "numbers": renderer.render(NUMBERS.format("<p style='break-after: page'>" * 5)),
            "few": renderer.render(NUMBERS.format("<p>")),
        }


@pytest.fixture(scope="module")
def whole(made: dict[str, bytes]) -> Iterator[pikepdf.Pdf]:
    data = join([made["first"], made["other"], made["other"]], overlay=made["numbers"])
    with pikepdf.open(BytesIO(data)) as pdf:
        yield pdf


def test_every_page_and_link_finds_its_own_elements(whole: pikepdf.Pdf):
    assert whole.check_pdf_syntax() == []
    tree: Any = whole.Root.StructTreeRoot.ParentTree.Nums
    pairs = dict(zip(map(int, list(tree)[::2]), list(tree)[1::2], strict=True))
    assert len(pairs) == len(tree) / 2 == 5 + 3
    for page in whole.pages:
        for element in pairs[int(page.obj.StructParents)]:
            assert element.Pg.objgen == page.objgen
        for note in page.obj.get("/Annots", ()):
            assert pairs[int(note.StructParent)].Pg.objgen == page.objgen


def test_all_of_it_hangs_on_one_document_in_order(whole: pikepdf.Pdf):
    (document,) = whole.Root.StructTreeRoot.K
    assert [str(kid.S) for kid in document.K] == ["/H1", "/Table"] + ["/H1", "/Table", "/P"] * 2
    assert all(kid.P.objgen == document.objgen for kid in document.K)


def test_no_head_of_a_table_is_taken_for_one_of_another_part(made: dict[str, bytes]):
    """Papers of the first release call their heads by names."""
    out = BytesIO()
    with pikepdf.open(BytesIO(made["first"])) as pdf:
        for element in elements(pdf.Root.StructTreeRoot):
            if element.S == "/TH":
                element.ID = pikepdf.String("1-0-0")
            if element.S == "/TD":
                element.A = pikepdf.Dictionary(Headers=[pikepdf.String("1-0-0")])
        pdf.save(out)
    with pikepdf.open(BytesIO(join([out.getvalue()] * 3))) as whole:
        parts = list(elements(whole.Root.StructTreeRoot))
        heads = {str(element.ID) for element in parts if element.S == "/TH"}
        asked = {str(element.A.Headers[0]) for element in parts if element.S == "/TD"}
    assert heads == asked
    assert len(heads) == 3


def test_numbers_run_over_the_whole_and_are_not_read_aloud(whole: pikepdf.Pdf):
    for page in whole.pages:
        last = pikepdf.parse_content_stream(page)[-3:]
        assert [str(step.operator) for step in last] == ["BDC", "Do", "EMC"]
        assert last[0].operands[0] == "/Artifact"
        drawing = page.obj.Resources.XObject[str(last[1].operands[0])]
        assert b"BDC" not in drawing.read_bytes()


def test_title_language_and_metadata_are_those_of_the_first(whole: pikepdf.Pdf):
    assert str(whole.docinfo["/Title"]) == "Naskah pertama"
    assert str(whole.Root.Lang) == "id"
    assert whole.Root.MarkInfo.Marked


def test_papers_of_their_own_get_a_bookmark_and_stand_below_the_first(made: dict[str, bytes]):
    data = join(
        [made["first"], made["other"]], overlay=b"", bookmarks=["Daftar isi", "Surat undangan"]
    )
    with pikepdf.open(BytesIO(data)) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert [str(kid.S) for kid in document.K] == ["/H1", "/Table", "/Sect"]
        assert [str(kid.S) for kid in document.K[-1].K] == ["/H2", "/Table", "/P"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Daftar isi", "Surat undangan"]
            place: Any = outline.root[1].destination
            assert place[0].objgen == pdf.pages[1].objgen


def test_the_same_parts_give_the_same_bytes(made: dict[str, bytes]):
    parts, numbers = [made["first"], made["other"], made["other"]], made["numbers"]
    assert join(parts, overlay=numbers) == join(parts, overlay=numbers)


def test_numbers_for_other_pages_are_refused(made: dict[str, bytes]):
    with pytest.raises(Unfit):
        join([made["first"], made["other"]], overlay=made["few"])
