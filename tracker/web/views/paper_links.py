"""Naskah lewat tautan: one paper for whoever holds the link, and nothing besides."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from tracker.documents.distribution import read_link_token
from tracker.infra.db import db, write
from tracker.infra.media_types import fitting_name
from tracker.models.acknowledgements import Acknowledgement
from tracker.models.acknowledgements import acknowledge as say_read
from tracker.models.meetings import SecurityClass
from tracker.models.paper_links import PaperLink
from tracker.models.sign_ins import LINKS
from tracker.models.signings import file_to_send
from tracker.reports.distribution import sealed_minutes
from tracker.web.context import now, settings, today
from tracker.web.forms.distribution import AcknowledgementForm
from tracker.web.guesses import guesses_too_much
from tracker.web.paper_names import file_name
from tracker.web.saving import attempt
from tracker.web.views.files import attachment

views = Blueprint("paper_links", __name__, url_prefix="/naskah/<token>")


@dataclass(frozen=True, slots=True)
class LinkPage:
    """is_live: the paper is there to be read. replaced: by a ralat, since the link was sent."""

    link: PaperLink
    is_live: bool
    replaced: bool
    said: Acknowledgement | None

    @property
    def can_be_read(self) -> bool:
        return self.is_live and not self.replaced and self.link.document.is_ready

    @property
    def may_speak(self) -> bool:
        """The link of an organisation that has not said so yet."""
        return self.can_be_read and self.link.organisation_id is not None and self.said is None


@views.get("")
def show(token: str) -> ResponseReturnValue:
    return _page(token, AcknowledgementForm())


@views.get("/berkas")
def file(token: str) -> ResponseReturnValue:
    shown = _link_page(token)
    document, meeting = shown.link.document, shown.link.meeting
    file = file_to_send(db.session(), document)
    if not shown.can_be_read or file is None:
        return redirect(url_for(".show", token=token), 303)
    _note_reading(shown.link)
    name = file_name(document.kind, document.edition, meeting.subject, meeting.starts_on)
    key, media_type = file
    return attachment(key, media_type, fitting_name(name.removesuffix(".pdf"), media_type))


@views.post("/dibaca")
def acknowledge(token: str) -> ResponseReturnValue:
    """For the organisation the mail went to, under the name that is given."""
    form = AcknowledgementForm.from_request()
    if form.validate() and attempt(form, lambda: _say_read(token, form)):
        flash(gettext("Terima kasih. Tercatat bahwa notula ini sudah dibaca."))
        return redirect(url_for(".show", token=token), 303)
    return _page(token, form)


def _say_read(token: str, form: AcknowledgementForm) -> bool:
    shown = _link_page(token)
    office = shown.link.organisation_id
    if office is None or not shown.can_be_read:
        abort(404)
    say_read(db.session(), shown.link.document, office, by=None, at=now(), **form.values())
    return True


def _link_page(token: str) -> LinkPage:
    """Whoever holds no link of ours has guessed, and gets the 404 of any unknown address until he
    has to wait.
    """
    session = db.session()
    link_id = read_link_token(token, settings().secret_key)
    link = session.get(PaperLink, link_id) if link_id is not None else None
    if link is None:
        abort(429 if guesses_too_much(LINKS) else 404)
    newest = sealed_minutes(session, link.meeting)
    said = session.scalar(
        select(Acknowledgement).where(
            Acknowledgement.document_id == link.document_id,
            Acknowledgement.organisation_id == link.organisation_id,
        )
    )
    replaced = newest is not None and newest.id != link.document_id
    return LinkPage(link, link.is_live(now()), replaced, said)


def _note_reading(link: PaperLink) -> None:
    """Of what is classed above Biasa, once a day, before it is shown."""
    if link.security_class is SecurityClass.OPEN or link.read_on == today():
        return
    link_id, session = link.id, db.session()
    with write(session):
        session.get_one(PaperLink, link_id).note_reading(at=now(), day=today())


def _page(token: str, form: AcknowledgementForm) -> ResponseReturnValue:
    shown = _link_page(token)
    if shown.can_be_read:
        _note_reading(shown.link)
    html = render_template("paper_links/show.html", page=shown, form=form, token=token)
    return html, form.http_status if shown.is_live else 410
