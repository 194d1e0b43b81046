"""Penarikan naskah: asked once more, with its reason."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.models.documents import Document
from tracker.models.withdrawals import withdraw
from tracker.policy.signings import can_withdraw
from tracker.web.context import actor, now
from tracker.web.forms.signings import WithdrawalForm
from tracker.web.paper_page import find_document
from tracker.web.saving import attempt

views = Blueprint("withdrawals", __name__, url_prefix="/naskah/<int:document_id>/penarikan")


@views.get("")
def new(document_id: int) -> ResponseReturnValue:
    return _page(find_document(document_id, can_withdraw), WithdrawalForm())


@views.post("")
def create(document_id: int) -> ResponseReturnValue:
    document, form = find_document(document_id, can_withdraw), WithdrawalForm.from_request()
    if form.validate() and attempt(form, lambda: _withdraw(document_id, form.reason.data or "")):
        flash(gettext("Naskah ditarik. Halaman pemeriksaan kini menyatakannya."))
        return redirect(url_for("documents.show", document_id=document_id), 303)
    return _page(document, form)


def _withdraw(document_id: int, reason: str) -> bool:
    withdraw(find_document(document_id, can_withdraw), reason, by=actor(), at=now())
    return True


def _page(document: Document, form: WithdrawalForm) -> ResponseReturnValue:
    return render_template("withdrawals/new.html", document=document, form=form), form.http_status
