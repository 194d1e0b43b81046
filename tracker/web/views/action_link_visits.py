"""Tautan tugas: one task for whoever holds the link and the code that went to its address.

Looking sends nothing and opens nothing: mail programs look too.
"""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.action_links import read_link_token, send_code
from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.action_links import VISIT_LASTS, ActionLink, bearer_of, dead_link
from tracker.models.assignment_states import CLAIMS, OPEN_STATES
from tracker.models.sign_ins import LINKS
from tracker.models.updates import StatusUpdate
from tracker.reports.timelines import timeline
from tracker.web.context import asks_json, now, settings
from tracker.web.devices import device
from tracker.web.forms.action_links import CodeForm
from tracker.web.forms.assignments import UpdateForm
from tracker.web.forms.base import Form
from tracker.web.guesses import guesses_too_much
from tracker.web.saving import attempt
from tracker.web.sendings import accepted, refused, stored_report
from tracker.web.uploads import keep_uploads

views = Blueprint("action_link_visits", __name__, url_prefix="/tautan-tugas/<token>")

COOKIE = "rakor_tugas"


@views.get("")
def show(token: str) -> ResponseReturnValue:
    return _page(token)


@views.post("/kode")
def ask(token: str) -> ResponseReturnValue:
    form = CodeForm()
    if attempt(form, lambda: _send_code(token)) is None:
        return _page(token, form)
    flash(gettext("Kode akses sedang dikirim."))
    return redirect(url_for(".show", token=token), 303)


@views.post("/masuk")
def enter(token: str) -> ResponseReturnValue:
    """A wrong code is no refusal of the write: it is stored that it was tried."""
    form = CodeForm.from_request()
    if not form.validate():
        return _page(token, form)
    tried = attempt(form, lambda: (_open(token, form.code.data or ""),))
    if tried is None or tried[0] is None:
        if tried:
            form.code.errors = [gettext("Kode ini tidak cocok atau sudah tidak berlaku.")]
        return _page(token, form)
    answer = redirect(url_for(".show", token=token), 303)
    answer.set_cookie(
        *(COOKIE, tried[0]),
        max_age=VISIT_LASTS,
        path=url_for(".show", token=token),
        secure=not settings().on_loopback,
        httponly=True,
        samesite="Lax",
    )
    return answer


@views.post("/perkembangan")
def report(token: str) -> ResponseReturnValue:
    link, form = _link(token), UpdateForm.from_request()
    if not _is_open(link):
        return abort(401) if asks_json() else _page(token)
    if form.validate():
        kept = keep_uploads(form.files)
        stored = None if form.files.errors else attempt(form, lambda: _report(token, form, kept))
        if stored:
            flash(_thanks(stored))
            return accepted(url_for(".show", token=token))
    return refused(form) if asks_json() else _page(token, form)


def _link(token: str) -> ActionLink:
    """Whoever holds no link of ours has guessed, and gets the 404 of any unknown address until he
    has to wait.
    """
    link_id = read_link_token(token, settings().secret_key)
    link = db.session.get(ActionLink, link_id) if link_id is not None else None
    return link or abort(429 if guesses_too_much(LINKS) else 404)


def _is_open(link: ActionLink) -> bool:
    """On this device, for a link that still lives."""
    token = request.cookies.get(COOKIE, "")
    return link.is_live(now()) and link.is_opened_by(token, now())


def _send_code(token: str) -> bool:
    send_code(db.session(), _link(token), settings=settings(), at=now())
    return True


def _open(token: str, code: str) -> str | None:
    name, secret_key = device(request.user_agent.string), settings().secret_key
    return _link(token).open_with(code, secret_key=secret_key, device=name, at=now())


def _report(token: str, form: UpdateForm, kept: Sequence[StoredBytes]) -> StatusUpdate:
    """Looked up again: it may have been closed while the files were coming."""
    link = _link(token)
    link.hold()
    if not _is_open(link):
        raise dead_link()
    return stored_report(link.assignment, form, kept, by=bearer_of(link))


def _thanks(update: StatusUpdate) -> str:
    if update.report in CLAIMS:
        return str(gettext("Laporan terkirim dan menunggu verifikasi sekretariat."))
    return str(gettext("Terima kasih. Perkembangan tersimpan."))


def _page(token: str, form: Form | None = None) -> ResponseReturnValue:
    """The task where this device opened it, else the way to a code; of a dead link neither."""
    link, status = _link(token), form.http_status if form else 200
    if not link.is_live(now()):
        return render_template("action_link_visits/dead.html"), 410
    if not _is_open(link):
        code_form = form if isinstance(form, CodeForm) else CodeForm()
        page = render_template(
            "action_link_visits/door.html",
            link=link,
            form=code_form,
            token=token,
            sent=link.has_code(now()),
        )
        return page, status
    share = link.assignment
    moments = timeline(db.session(), share.id)
    page = render_template(
        "action_link_visits/task.html",
        link=link,
        share=share,
        last=moments[0] if moments else None,
        may_report=share.state in OPEN_STATES,
        form=form if isinstance(form, UpdateForm) else UpdateForm(),
        token=token,
    )
    return page, status
