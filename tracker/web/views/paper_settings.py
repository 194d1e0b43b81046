"""Letterheads, layout and habits of the papers, each with a sample drawn before it is saved."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import defer

from tracker.documents.samples import print_sample
from tracker.infra.db import db
from tracker.models.letterheads import OfficeLetterhead, may_have_letterhead, with_letterhead
from tracker.models.organisations import Organisation
from tracker.models.printouts import Printout, PrintoutKind
from tracker.policy.administration import can_administer
from tracker.web.access import find, require
from tracker.web.context import actor, asks_part, now, store
from tracker.web.forms.base import Form
from tracker.web.forms.paper_settings import OfficeFilterForm
from tracker.web.letterhead_settings import OfficeSection
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.paper_settings import SECTIONS
from tracker.web.saving import attempt, differences
from tracker.web.settings_section import Section

views = Blueprint("paper_settings", __name__, url_prefix="/pengaturan/naskah")


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    return redirect(url_for(".edit", slug=SECTIONS[0].slug), 303)


@views.route("/<slug>", methods=["GET", "POST"])
def edit(slug: str) -> ResponseReturnValue:
    return _edited(_section(slug))


@views.post("/<slug>/pratinjau")
def preview(slug: str) -> ResponseReturnValue:
    return _previewed(_section(slug))


@views.get("/instansi")
def offices() -> ResponseReturnValue:
    """Those that may have a kop of their own."""
    form = OfficeFilterForm(request.args)
    wanted = select(Organisation, OfficeLetterhead.id).outerjoin(OfficeLetterhead)
    wanted = wanted.where(with_letterhead()).order_by(Organisation.name, Organisation.id)
    if form.cari.data:
        wanted = wanted.where(Organisation.name.icontains(form.cari.data, autoescape=True))
    match cursor():
        case [str(name), int(row_id)]:
            wanted = wanted.where(tuple_(Organisation.name, Organisation.id) > (name, row_id))
    rows = db.session.execute(wanted.limit(PAGE_SIZE + 1)).all()
    page = page_of(rows, lambda row: [row[0].name, row[0].id])
    return render_template("paper_settings/offices.html", form=form, page=page, sections=SECTIONS)


@views.route("/instansi/<int:organisation_id>", methods=["GET", "POST"])
def office(organisation_id: int) -> ResponseReturnValue:
    return _edited(_office(organisation_id))


@views.post("/instansi/<int:organisation_id>/pratinjau")
def preview_office(organisation_id: int) -> ResponseReturnValue:
    return _previewed(_office(organisation_id))


@views.get("/contoh/<int:printout_id>")
def sample(printout_id: int) -> ResponseReturnValue:
    shown = _own(printout_id)
    if asks_part():
        return _sample_part(shown)
    return render_template("paper_settings/sample.html", sample=shown, problems=[])


@views.get("/contoh/<int:printout_id>/<int:page>")
def picture(printout_id: int, page: int) -> ResponseReturnValue:
    """A JPEG that our own process drew of a paper we printed."""
    pictures = _own(printout_id).pictures
    if not 1 <= page <= len(pictures):
        abort(404)
    headers = {
        "Content-Type": "image/jpeg",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return store().get(pictures[page - 1]), 200, headers


def _edited(section: Section[Any]) -> ResponseReturnValue:
    if request.method == "GET":
        return _page(section, section.stored())
    form = section.form.from_request()
    if section.takes(form) and attempt(form, lambda: section.save(form) or True):
        flash(gettext("Tersimpan. Naskah yang sudah disahkan tidak berubah."))
        return redirect(request.path, 303)
    changed = differences(form, section.stored()) if form.conflict else []
    return _page(section, form, changed=changed), form.http_status


def _previewed(section: Section[Any]) -> ResponseReturnValue:
    """What the form would print; nothing of it is stored."""
    form = section.form.from_request()
    printed = attempt(form, lambda: _print(section, form)) if section.takes(form) else None
    shown = find(_samples(), printed) if printed else None
    if not asks_part():
        return _page(section, form, sample=shown), form.http_status
    problems = [f"{field.label.text}: {field.errors[0]}" for field in form if field.errors]
    return _sample_part(shown, problems)


def _sample_part(shown: Printout | None, problems: Sequence[str] = ()) -> str:
    return render_template(
        "paper_settings/_sample.html", sample=shown, problems=problems, part=True
    )


def _print(section: Section[Any], form: Form) -> int:
    return print_sample(db.session(), section.sample(form), by=actor(), at=now()).id


def _page(section: Section[Any], form: Form, **values: Any) -> str:
    """changed: what another admin stored meanwhile. sample: a printout, where one was asked for."""
    template = f"paper_settings/{section.template}.html"
    edit_url = request.path.removesuffix("/pratinjau")
    values = {"changed": [], "sample": None, "problems": [], **values}
    return render_template(
        template,
        section=section,
        sections=SECTIONS,
        form=form,
        edit_url=edit_url,
        preview_url=f"{edit_url}/pratinjau",
        **values,
    )


def _section(slug: str) -> Section[Any]:
    found = [section for section in SECTIONS if section.slug == slug]
    return found[0]() if found else abort(404)


def _office(organisation_id: int) -> OfficeSection:
    organisation = find(select(Organisation), organisation_id)
    return OfficeSection(organisation) if may_have_letterhead(organisation) else abort(404)


def _own(printout_id: int) -> Printout:
    return find(_samples(), printout_id)


def _samples() -> Select[Printout]:
    """Those of the actor himself, without the bytes they print."""
    own = (Printout.user_id == actor().user_id) & (Printout.kind == PrintoutKind.SAMPLE)
    return select(Printout).where(own).options(defer(Printout.snapshot))
