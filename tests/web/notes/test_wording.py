"""The checker of action sentences, as the browser runs it: sentences and its findings."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tracker.config import PROJECT

NAMES = ["dinas sosial", "bappeda", "disnaker", "bpkad", "bpjs ketenagakerjaan"]
PROGRAM = """
import { checkWording, looksLikeAction } from "./static/js/notes/wording.js";
const { names, sentences } = JSON.parse(process.argv[1]);
const told = sentences.map((sentence) => ({
  findings: checkWording(sentence, names),
  action: looksLikeAction(sentence, names),
}));
console.log(JSON.stringify(told));
"""


def read_table() -> list[tuple[str, list[str]]]:
    rows = (Path(__file__).parent / "action_sentences.txt").read_text().splitlines()
    told = [row.split(" | ", 1) for row in rows if row and not row.startswith("#")]
    return [(sentence, [] if found == "-" else found.split()) for found, sentence in told]


TABLE = read_table()
PROSE = [
    "Rapat dibuka pada pukul 09.00 WIB.",
    "M. Nuh: validitas data menjadi kendala utama.",
    "Capaian UCJ per September sebesar 23,86%.",
    "Peserta menyetujui susunan acara.",
    "Kepala Dinas Sosial menyampaikan bahwa capaian baru 23,86%.",
    "Pada tahun 2025 BPKAD telah menyalurkan dana sebesar Rp1,25 triliun.",
    "Dinas Sosial melaporkan 479.724 pekerja rentan belum terlindungi.",
    "",
]


def check(sentences: list[str]) -> list[dict[str, Any]]:
    argument = json.dumps({"names": NAMES, "sentences": sentences})
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", PROGRAM, argument],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    sentences = [*(sentence for sentence, _ in TABLE), *PROSE]
    return dict(zip(sentences, check(sentences), strict=True))


@pytest.mark.parametrize(("sentence", "wanted"), TABLE)
def test_a_sentence_is_told_what_it_lacks(answers, sentence, wanted):
    assert [finding["word"] for finding in answers[sentence]["findings"]] == wanted


def test_the_vague_words_are_named(answers):
    told = answers["OPD terkait agar segera berkoordinasi."]["findings"]
    assert [finding["found"] for finding in told] == ["OPD terkait", "berkoordinasi", "segera", ""]


@pytest.mark.parametrize("sentence", PROSE)
def test_ordinary_notes_are_left_alone(answers, sentence):
    assert not answers[sentence]["action"]


def test_what_someone_is_to_do_is_checked_by_itself(answers):
    unasked = [sentence for sentence, _ in TABLE if not answers[sentence]["action"]]
    assert [sentence for sentence in unasked if "Dinas Sosial m" in sentence] == []


def test_a_long_line_takes_no_long_time():
    """Nothing here tries a pattern over and over again."""
    assert len(check(["setiap " * 4000 + "dinas " * 4000, "a" * 60_000])) == 2
