"""Which kop a paper carries, and that nobody overwrites one he has not seen."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, make_appointment, make_organisation, make_person, make_user
from tracker.models.errors import Conflict, DomainError
from tracker.models.letterheads import (
    Letterhead,
    LetterheadKind,
    governor_letterhead,
    letterhead,
    letterhead_for,
    letterhead_of,
    save_governor_letterhead,
    save_letterhead,
    save_office_letterhead,
)
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import PositionLevel

SETDA = Letterhead(
    "PEMERINTAH PROVINSI LAMPUNG",
    "SEKRETARIAT DAERAH",
    ["Jalan Contoh 1"],
    "a" * 64,
    email="setda@contoh.example",
    website="contoh.example",
    names_bureau=True,
)


def test_an_installation_starts_with_letterheads_without_address(session: Session):
    shown, version = letterhead(session)
    assert (shown.government, shown.address_lines, version) == (
        "PEMERINTAH PROVINSI LAMPUNG",
        [],
        0,
    )
    governor, version = governor_letterhead(session)
    assert (governor.government, governor.office, version) == ("", "GUBERNUR LAMPUNG", 0)


def test_a_letterhead_is_kept_as_it_was_saved(session: Session):
    save_letterhead(session, SETDA, by=make_user(session).id, at=NOW, version=0)
    session.commit()
    assert letterhead(session) == (SETDA, 1)


@pytest.mark.parametrize("seen", [0, 1])
def test_what_was_saved_meanwhile_is_not_overwritten(seen: int, session: Session):
    by = make_user(session).id
    for office, version in (("BIRO", 0), ("DINAS", 1)):
        save_letterhead(session, Letterhead(office=office), by=by, at=NOW, version=version)
    with pytest.raises(Conflict):
        save_letterhead(session, Letterhead(office="BADAN"), by=by, at=NOW, version=seen)
    assert letterhead(session)[0].office == "DINAS"


@pytest.fixture
def offices(session: Session) -> dict[str, Organisation]:
    """A Setda with its own kop, a Biro, a Dinas with a UPTD, and two outside the government."""
    by, kinds = make_user(session).id, OrganisationKind
    save_letterhead(session, SETDA, by=by, at=NOW, version=0)
    save_governor_letterhead(
        session, office="GUBERNUR LAMPUNG", emblem_key="b" * 64, by=by, at=NOW, version=0
    )
    made = {
        name: make_organisation(session, name, kind=kind)
        for name, kind in (
            ("Biro Kesra", kinds.BUREAU),
            ("Dinas Sosial", kinds.DEPARTMENT),
            ("Dinas Kesehatan", kinds.DEPARTMENT),
            ("BPJS Ketenagakerjaan", kinds.PUBLIC_BODY),
        )
    }
    made["UPTD Panti"] = make_organisation(
        session, "UPTD Panti", kind=kinds.WORK_UNIT, parent_id=made["Dinas Sosial"].id
    )
    save_office_letterhead(
        session,
        made["Dinas Kesehatan"],
        office="DINAS KESEHATAN",
        address_lines=["Jalan Sehat 2"],
        emblem_key="c" * 64,
        by=by,
        at=NOW,
        version=0,
    )
    return made


def test_an_office_prints_its_own_name_under_the_emblem_of_its_region(
    session: Session, offices: dict[str, Organisation]
):
    told = {
        "Biro Kesra": ("SEKRETARIAT DAERAH", "BIRO KESRA", "a" * 64, ["Jalan Contoh 1"]),
        "Dinas Sosial": ("DINAS SOSIAL", "", "a" * 64, []),
        "UPTD Panti": ("DINAS SOSIAL", "", "a" * 64, []),
        "Dinas Kesehatan": ("DINAS KESEHATAN", "", "c" * 64, ["Jalan Sehat 2"]),
        "BPJS Ketenagakerjaan": ("BPJS KETENAGAKERJAAN", "", "", []),
    }
    for name, expected in told.items():
        kop = letterhead_of(session, offices[name])
        assert (kop.office, kop.unit, kop.emblem_key, kop.address_lines) == expected, name
        outside = name == "BPJS Ketenagakerjaan"
        assert kop.government == ("" if outside else SETDA.government), name


def test_the_kop_follows_who_signs(session: Session, offices: dict[str, Organisation]):
    make_appointment(
        session,
        make_person(session),
        title="Direktur Panti Wreda",
        level=PositionLevel.HEAD,
        organisation=offices["Dinas Kesehatan"],
    )
    biro, kinds = offices["Biro Kesra"], LetterheadKind
    told = {
        "Gubernur Lampung": (kinds.GOVERNOR, "GUBERNUR LAMPUNG", ""),
        "Plt. Gubernur Lampung": (kinds.GOVERNOR, "GUBERNUR LAMPUNG", ""),
        "Wakil Gubernur Lampung": (kinds.GOVERNOR, "WAKIL GUBERNUR LAMPUNG", ""),
        "Pj. Sekretaris Daerah": (kinds.SECRETARIAT, "SEKRETARIAT DAERAH", ""),
        "Asisten Administrasi Umum": (kinds.SECRETARIAT, "SEKRETARIAT DAERAH", ""),
        "Kepala Biro Kesra": (kinds.SECRETARIAT, "SEKRETARIAT DAERAH", "BIRO KESRA"),
        "Plh. Direktur Panti Wreda": (kinds.AGENCY, "DINAS KESEHATAN", ""),
        "": (kinds.SECRETARIAT, "SEKRETARIAT DAERAH", "BIRO KESRA"),
    }
    for title, expected in told.items():
        kop = letterhead_for(session, biro, signatory=title)
        assert (kop.kind, kop.office, kop.unit) == expected, title
        nation = kop.kind is kinds.GOVERNOR
        assert (kop.emblem_key == "b" * 64) is nation, title


def test_no_emblem_stands_on_both_kinds_of_kop(session: Session, offices: dict[str, Organisation]):
    by = make_user(session).id
    garuda, region = "b" * 64, "a" * 64
    acts = (
        lambda: save_letterhead(session, Letterhead(emblem_key=garuda), by=by, at=NOW, version=1),
        lambda: save_governor_letterhead(
            session, office="GUBERNUR", emblem_key=region, by=by, at=NOW, version=1
        ),
        lambda: save_office_letterhead(
            session, offices["Dinas Sosial"], emblem_key=garuda, by=by, at=NOW, version=0
        ),
    )
    for act in acts:
        with pytest.raises(DomainError) as refused:
            act()
        assert (refused.value.code, refused.value.field) == ("emblem_mixed_up", "emblem")


def test_a_biro_has_no_kop_of_its_own(session: Session, offices: dict[str, Organisation]):
    with pytest.raises(DomainError) as refused:
        save_office_letterhead(
            session, offices["Biro Kesra"], by=make_user(session).id, at=NOW, version=0
        )
    assert refused.value.code == "under_secretariat"
