"""Whom a new action falls to: some organisations, or all of a kind at once."""

from datetime import datetime

from sqlalchemy import select

from tracker.models.actions import Action
from tracker.models.assigning import assign
from tracker.models.assignment_states import Part
from tracker.models.organisations import Organisation
from tracker.web import choices
from tracker.web.access import find
from tracker.web.context import today
from tracker.web.forms.actions import NewActionForm


def offer_respondents(
    form: NewActionForm, units: list[choices.Choice] | None, named: frozenset[int] = frozenset()
) -> None:
    """Set the choices of the form; see `NewActionForm.offer`."""
    groups = choices.responding_groups(today())
    form.offer(choices.organisations(today()), units, set(named), groups)


def assign_respondents(action: Action, form: NewActionForm, *, by: int, at: datetime) -> None:
    """Give each chosen organisation its share, within the act that opens the action."""
    for part, chosen in ((Part.LEAD, form.all_leads), (Part.SUPPORTING, form.supporting.data)):
        for organisation_id in chosen or []:
            organisation = find(select(Organisation), organisation_id)
            assign(action, organisation, part, by=by, at=at)
