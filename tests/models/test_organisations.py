"""The offices and parties a government meets with, and the list an installation starts from."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import NOW, make_organisation, make_user
from tracker.models.directory import known_organisations
from tracker.models.errors import DomainError
from tracker.models.organisations import (
    Organisation,
    OrganisationKind,
    known_names,
    load_known_organisations,
)


def test_the_shipped_list_is_loaded_with_its_tree(session: Session):
    assert load_known_organisations(session, at=NOW) == len(known_organisations())
    session.commit()
    rows = {o.code: o for o in session.scalars(select(Organisation))}
    for known in known_organisations():
        row = rows[known.code]
        assert (row.name, row.kind, row.confirmed) == (known.name, known.kind, known.confirmed)
        assert row.aliases == list(known.aliases)
        assert (row.parent.code if row.parent else None) == known.parent


def test_all_fifteen_regencies_and_cities_are_there():
    kinds = [known.kind for known in known_organisations()]
    assert kinds.count(OrganisationKind.REGENCY_CITY) == 15


def test_loading_again_adds_nothing_and_keeps_the_admins_words(session: Session):
    load_known_organisations(session, at=NOW)
    row = session.scalars(select(Organisation).where(Organisation.code == "setda")).one()
    row.revise(by=make_user(session).id, at=NOW, version=row.version, short_name="Sekda Lampung")
    assert load_known_organisations(session, at=NOW) == 0
    assert row.short_name == "Sekda Lampung"
    assert session.scalar(select(func.count()).select_from(Organisation)) == len(
        known_organisations()
    )


def test_an_organisation_stands_below_none_of_its_own(session: Session):
    top = make_organisation(session)
    middle = make_organisation(session, parent_id=top.id)
    bottom = make_organisation(session, parent_id=middle.id)
    for parent in (top, bottom):
        with pytest.raises(DomainError) as refusal, session.begin_nested():
            top.revise(by=make_user(session).id, at=NOW, version=top.version, parent_id=parent.id)
        assert (refusal.value.code, refusal.value.field) == ("organisation_cycle", "parent_id")
    assert top.parent_id is None


def test_an_organisation_is_found_by_every_way_it_is_written(session: Session):
    office = make_organisation(
        session, "Dinas Tenaga Kerja", short_name="Disnaker", aliases=["Disnakertrans"]
    )
    other = make_organisation(session, "Dinas Lain", aliases=["Disnaker"])
    names = known_names(session)
    assert names["dinas tenaga kerja"] == names["disnaker"] == names["disnakertrans"] == office.id
    assert names["dinas lain"] == other.id
