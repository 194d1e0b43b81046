"""What the database refuses because somebody was quicker is said beside what was typed."""

import pytest
from wtforms import StringField

from tests.factories import NOW, make_series, someone
from tracker.infra.db import db, write
from tracker.models.series import Series
from tracker.web.forms.base import Form
from tracker.web.saving import attempt

pytestmark = pytest.mark.postgres  # each database says it in its own words


class NameForm(Form):
    name = StringField()


def test_a_name_taken_meanwhile_within_the_same_unit_is_told_at_the_name(app, session):
    with write(session):
        known = make_series(session, name="Rakor UCJ")
        unit_id, by = known.organising_unit_id, someone(session)

    def add_unseen() -> bool:
        """As when both asked whether the name was free before either stored it."""
        series = Series(organising_unit_id=unit_id, name="Rakor UCJ", zone="Asia/Jakarta")
        db.session.add(series)
        series.conclude(by=by, at=NOW)
        db.session.flush()
        return True

    with app.app_context():
        form = NameForm()
        assert attempt(form, add_unseen) is None
    assert form.name.errors == ["Isian ini sudah dipakai data lain."]
