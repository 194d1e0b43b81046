"""What the papers carry on top: the letterhead."""

from base64 import b64encode

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from tracker.infra.db import db, write
from tracker.infra.storage import StoredBytes, Unwanted
from tracker.models.errors import DomainError
from tracker.models.files import blob_for
from tracker.models.settings import Letterhead, letterhead, save_letterhead
from tracker.policy import can_administer
from tracker.web.access import require
from tracker.web.context import actor, now, store
from tracker.web.forms.settings import LetterheadForm

views = Blueprint("settings", __name__)

PICTURES = {"image/png", "image/jpeg"}


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("/pengaturan")
def show() -> ResponseReturnValue:
    kept, version = letterhead(db.session())
    form = LetterheadForm(
        version=version,
        government=kept.government,
        office=kept.office,
        address="\n".join(kept.address_lines),
    )
    return _page(form, kept)


@views.post("/pengaturan")
def update() -> ResponseReturnValue:
    form = LetterheadForm.from_request()
    kept, _version = letterhead(db.session())
    emblem = _emblem(form)
    wanted = Letterhead(
        government=form.government.data or "",
        office=form.office.data or "",
        address_lines=[text for text in (form.address.data or "").splitlines() if text],
        emblem_key=emblem.key if emblem else kept.emblem_key,
    )
    if form.errors or not form.validate() or not _saved(form, wanted, emblem):
        return _page(form, wanted), form.http_status
    flash(gettext("Kop surat tersimpan. Naskah yang sudah disahkan tidak berubah."), "success")
    return redirect(url_for("settings.show"), 303)


def _saved(form: LetterheadForm, wanted: Letterhead, emblem: StoredBytes | None) -> bool:
    at, session = now(), db.session()
    try:
        with write(session):
            if emblem:
                blob_for(
                    session,
                    key=emblem.key,
                    size=emblem.size,
                    media_type=emblem.media_type,
                    at=at,
                )
            version = form.version.data or 0
            save_letterhead(session, wanted, by=actor().user_id, at=at, version=version)
    except DomainError as error:
        form.refuse(error)
        return False
    return True


def _emblem(form: LetterheadForm) -> StoredBytes | None:
    """The uploaded picture, in the store already; a refusal stands beside its field."""
    upload = form.emblem.data
    if not isinstance(upload, FileStorage) or not upload.filename:
        return None
    try:
        stored = store().put(upload.stream, name=upload.filename)
    except Unwanted as reason:
        form.refuse(DomainError("unwanted", str(reason), field="emblem"))
        return None
    if stored.media_type not in PICTURES:
        sentence = gettext("Lambang harus berupa gambar PNG atau JPEG.")
        form.refuse(DomainError("unwanted", sentence, field="emblem"))
        return None
    return stored


def _page(form: LetterheadForm, shown: Letterhead) -> str:
    picture = b64encode(store().get(shown.emblem_key)).decode() if shown.emblem_key else ""
    return render_template("settings/show.html", form=form, letterhead=shown, picture=picture)
