"""Who stands before whom in a list, by the title as people type it."""

import pytest

from tracker.models.organisations import OrganisationKind
from tracker.models.people import PositionLevel
from tracker.models.precedence import level_of, rank


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Gubernur Lampung", PositionLevel.GOVERNOR),
        ("Wakil Gubernur Lampung", PositionLevel.VICE_GOVERNOR),
        ("Pj. Sekretaris Daerah", PositionLevel.REGIONAL_SECRETARY),
        ("Asisten Administrasi Umum", PositionLevel.ASSISTANT),
        ("Staf Ahli Gubernur Bidang Ekonomi", PositionLevel.GOVERNOR_ADVISER),
        ("Plt. Kepala Dinas Tenaga Kerja", PositionLevel.HEAD),
        ("Kepala Bidang Penempatan", PositionLevel.OFFICER),
        ("Sekretaris Dinas Sosial", PositionLevel.OFFICER),
        ("Inspektur Pembantu I", PositionLevel.OFFICER),
        ("", PositionLevel.OFFICER),
    ],
)
def test_a_title_tells_its_level(title, level):
    assert level_of(title) is level


def test_level_goes_before_kind_and_kind_before_name():
    board, department = OrganisationKind.BOARD, OrganisationKind.DEPARTMENT
    ranks = [
        rank(PositionLevel.REGIONAL_SECRETARY, OrganisationKind.REGIONAL_SECRETARIAT, "Z"),
        rank(PositionLevel.HEAD, department, "dinas sosial"),
        rank(PositionLevel.HEAD, department, "Dinas Tenaga Kerja"),
        rank(PositionLevel.HEAD, board, "Bappeda"),
        rank(PositionLevel.HEAD, None, "Asosiasi"),
        rank(PositionLevel.OFFICER, department, "Dinas Kesehatan"),
    ]
    assert ranks == sorted(ranks)
