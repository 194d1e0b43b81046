"""What the papers carry on top: the letterhead."""

from base64 import b64encode
from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.files import blob_for
from tracker.models.letterheads import Letterhead, letterhead, save_letterhead
from tracker.policy.administration import can_administer
from tracker.web.access import require
from tracker.web.context import actor, now, store
from tracker.web.forms.settings import LetterheadForm
from tracker.web.saving import Difference, attempt, differences
from tracker.web.uploads import keep_uploads

views = Blueprint("settings", __name__)

PICTURES = {"image/png", "image/jpeg"}


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("/pengaturan")
def show() -> ResponseReturnValue:
    kept, _version = letterhead(db.session())
    return _page(_stored_form(), kept)


@views.post("/pengaturan")
def update() -> ResponseReturnValue:
    form = LetterheadForm.from_request()
    emblem = _emblem(form) if form.validate() else None
    wanted = _letterhead(form, emblem)
    if not form.errors and attempt(form, lambda: _save(form, wanted, emblem)):
        flash(gettext("Kop surat tersimpan. Naskah yang sudah disahkan tidak berubah."))
        return redirect(url_for(".show"), 303)
    changed = differences(form, _stored_form()) if form.conflict else []
    return _page(form, wanted, changed), form.http_status


def _emblem(form: LetterheadForm) -> StoredBytes | None:
    """The uploaded picture, in the store already; a refusal stands beside its field."""
    kept = keep_uploads(form.emblem)
    unfit = kept and kept[0].media_type not in PICTURES
    if unfit or form.emblem.errors:
        form.emblem.errors = [gettext("Lambang harus berupa gambar PNG atau JPEG.")]
    return kept[0] if kept and not form.errors else None


def _letterhead(form: LetterheadForm, emblem: StoredBytes | None) -> Letterhead:
    """As it was typed; without a new picture the present one stays, unless it is to go."""
    kept, _version = letterhead(db.session())
    present = "" if form.without_emblem.data else kept.emblem_key
    return Letterhead(
        government=form.government.data or "",
        office=form.office.data or "",
        address_lines=[text for text in (form.address.data or "").splitlines() if text],
        emblem_key=emblem.key if emblem else present,
    )


def _save(form: LetterheadForm, wanted: Letterhead, emblem: StoredBytes | None) -> bool:
    session, at = db.session(), now()
    if emblem:
        blob_for(session, key=emblem.key, size=emblem.size, media_type=emblem.media_type, at=at)
    version = form.version.data or 0
    save_letterhead(session, wanted, by=actor().user_id, at=at, version=version)
    return True


def _stored_form() -> LetterheadForm:
    kept, version = letterhead(db.session())
    return LetterheadForm(
        version=version,
        government=kept.government,
        office=kept.office,
        address="\n".join(kept.address_lines),
    )


def _page(form: LetterheadForm, shown: Letterhead, changed: Sequence[Difference] = ()) -> str:
    picture = b64encode(store().get(shown.emblem_key)).decode() if shown.emblem_key else ""
    return render_template(
        "settings/show.html", form=form, letterhead=shown, picture=picture, changed=changed
    )
