"""Naskah dalam Word: a paper in a form that can be edited, asked for from the page of its PDF."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from tracker.documents.word.asking import ask_for_word
from tracker.infra.db import db, write
from tracker.models.documents import Document
from tracker.models.printouts import Printout
from tracker.web.context import actor, now
from tracker.web.paper_names import file_name
from tracker.web.paper_page import find_document, find_printout

views = Blueprint("word_papers", __name__)


@views.post("/naskah/<int:document_id>/word")
def of_document(document_id: int) -> ResponseReturnValue:
    with write(db.session()):
        document = find_document(document_id)
        meeting = document.meeting
        named = (document.kind, document.edition, meeting.subject, meeting.starts_on)
        return _asked(document, file_name(*named).removesuffix(".pdf"))


@views.post("/cetakan/<int:printout_id>/word")
def of_printout(printout_id: int) -> ResponseReturnValue:
    with write(db.session()):
        printout = find_printout(printout_id)
        return _asked(printout, printout.name)


def _asked(paper: Document | Printout, name: str) -> ResponseReturnValue:
    copy = ask_for_word(db.session(), paper, name=name, by=actor().user_id, at=now())
    return redirect(url_for("printouts.show", printout_id=copy.id), 303)
