"""Numbers for messages: one way to keep them, whatever way they are typed."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import make_organisation
from tracker.models.errors import DomainError
from tracker.models.phones import checked_number


def test_a_number_is_kept_as_the_world_writes_it() -> None:
    typed = ("0812-3456-7890", "+62 812 3456 7890", "62812.3456.7890", "(0812) 3456 7890")
    assert {checked_number(one) for one in typed} == {"+6281234567890"}
    assert checked_number("+1 202 555 0123") == "+12025550123"
    assert checked_number("  ") == ""


def test_what_is_no_number_is_refused_beside_its_field(session: Session) -> None:
    for typed in (
        "0812",
        "telepon",
        "+62812345678901234",
        "0812\n3456x",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "+0812345678",
    ):
        with pytest.raises(DomainError) as refused:
            make_organisation(session, phone=typed)
        assert (refused.value.code, refused.value.field) == ("bad_number", "phone"), typed
        session.rollback()
