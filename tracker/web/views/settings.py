"""Pengaturan: the way to everything an admin decides for the installation."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from tracker.policy.administration import can_administer
from tracker.web.access import require
from tracker.web.context import actor

views = Blueprint("settings", __name__)


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("/pengaturan")
def show() -> ResponseReturnValue:
    return render_template("settings/show.html")
