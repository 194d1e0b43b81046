"""Links to a task for staff without an account, as those who may keep them make and close them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.action_links import send_link
from tracker.infra.db import db
from tracker.models.action_link_rules import action_link_rules
from tracker.models.action_links import ActionLink
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, Recipient
from tracker.policy.action_links import can_keep_links, visible_links
from tracker.policy.actions import visible_assignments
from tracker.reports.recipients import Office, recipients_for
from tracker.web.access import find, require
from tracker.web.context import actor, now, settings, today
from tracker.web.forms.action_links import SendLinkForm
from tracker.web.forms.base import Form
from tracker.web.saving import attempt

views = Blueprint("action_links", __name__, url_prefix="/tugas/<int:assignment_id>/tautan")


@views.get("")
def new(assignment_id: int) -> ResponseReturnValue:
    return _page(_share(assignment_id))


@views.post("")
def create(assignment_id: int) -> ResponseReturnValue:
    share = _share(assignment_id)
    form = SendLinkForm.from_request()
    form.channel.choices = _ways(_recipient(share))
    if not form.validate() or attempt(form, lambda: _send(assignment_id, form)) is None:
        return _page(share, form)
    flash(gettext("Tautan sedang dikirim. Kodenya akan dikirim ke alamat yang sama."))
    return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)


@views.route("/<int:link_id>/pencabutan", methods=["GET", "POST"])
def revoke(assignment_id: int, link_id: int) -> ResponseReturnValue:
    """Closing a link asks once more."""
    link = _link(assignment_id, link_id)
    if request.method == "POST":
        attempt(Form(), lambda: _revoke(assignment_id, link_id))
        flash(gettext("Tautan dicabut."))
        return redirect(url_for("assignments.show", assignment_id=assignment_id), 303)
    return render_template("action_links/revoke.html", link=link)


def _share(assignment_id: int) -> Assignment:
    share = find(visible_assignments(actor()), assignment_id)
    require(can_keep_links(actor(), share))
    return share


def _link(assignment_id: int, link_id: int) -> ActionLink:
    share = _share(assignment_id)
    return find(visible_links(actor()).where(ActionLink.assignment_id == share.id), link_id)


def _send(assignment_id: int, form: SendLinkForm) -> ActionLink:
    share = _share(assignment_id)
    who, by, at = _recipient(share), actor().user_id, now()
    channel = Channel(form.channel.data)
    return send_link(db.session(), share, who, channel, settings=settings(), by=by, at=at)


def _revoke(assignment_id: int, link_id: int) -> bool:
    _link(assignment_id, link_id).revoke(by=actor().user_id, at=now())
    return True


def _recipient(share: Assignment) -> Recipient:
    """Where the registers say the office is reached: nobody types an address of his own."""
    return recipients_for(db.session(), [Office(share.organisation_id)], on=today())[0]


def _ways(recipient: Recipient) -> list[tuple[Channel, str]]:
    ways = []
    if recipient.address and not recipient.problem:
        ways.append((Channel.MAIL, gettext("Surel %(to)s", to=recipient.address)))
    if recipient.number and settings().webhook_url:
        ways.append((Channel.WEBHOOK, gettext("Pesan ke %(to)s", to=recipient.number)))
    return ways


def _page(share: Assignment, form: SendLinkForm | None = None) -> ResponseReturnValue:
    recipient = _recipient(share)
    rules, _version = action_link_rules(db.session())
    ways = _ways(recipient)
    shown = form or SendLinkForm(channel=ways[0][0] if ways else None)
    shown.channel.choices = ways
    html = render_template(
        "action_links/new.html", share=share, form=shown, recipient=recipient, days=rules.days
    )
    return html, shown.http_status
