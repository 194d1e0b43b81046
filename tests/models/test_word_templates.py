"""A kind's own template goes before the one for all, and one that was let go is not used."""

import pytest
from sqlalchemy.orm import Session

from tests.factories import NOW, someone
from tests.story_word import make_word_template
from tracker.models.errors import Conflict
from tracker.models.word_templates import EVERY_KIND, template_for, word_templates


def test_a_kinds_own_template_goes_before_the_one_for_all(session: Session) -> None:
    assert template_for(session, "minutes") is None
    everything = make_word_template(session)
    assert template_for(session, "minutes") is everything
    own = make_word_template(session, "minutes", "e")
    assert template_for(session, "minutes") is own
    assert template_for(session, "invitation") is everything
    own.retire(by=someone(session), at=NOW, version=own.version)
    assert template_for(session, "minutes") is everything
    assert set(word_templates(session)) == {EVERY_KIND, "minutes"}


def test_an_upload_takes_the_place_of_the_one_before_unless_that_changed(session: Session) -> None:
    first = make_word_template(session)
    assert (first.version, first.blob.key) == (1, "d" * 64)
    assert make_word_template(session, key="e") is first
    assert (first.version, first.blob.key, first.active) == (2, "e" * 64, True)
    with pytest.raises(Conflict):
        first.retire(by=someone(session), at=NOW, version=1)
