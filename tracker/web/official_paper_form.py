"""The form of a paper somebody writes: filled from what is stored, officials by the register."""

from dataclasses import asdict
from typing import Any

from flask_babel import gettext

from tracker.infra.db import db
from tracker.models.mandates import mandate
from tracker.models.official_papers import OfficialPaper
from tracker.models.people import Appointment, typed_signatory
from tracker.web import choices
from tracker.web.context import today
from tracker.web.forms.meetings import SELF_WRITTEN
from tracker.web.forms.official_papers import OfficialPaperForm, form_of, stored_values


def posted_paper(paper: OfficialPaper) -> OfficialPaperForm:
    return _with_choices(form_of(paper).from_request(), paper)


def stored_paper(paper: OfficialPaper) -> OfficialPaperForm:
    return _with_choices(form_of(paper)(data=stored_values(paper)), paper)


def columns_of(form: OfficialPaperForm) -> dict[str, Any]:
    """What to store: who was chosen signs as the register says (Pasal 44 Permendagri 1/2023).

    Raises DomainError when a mandate skips a level.
    """
    columns = form.columns()
    chosen = [row["official"].data for row in form.blocks]
    blocks = []
    for block, official in zip(form.blocks, chosen, strict=True):
        typed = {name: str(f.data or "") for name, f in block.items() if name != "official"}
        if official:
            signed = db.session.get_one(Appointment, int(official)).signature()
        else:
            signed = typed_signatory(
                typed["name"],
                typed["position"],
                rank_grade=typed["rank_grade"],
                employee_number=typed["employee_number"],
            )
        blocks.append({"label": "", **typed, **asdict(signed)})
    columns["signatories"] = [_mandated(block) for block in blocks if any(block.values())]
    return columns


def _mandated(block: dict[str, str]) -> dict[str, str]:
    signed_for, _, between = block["on_behalf_of"].partition(";")
    giver = mandate(signed_for.strip(), between.strip(), position=block["position"])
    return {**block, "on_behalf_of": giver}


def _with_choices(form: OfficialPaperForm, paper: OfficialPaper) -> OfficialPaperForm:
    form.paper = paper
    officials = [(str(key), label) for key, label in choices.officials(today())]
    for number, block in enumerate(form.blocks):
        none = SELF_WRITTEN if number else gettext("Seperti tertulis di bawah")
        block["official"].choices = [("", none), *officials]  # type: ignore[attr-defined]  # a select
    return form
