"""Riwayat catatan: all that ever stood in a section, compared with now, and restored."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import Select, select

from tracker.infra.db import db
from tracker.infra.line_differences import LinePair, compare_lines
from tracker.infra.text import plain_text
from tracker.infra.typed_lines import taken_apart
from tracker.models.minutes_sections import MinutesSection, SectionRevision
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.section_histories import bursts
from tracker.web.access import LARGEST_ID, find, find_meeting
from tracker.web.context import actor, now
from tracker.web.forms.notes import RestoreForm
from tracker.web.note_desk import open_meeting, place_of
from tracker.web.paging import PAGE_SIZE, after_id, page_of
from tracker.web.saving import attempt

views = Blueprint(
    "section_revisions", __name__, url_prefix="/rapat/<int:meeting_id>/catatan/<int:section_id>"
)


@views.get("/riwayat")
def index(meeting_id: int, section_id: int) -> ResponseReturnValue:
    """With ?banding= one of them beside what stands there now; with ?lengkap=1 none is folded."""
    return _page(meeting_id, section_id, RestoreForm())


@views.post("/riwayat")
def restore(meeting_id: int, section_id: int) -> ResponseReturnValue:
    open_meeting(meeting_id)
    _known(meeting_id, section_id)
    form = RestoreForm.from_request()
    if form.validate():
        where = attempt(form, lambda: _restore(meeting_id, section_id, form))
        if where is not None:
            flash(gettext("Isi itu dipulihkan. Isi sebelumnya tetap ada dalam riwayat."))
            return redirect(url_for("notes.show", meeting_id=meeting_id, tempat=where), 303)
    return _page(meeting_id, section_id, form)


def _restore(meeting_id: int, section_id: int, form: RestoreForm) -> str:
    """Where it stands now. A section that was removed comes back as a new one."""
    meeting, section = open_meeting(meeting_id), _section(meeting_id, section_id)
    revision = find(_revisions(meeting_id, section_id), form.revision.data or 0)
    by, at = actor().user_id, now()
    if section is None:
        section = MinutesSection.append(
            meeting, by=by, at=at, heading=revision.heading, body=revision.body
        )
    else:
        section.restore(revision, by=by, at=at, version=form.version.data or 0)
    return place_of(section)


def _page(meeting_id: int, section_id: int, form: RestoreForm) -> ResponseReturnValue:
    meeting = find_meeting(meeting_id, can_edit_meeting)
    section, heading = _known(meeting_id, section_id)
    form.version.now_shows(section.version if section else 0)
    each = "lengkap" in request.args
    rows = bursts(
        db.session(), meeting_id, section_id, limit=PAGE_SIZE + 1, before=after_id(), each=each
    )
    page = render_template(
        "section_revisions/index.html",
        meeting=meeting,
        section=section,
        section_id=section_id,
        place=place_of(section),
        heading=heading,
        page=page_of(rows, lambda burst: [burst.id]),
        compared=_compared(meeting_id, section_id, section),
        form=form,
        each=each,
        folded=any(burst.count > 1 for burst in rows),
    )
    return page, form.http_status


def _compared(
    meeting_id: int, section_id: int, section: MinutesSection | None
) -> tuple[SectionRevision, list[LinePair]] | None:
    """The words of one revision beside those of now; how they are formatted is not compared."""
    wanted = request.args.get("banding", type=int)
    if wanted is None:
        return None
    revision = find(_revisions(meeting_id, section_id), wanted)
    now_there = section.body if section else ""
    return revision, compare_lines(_words(revision.body), _words(now_there))


def _known(meeting_id: int, section_id: int) -> tuple[MinutesSection | None, str]:
    """The section, None once it was removed, and its heading; 404 where it never was."""
    section = _section(meeting_id, section_id)
    if section is not None:
        return section, section.heading
    newest = _revisions(meeting_id, section_id).order_by(SectionRevision.id.desc()).limit(1)
    revision = db.session.scalar(newest) or abort(404)
    return None, revision.heading


def _section(meeting_id: int, section_id: int) -> MinutesSection | None:
    if section_id > LARGEST_ID:
        abort(404)
    found = select(MinutesSection).where(MinutesSection.meeting_id == meeting_id)
    section: MinutesSection | None = db.session.scalar(found.where(MinutesSection.id == section_id))
    return section


def _revisions(meeting_id: int, section_id: int) -> Select[SectionRevision]:
    return select(SectionRevision).where(
        SectionRevision.meeting_id == meeting_id, SectionRevision.section_id == section_id
    )


def _words(body: str) -> str:
    head, text = taken_apart(body)
    return "\n".join(part for part in (plain_text(head), text) if part)
