"""Acara: the items with their clock, in the order that people give them.

One item is added, edited and removed as any part of the record, see views/meeting_parts.py.
"""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.models.agenda import reorder as put_in_order
from tracker.models.meetings import Meeting
from tracker.policy.meetings import can_edit_meeting, visible_meetings
from tracker.web.access import find, find_meeting
from tracker.web.agenda_page import agenda_page
from tracker.web.context import actor, asks_part, now
from tracker.web.forms.agenda import OrderForm
from tracker.web.saving import attempt

views = Blueprint("agenda", __name__, url_prefix="/rapat/<int:meeting_id>/agenda")


@views.get("")
def index(meeting_id: int) -> ResponseReturnValue:
    return _page(OrderForm(), find(visible_meetings(actor()), meeting_id))


@views.post("/urutan")
def reorder(meeting_id: int) -> ResponseReturnValue:
    """The whole list anew; refused when it is not the list that was read."""
    find_meeting(meeting_id, can_edit_meeting)
    form = OrderForm.from_request()
    stored = form.validate() and attempt(form, lambda: _reorder(meeting_id, form))
    if stored and not asks_part():
        return redirect(url_for(".index", meeting_id=meeting_id), 303)
    return _page(form, find_meeting(meeting_id, can_edit_meeting))


def _reorder(meeting_id: int, form: OrderForm) -> bool:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    wanted, seen = form.ids(form.order.data), form.ids(form.seen.data)
    put_in_order(meeting, wanted, seen=seen, by=actor().user_id, at=now())
    return True


def _page(form: OrderForm, meeting: Meeting) -> ResponseReturnValue:
    template = "agenda/_items.html" if asks_part() else "agenda/index.html"
    page = render_template(template, form=form, page=agenda_page(meeting, actor()))
    return page, form.http_status
