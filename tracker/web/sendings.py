"""Answers to a form that a script sends in place, with its progress, and a browser without one.

The script asks for JSON, and is told where to go on or what to mend, beside which field.
"""

import hashlib
from collections.abc import Sequence
from functools import partial

from flask import redirect
from flask.typing import ResponseReturnValue

from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.assignment_states import Report
from tracker.models.assignments import Assignment
from tracker.models.files import FileKind, stored_file
from tracker.models.updates import Reporter, StatusUpdate, sent_before
from tracker.web.context import asks_json, now, today
from tracker.web.forms.assignments import UpdateForm
from tracker.web.forms.base import Form


def accepted(url: str) -> ResponseReturnValue:
    return {"url": url} if asks_json() else redirect(url, 303)


def refused(form: Form) -> ResponseReturnValue:
    """The refusals by name of the field; those of no field under the empty name."""
    told = {name or "": [str(message) for message in said] for name, said in form.errors.items()}
    return {"errors": told}, form.http_status


def sending_of(form: UpdateForm, kept: Sequence[StoredBytes]) -> str:
    """What is the same only when the same report is sent again, and so is stored once.

    The key alone would also hold back a second report written into a page that was gone back to.
    """
    words = [form.key.data, form.report.data, form.note.data, form.link.data, form.dated_on.data]
    told = "\n".join([*(str(word) for word in words), *(file.key for file in kept)])
    return hashlib.sha256(told.encode()).hexdigest()


def stored_report(
    share: Assignment, form: UpdateForm, kept: Sequence[StoredBytes], *, by: Reporter
) -> StatusUpdate:
    """The report of a valid form, with the files the store kept; call inside `write`.

    Of one sent before, whose answer was lost, what was stored then.
    Raises DomainError as `Assignment.post_update`.
    """
    at, sending = now(), sending_of(form, kept)
    if known := sent_before(share, sending):
        return known
    mine = partial(
        stored_file,
        db.session(),
        kind=FileKind.EVIDENCE,
        by=by.user_id,
        at=at,
        assignment_id=share.id,
    )
    return share.post_update(
        Report(form.report.data),
        form.note.data or "",
        by=by,
        at=at,
        files=[mine(stored=one) for one in kept],
        link=(form.link.data or "").strip(),
        dated_on=form.dated_on.data,
        today=today(),
        sending=sending,
    )
