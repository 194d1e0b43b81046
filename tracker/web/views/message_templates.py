"""The template of messages: edited with a preview, and tried with one message."""

from collections.abc import Sequence
from contextlib import suppress

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.text import N_
from tracker.models.deliveries import DeliveryKind, Recipient, queue_message
from tracker.models.errors import DomainError
from tracker.models.message_templates import (
    PLACES,
    filled,
    message_template,
    save_message_template,
)
from tracker.models.phones import checked_number
from tracker.policy.administration import can_administer
from tracker.web.access import require
from tracker.web.context import actor, now, settings
from tracker.web.forms.message_templates import MessageTemplateForm, TestMessageForm
from tracker.web.saving import Difference, attempt, differences

views = Blueprint("message_templates", __name__, url_prefix="/pengaturan/pesan")

SAMPLE = {
    "to": "+6281234567890",
    "name": "Dinas Kesehatan",
    "subject": "Pengingat tindak lanjut: 4 tugas",
    "text": "Yth. “Dinas Kesehatan”\n\n4 tugas perlu perhatian hari ini.",
    "id": "0123456789abcdef@rakor.internal",
}


@views.before_request
def _admins_only() -> None:
    require(can_administer(actor()))


@views.get("")
def show() -> ResponseReturnValue:
    return _page(_stored_form())


@views.post("")
def update() -> ResponseReturnValue:
    form = MessageTemplateForm.from_request()
    if form.validate() and attempt(form, lambda: _save(form)):
        flash(gettext("Templat pesan tersimpan."))
        return redirect(url_for(".show"), 303)
    changed = differences(form, _stored_form()) if form.conflict else []
    return _page(form, changed=changed)


@views.post("/uji")
def test() -> ResponseReturnValue:
    """One message by the stored template; how it fared stands in the log."""
    form = TestMessageForm.from_request()
    if form.validate() and attempt(form, lambda: _test(form)):
        flash(gettext("Pesan uji masuk antrean. Hasilnya tampil di bawah ini."))
        return redirect(url_for("general_deliveries.index"), 303)
    return _page(_stored_form(), form)


def _stored_form() -> MessageTemplateForm:
    template, version = message_template(db.session())
    return MessageTemplateForm(template=template, version=version)


def _save(form: MessageTemplateForm) -> bool:
    by, version = actor().user_id, form.version.data or 0
    template = form.template.data or ""
    save_message_template(db.session(), template, by=by, at=now(), version=version)
    return True


def _test(form: TestMessageForm) -> bool:
    if not settings().webhook_url:
        raise DomainError("no_gateway", N_("Gateway pesan belum disetel pada aplikasi ini."))
    number = checked_number(form.number.data or "", field="number")
    queue_message(
        *(db.session(), DeliveryKind.TEST, None),
        Recipient(gettext("Uji gateway"), "", number=number),
        subject=gettext("Pesan uji"),
        text=gettext("Ini pesan uji dari Rakor."),
        url=settings().base_url,
        key=f"test:{actor().user_id}:{now().isoformat()}",
        at=now(),
        by=actor().user_id,
    )
    return True


def _page(
    form: MessageTemplateForm,
    test_form: TestMessageForm | None = None,
    changed: Sequence[Difference] = (),
) -> ResponseReturnValue:
    preview = ""
    with suppress(DomainError):
        sample = {**SAMPLE, "url": f"{settings().base_url}/tugas"}
        preview = filled(form.template.data or "", sample, indent=2)
    html = render_template(
        "message_templates/show.html",
        form=form,
        test_form=test_form or TestMessageForm(),
        preview=preview,
        changed=changed,
        places=PLACES,
        is_set=bool(settings().webhook_url),
    )
    return html, (test_form or form).http_status
