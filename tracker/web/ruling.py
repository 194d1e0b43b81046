"""After a ruling on what an agency asked for: back to where it was given, or why it was not."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.web.assignment_page import assignment_page
from tracker.web.forms.answers import RulingForm
from tracker.web.saving import attempt

QUEUE = "antrean"


def ruled(assignment_id: int, form: RulingForm, act: Callable[[], object]) -> ResponseReturnValue:
    """Do `act` with a checked form. Refused words are shown on the page of the assignment."""
    if not form.validate() or attempt(form, act) is None:
        return assignment_page(assignment_id, form)
    flash(gettext("Putusan tersimpan; instansi membacanya pada halaman tugasnya."))
    if form.back.data == QUEUE:
        return redirect(url_for("requests.index"), 303)
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
