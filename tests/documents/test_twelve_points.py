"""What would make a paper look wrong to the staff of a Biro: the twelve points of domain.md 8.

Each walks every kind of paper, as it is printed: a new kind needs a line in samples.py.
"""

import json
import re
from dataclasses import asdict
from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.documents.conftest import Paper, Printer, Samples
from tests.documents.reading import opened
from tests.documents.samples import official
from tests.factories import make_appointment, make_person
from tracker.documents.paper import TEMPLATES, to_html
from tracker.models.documents import DocumentKind
from tracker.models.letterheads import Letterhead, LetterheadKind
from tracker.models.paper_layouts import PaperLayout, PaperSize
from tracker.models.people import Capacity, PositionLevel

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})")
EMBLEM = "0" * 64


# By point what no paper ever prints, and words by which the pattern itself is tried.
NEVER = {
    "1 title": (r"notulen\w*|risalah", "NOTULEN RAPAT", "Risalah"),
    "3 words": (r"perihal", "Perihal: Undangan"),
    "3 hours": (r"\bjam \d|\d\d:\d\d", "jam 9", "09:00"),
    "3 money": (r"\bRp |\d,\d{3}\.", "Rp 1.000", "1,000.00"),
    "3 shares": (r"\d %|\d\.\d\d ?%", "23,86 %", "23.86%"),
    "4 NIP": (r"NIP\.|NIP[ :]*\d[\d ]*\.\d", "NIP. 19700101", "NIP 19700101.199503"),
    "5 seal": (r"elektronik|BSrE|BSSN|\bTTE\b|sertifikat", "Ditandatangani secara elektronik"),
    "6 English": (
        r"\b(?:oops|sorry|page|date|draft|meeting|minutes|approved|unknown|none|null|true)\b",
        *("Page 2", "None"),
    ),
    "8 address": (r"kepada\s+yth|yth\.?\s+(?:bapak|ibu|sdr)", "Kepada Yth. Bapak", "Yth. Ibu"),
    "9 mandate": (r"A\.n\.|U\.b\.", "A.n. Gubernur"),
    "10 office": (r"\bOPD\b|\bSKPD\b", "OPD terkait"),
}


@pytest.mark.parametrize("point", NEVER)
def test_no_paper_prints_what_looks_wrong(samples: Samples, point: str):
    pattern, *wrong = NEVER[point]
    never = re.compile(pattern, 0 if point.startswith("9") else re.I)
    assert all(map(never.search, wrong))
    found = {str(kind): never.findall(paper.text) for kind, paper in samples.items()}
    assert {kind: words for kind, words in found.items() if words} == {}


def test_1_a_notula_has_no_number_of_its_own(samples: Samples):
    for kind in (DocumentKind.MINUTES, DocumentKind.SHORT_MINUTES):
        title, _, below = samples[kind].pages[0].partition("NOTULA")
        assert "Nomor" not in title
        assert not re.match(r"\W*(?:RINGKAS\W*)?(?:nomor|no\.)", below, re.I)


@pytest.mark.parametrize("capacity", [Capacity.DEFINITIVE, Capacity.DAILY_ACTING])
def test_2_the_sekda_signs_without_nip_and_rank(
    session: Session, printed: Printer, capacity: Capacity
):
    person = make_person(
        session, "Marindo", title_front="Dr.", title_back="M.M.", employee_number="1" * 18
    )
    make_appointment(
        session,
        person,
        title="Sekretaris Daerah",
        level=PositionLevel.REGIONAL_SECRETARY,
        rank_grade="Pembina Utama Madya (IV/d)",
        capacity=capacity,
    )
    text = printed(json.loads(official(DocumentKind.REPRIMAND, session))).text
    named = "Dr. Marindo, M.M." if capacity is Capacity.DEFINITIVE else "Marindo"
    assert f"SEKRETARIS DAERAH, {named} " in text
    assert "NIP" not in text
    assert "Pembina" not in text


def test_2_everybody_else_signs_with_gelar_rank_and_nip(samples: Samples):
    block = "Dr. Siti Aminah, S.E., M.M. Pembina Utama Madya (IV/d) NIP 19700101 199503 2 001"
    for kind in (DocumentKind.MINUTES, DocumentKind.INVITATION, DocumentKind.ATTENDANCE):
        assert block in samples[kind].text, kind


def test_4_no_name_is_underlined():
    styles = "".join(sheet.read_text() for sheet in TEMPLATES.glob("*.css"))
    assert "underline" not in styles


def test_7_the_garuda_stands_above_the_governor_alone(samples: Samples):
    for kind, paper in samples.items():
        office = asdict(Letterhead(emblem_key=EMBLEM))
        governor = asdict(Letterhead(kind=LetterheadKind.GOVERNOR, emblem_key=EMBLEM))
        assert "Garuda" not in to_html({**paper.snapshot, "letterhead": office}), kind
        page = to_html({**paper.snapshot, "letterhead": governor})
        assert "Garuda" in page, kind
        assert "Lambang PEMERINTAH" not in page, kind


def test_9_a_mandate_names_who_gave_it_first(samples: Samples, printed: Printer):
    notula = samples[DocumentKind.MINUTES].snapshot
    chain = printed({**notula, "on_behalf_of": "Gubernur Lampung; Sekretaris Daerah"}).text
    assert "a.n. GUBERNUR LAMPUNG SEKRETARIS DAERAH u.b. ASISTEN PEREKONOMIAN" in chain


def test_11_no_date_is_printed_that_nobody_gave(samples: Samples):
    for kind, paper in samples.items():
        known = json.dumps(paper.snapshot, ensure_ascii=False)
        for day, month, year in DATE.findall(paper.text):
            given = date(int(year), MONTHS.index(month) + 1, int(day)).isoformat()
            assert given in known or f"{day} {month} {year}" in known, (kind, given)


def test_12_the_paper_is_a4_or_f4_and_never_letter(samples: Samples, printed: Printer):
    for kind, paper in samples.items():
        assert sides(paper) == {(210, 297)}, kind
        layout = json.loads(json.dumps(asdict(PaperLayout(paper=PaperSize.F4))))
        assert sides(printed({**paper.snapshot, "layout": layout})) == {(215, 330)}, kind


def sides(paper: Paper) -> set[tuple[int, int]]:
    """The short and the long side of its pages in whole millimetres."""
    with opened(paper.pdf) as document:
        boxes = [[float(side) / 72 * 25.4 for side in page.mediabox[2:]] for page in document.pages]
    return {(round(min(box)), round(max(box))) for box in boxes}
