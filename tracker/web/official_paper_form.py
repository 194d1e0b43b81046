"""The form of a paper somebody writes: filled from what is stored, officials by the register."""

from typing import Any

from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.mandates import given_mandate
from tracker.models.official_papers import OfficialPaper, signing_block
from tracker.models.people import Appointment, typed_signatory
from tracker.web import choices
from tracker.web.context import today
from tracker.web.forms.official_papers import OfficialPaperForm, form_of, stored_values


def posted_paper(paper: OfficialPaper) -> OfficialPaperForm:
    return _with_choices(form_of(paper.kind).from_request(), paper)


def stored_paper(paper: OfficialPaper) -> OfficialPaperForm:
    return _with_choices(form_of(paper.kind)(data=stored_values(paper)), paper)


def columns_of(form: OfficialPaperForm) -> dict[str, Any]:
    """What to store: who was chosen signs as the register says (Pasal 44 Permendagri 1/2023).

    Raises DomainError when a mandate skips a level.
    """
    blocks = [_signing(block) for block in form.blocks if any(block.values())]
    return {**form.columns(), "signatories": blocks}


def _signing(typed: dict[str, str]) -> dict[str, str]:
    if typed["official"]:
        signatory = db.session.get_one(Appointment, int(typed["official"])).signature()
    else:
        signatory = typed_signatory(
            typed["name"],
            typed["position"],
            rank_grade=typed["rank_grade"],
            employee_number=typed["employee_number"],
        )
    signed_for, _, between = typed["on_behalf_of"].partition(";")
    giver = given_mandate(
        db.session(), signed_for.strip(), between.strip(), position=signatory.position
    )
    return signing_block(signatory, label=typed["label"], on_behalf_of=giver)


def _with_choices(form: OfficialPaperForm, paper: OfficialPaper) -> OfficialPaperForm:
    form.paper = paper
    if paper.form.signatories:
        written = ("", gettext("Seperti tertulis di bawah"))
        officials = [(str(key), label) for key, label in choices.officials(today())]
        rows: Any = form["signatories"]
        for entry in rows:
            entry.form.official.choices = [written, *officials]
    return form
