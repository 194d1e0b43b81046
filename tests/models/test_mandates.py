"""a.n. reaches one level down, u.b. two; nobody signs for one who stands beside or below him."""

from sqlalchemy.orm import Session

from tests.factories import NOW, make_user
from tracker.models.errors import DomainError
from tracker.models.letterheads import save_governor_letterhead
from tracker.models.mandates import given_mandate, mandate

GOVERNOR = "Gubernur Lampung"
SEKDA = "Sekretaris Daerah"
ASSISTANT = "Asisten Perekonomian dan Pembangunan"
BUREAU = "Kepala Biro Perekonomian"
HEAD = "Kepala Dinas Tenaga Kerja"

# a.n., u.b., who signs: the chain as printed.
PROVINCE = [
    ("", "", BUREAU, ""),
    (GOVERNOR, "", SEKDA, GOVERNOR),
    (GOVERNOR, "", f"Plh. {SEKDA}", GOVERNOR),
    (GOVERNOR, "", f"Pj. {SEKDA}", GOVERNOR),
    (f"Plt. {GOVERNOR}", "", SEKDA, f"Plt. {GOVERNOR}"),
    (f"Pjs. {GOVERNOR}", SEKDA, ASSISTANT, f"Pjs. {GOVERNOR}; {SEKDA}"),
    (GOVERNOR, "", "Wakil Gubernur Lampung", GOVERNOR),
    ("a.n. Sekretaris Daerah", "", ASSISTANT, SEKDA),
    (SEKDA, f"u.b. {ASSISTANT}", BUREAU, f"{SEKDA}; {ASSISTANT}"),
    (SEKDA, ASSISTANT, f"Plt. {BUREAU}", f"{SEKDA}; {ASSISTANT}"),
    (GOVERNOR, SEKDA, ASSISTANT, f"{GOVERNOR}; {SEKDA}"),
    (BUREAU, "", "Kepala Bagian Umum", BUREAU),
    (GOVERNOR, "", HEAD, GOVERNOR),
    (SEKDA, "", HEAD, SEKDA),
    (HEAD, "", "Sekretaris", HEAD),
    (HEAD, "", "Kepala Bidang Pengawasan", HEAD),
    (HEAD, "Sekretaris Dinas", "Kepala Subbagian Umum", f"{HEAD}; Sekretaris Dinas"),
    ("Inspektur", "", "Inspektur Pembantu I", "Inspektur"),
    ("Kepala Kantor Wilayah", "", "Kepala Cabang", "Kepala Kantor Wilayah"),
]
# The same, refused beside the field.
REFUSED = [
    (GOVERNOR, "", ASSISTANT, "signed_for"),
    (SEKDA, "", BUREAU, "signed_for"),
    (SEKDA, "", f"Plh. {BUREAU}", "signed_for"),
    (GOVERNOR, "", f"Pj. {GOVERNOR}", "signed_for"),
    ("Wakil Gubernur Lampung", "", SEKDA, "signed_for"),
    (ASSISTANT, "", SEKDA, "signed_for"),
    (ASSISTANT, "", HEAD, "signed_for"),
    (ASSISTANT, "", "Kepala Bagian Umum", "signed_for"),
    (HEAD, "", "Kepala Subbagian Umum", "signed_for"),
    ("Kepala Cabang", "", "kepala cabang", "signed_for"),
    (GOVERNOR, ASSISTANT, BUREAU, "sub_delegated"),
    ("", SEKDA, ASSISTANT, "signed_for"),
]
REGENCY = [
    ("Bupati Pesawaran", "", SEKDA, "Bupati Pesawaran"),
    ("Wali Kota Metro", SEKDA, ASSISTANT, f"Wali Kota Metro; {SEKDA}"),
    (SEKDA, ASSISTANT, "Kepala Bagian Umum", f"{SEKDA}; {ASSISTANT}"),
    ("Bupati Pesawaran", "", HEAD, "Bupati Pesawaran"),
]
REFUSED_REGENCY = [
    ("Bupati Pesawaran", "", ASSISTANT),
    (SEKDA, "", "Kepala Bagian Umum"),
    ("Wakil Bupati Pesawaran", "", SEKDA),
]


def refusal(signed_for: str, sub_delegated: str, position: str, *, regency: bool) -> str | None:
    """The field beside which it is refused; None when it is not."""
    try:
        mandate(signed_for, sub_delegated, position=position, regency=regency)
    except DomainError as error:
        return error.field
    return None


def test_a_mandate_goes_down_level_by_level():
    for regency, table in ((False, PROVINCE), (True, REGENCY)):
        for giver, between, position, chain in table:
            told = mandate(giver, between, position=position, regency=regency)
            assert told == chain, (giver, between, position)


def test_a_chain_that_skips_or_climbs_is_refused():
    for giver, between, position, field in REFUSED:
        assert refusal(giver, between, position, regency=False) == field, (giver, position)
    for giver, between, position in REFUSED_REGENCY:
        assert refusal(giver, between, position, regency=True), (giver, position)


def test_the_ladder_is_that_of_the_government_here(session: Session):
    def refused() -> bool:
        try:
            given_mandate(session, ASSISTANT, "", position="Kepala Bagian Umum")
        except DomainError:
            return True
        return False

    assert refused()
    by = make_user(session).id
    save_governor_letterhead(
        session, office="BUPATI PESAWARAN", emblem_key="", by=by, at=NOW, version=0
    )
    assert not refused()
