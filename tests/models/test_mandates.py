"""a.n. reaches one level down, u.b. two; nobody signs for one who stands beside or below him."""

import pytest

from tracker.models.errors import DomainError
from tracker.models.mandates import mandate

GOVERNOR = "Gubernur Lampung"
SEKDA = "Sekretaris Daerah"
ASSISTANT = "Asisten Perekonomian dan Pembangunan"
BUREAU = "Kepala Biro Perekonomian"


@pytest.mark.parametrize(
    ("signed_for", "sub_delegated", "position", "chain"),
    [
        ("", "", BUREAU, ""),
        (GOVERNOR, "", SEKDA, GOVERNOR),
        (GOVERNOR, "", f"Plh. {SEKDA}", GOVERNOR),
        (GOVERNOR, "", "Wakil Gubernur Lampung", GOVERNOR),
        ("a.n. Sekretaris Daerah", "", ASSISTANT, SEKDA),
        (SEKDA, f"u.b. {ASSISTANT}", BUREAU, f"{SEKDA}; {ASSISTANT}"),
        (GOVERNOR, SEKDA, ASSISTANT, f"{GOVERNOR}; {SEKDA}"),
        (GOVERNOR, "", "Kepala Dinas Tenaga Kerja", GOVERNOR),
        ("Kepala Kantor Wilayah", "", "Kepala Cabang", "Kepala Kantor Wilayah"),
    ],
)
def test_a_mandate_goes_down_level_by_level(signed_for, sub_delegated, position, chain):
    assert mandate(signed_for, sub_delegated, position=position) == chain


@pytest.mark.parametrize(
    ("signed_for", "sub_delegated", "position", "field"),
    [
        (GOVERNOR, "", ASSISTANT, "signed_for"),
        (SEKDA, "", BUREAU, "signed_for"),
        (GOVERNOR, "", "Pj. Gubernur Lampung", "signed_for"),
        ("Wakil Gubernur Lampung", "", SEKDA, "signed_for"),
        (ASSISTANT, "", SEKDA, "signed_for"),
        ("Kepala Cabang", "", "kepala cabang", "signed_for"),
        (GOVERNOR, ASSISTANT, BUREAU, "sub_delegated"),
        ("", SEKDA, ASSISTANT, "signed_for"),
    ],
)
def test_a_chain_that_skips_or_climbs_is_refused(signed_for, sub_delegated, position, field):
    with pytest.raises(DomainError) as refused:
        mandate(signed_for, sub_delegated, position=position)
    assert refused.value.field == field
