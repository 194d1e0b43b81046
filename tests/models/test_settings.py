"""The letterhead is what the admin saved last, and nobody overwrites what he has not seen."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, make_user
from tracker.models.errors import Conflict
from tracker.models.settings import Letterhead, letterhead, save_letterhead


def test_an_installation_starts_with_a_letterhead_without_address(session: Session):
    shown, version = letterhead(session)
    assert (shown.government, shown.address_lines, version) == (
        "PEMERINTAH PROVINSI LAMPUNG",
        [],
        0,
    )


def test_a_letterhead_is_kept_as_it_was_saved(session: Session):
    saved = Letterhead("PEMERINTAH KOTA METRO", "BAPPEDA", ["Jl. A", "Metro"], "a" * 64)
    save_letterhead(session, saved, by=make_user(session).id, at=NOW, version=0)
    session.commit()
    assert letterhead(session) == (saved, 1)


@pytest.mark.parametrize("seen", [0, 1])
def test_what_was_saved_meanwhile_is_not_overwritten(seen: int, session: Session):
    by = make_user(session).id
    for office, version in (("BIRO", 0), ("DINAS", 1)):
        save_letterhead(session, Letterhead(office=office), by=by, at=NOW, version=version)
    with pytest.raises(Conflict):
        save_letterhead(session, Letterhead(office="BADAN"), by=by, at=NOW, version=seen)
    assert letterhead(session)[0].office == "DINAS"
