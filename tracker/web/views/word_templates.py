"""Templat Word: what papers in Word are made with; downloaded, changed in Word, uploaded again."""

import hashlib

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.documents.word.fields import BLOCKS, FILTERS, WORDS
from tracker.documents.word.findings import Finding, Inspection
from tracker.documents.word.kinds import TEMPLATE_KINDS
from tracker.documents.word.layout import page
from tracker.documents.word.running import WordFailed, default_template, inspected
from tracker.infra.db import db
from tracker.infra.media_types import DOCX
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.errors import DomainError
from tracker.models.paper_layouts import paper_layout
from tracker.models.word_templates import EVERY_KIND, WordTemplate, word_templates
from tracker.policy.administration import can_administer
from tracker.web.access import require
from tracker.web.context import actor, now, store
from tracker.web.forms.word_templates import RetireForm, WordTemplateForm
from tracker.web.saving import attempt, differences
from tracker.web.uploads import keep_uploads
from tracker.web.views.files import attachment, download

views = Blueprint("word_templates", __name__, url_prefix="/pengaturan/templat-word")

PLACES = {label.lower().replace(" ", "-"): kind for kind, label in TEMPLATE_KINDS.items()}


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("")
def index() -> ResponseReturnValue:
    given = word_templates(db.session())
    kinds = [(place, TEMPLATE_KINDS[kind], given.get(kind)) for place, kind in PLACES.items()]
    return render_template("word_templates/index.html", kinds=kinds, shared=_shared(given))


@views.get("/<place>")
def show(place: str) -> ResponseReturnValue:
    return _page(place, WordTemplateForm(version=_version(place)))


@views.get("/<place>/berkas")
def file(place: str) -> ResponseReturnValue:
    """What papers of this kind are made with now, to be changed in Word."""
    given = _given(place)
    if given and given.active:
        return attachment(given.blob.key, DOCX, given.name)
    made = default_template(page(paper_layout(db.session())[0]))
    etag = hashlib.sha256(made).hexdigest()
    return download(made, DOCX, f"Templat {gettext(TEMPLATE_KINDS[_kind(place)])}.docx", etag=etag)


@views.post("/<place>")
def update(place: str) -> ResponseReturnValue:
    kind, form = _kind(place), WordTemplateForm.from_request()
    stored = _checked(form) if form.validate() else None
    if stored and attempt(form, lambda: _save(kind, form, stored)):
        return redirect(url_for(".show", place=place), 303)
    if form.conflict:
        differences(form, WordTemplateForm(version=_version(place)))
    return _page(place, form)


@views.get("/<place>/bawaan")
def ask_to_retire(place: str) -> ResponseReturnValue:
    return _retire_page(place, RetireForm(version=_version(place)))


@views.post("/<place>/bawaan")
def retire(place: str) -> ResponseReturnValue:
    kind, form = _kind(place), RetireForm.from_request()
    if form.validate() and attempt(form, lambda: _retire(kind, form)):
        flash(gettext("Naskah dibuat dengan templat bawaan lagi."))
        return redirect(url_for(".show", place=place), 303)
    return _retire_page(place, form)


def _checked(form: WordTemplateForm) -> StoredBytes | None:
    """The upload, in the store already; what is wrong with it stands on top of the form."""
    kept = keep_uploads(form.file)
    if not kept:
        return None
    if kept[0].media_type != DOCX:
        form.file.errors = [gettext("Templat harus berupa Dokumen Word (.docx).")]
        return None
    try:
        found = inspected(store().get(kept[0].key))
    except WordFailed:
        found = Inspection((Finding(N_("Templat ini terlalu besar atau terlalu rumit.")),))
    form.form_errors += [_sentence(fault) for fault in found.faults]
    if not found.faults:
        for warning in found.warnings:
            flash(_sentence(warning), "warning")
    return None if found.faults else kept[0]


def _save(kind: str, form: WordTemplateForm, stored: StoredBytes) -> bool:
    by, version = actor().user_id, form.version.data or 0
    WordTemplate.save(db.session(), kind, stored, by=by, at=now(), version=version)
    flash(gettext("Templat tersimpan dan dipakai mulai naskah Word berikutnya."))
    return True


def _retire(kind: str, form: RetireForm) -> bool:
    given = word_templates(db.session()).get(kind)
    if given is None:
        raise DomainError("no_template", N_("Naskah ini sudah memakai templat bawaan."))
    given.retire(by=actor().user_id, at=now(), version=form.version.data or 0)
    return True


def _page(place: str, form: WordTemplateForm) -> ResponseReturnValue:
    html = render_template(
        "word_templates/show.html",
        form=form,
        place=place,
        label=TEMPLATE_KINDS[_kind(place)],
        given=_given(place),
        shared=_shared(word_templates(db.session())),
        fields={**{f"p {name}": told for name, told in BLOCKS.items()}, **WORDS},
        filters=FILTERS,
    )
    return html, form.http_status


def _retire_page(place: str, form: RetireForm) -> ResponseReturnValue:
    label, given = TEMPLATE_KINDS[_kind(place)], _given(place)
    html = render_template(
        "word_templates/retire.html", form=form, place=place, label=label, given=given
    )
    return html, form.http_status


def _shared(given: dict[str, WordTemplate]) -> bool:
    """Whether an office gave one for all kinds that have none of their own."""
    return EVERY_KIND in given and given[EVERY_KIND].active


def _sentence(finding: Finding) -> str:
    return str(gettext(finding.message)) % finding.params


def _given(place: str) -> WordTemplate | None:
    return word_templates(db.session()).get(_kind(place))


def _version(place: str) -> int:
    given = _given(place)
    return given.version if given else 0


def _kind(place: str) -> str:
    return PLACES.get(place) or abort(404)
