"""Arahan outside meetings: who gave it, when, and before whom."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_organisation, someone
from tests.outside import make_directive, make_ordered
from tests.refusals import refused
from tracker.models.actions import Origin
from tracker.models.directives import SPOKEN_KINDS, DirectiveKind
from tracker.models.events import Event
from tracker.models.meetings import SecurityClass


def test_what_was_only_spoken_has_a_witness(session: Session) -> None:
    unit = make_organisation(session)
    for kind in DirectiveKind:
        if kind in SPOKEN_KINDS:
            give = partial(make_directive, session, unit, kind=kind, witness_name="")
            assert refused(give) == "witness_missing", kind
            session.expunge_all()
        else:
            assert make_directive(session, unit, kind=kind, witness_name="").witness_name == ""


def test_the_database_holds_to_it_as_well(session: Session) -> None:
    directive = make_directive(session, make_organisation(session))
    directive.witness_name = ""
    with pytest.raises(IntegrityError):
        session.flush()


def test_it_is_recorded_after_it_was_given(session: Session) -> None:
    unit = make_organisation(session)
    tomorrow = TODAY + timedelta(days=1)
    assert refused(lambda: make_directive(session, unit, given_on=tomorrow)) == "not_given_yet"
    assert make_directive(session, unit, given_on=TODAY).given_on == TODAY


def test_its_actions_are_of_its_unit_and_class(session: Session) -> None:
    unit = make_organisation(session)
    action = make_ordered(session, unit, security_class=SecurityClass.RESTRICTED)
    assert (action.origin, action.unit_id) == (Origin.OUTSIDE, unit.id)
    assert action.security_class is SecurityClass.RESTRICTED
    assert action.meeting is None


def test_nothing_outside_a_meeting_is_for_named_readers(session: Session) -> None:
    unit = make_organisation(session)
    with pytest.raises(IntegrityError):
        make_directive(session, unit, security_class=SecurityClass.SECRET)


def test_the_letter_hangs_on_it_and_every_act_leaves_its_event(session: Session) -> None:
    directive = make_ordered(session, make_organisation(session), scan=b"surat").directive
    assert directive
    (file,) = directive.files
    assert (file.directive_id, file.security_class) == (directive.id, SecurityClass.OPEN)
    directive.revise(by=someone(session), at=NOW, version=directive.version, place="Kotabumi")
    told = session.query(Event.verb).filter_by(subject_type="directives").order_by(Event.id)
    assert [verb for (verb,) in told] == [
        "directive:added",
        "directive:file_attached",
        "directive:revised",
    ]
