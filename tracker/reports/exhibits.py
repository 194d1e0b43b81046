"""A claim's evidence as its verifier looks at it: pictures, dates, and where else it served."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session, aliased

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.actions import Action
from tracker.models.assignments import Assignment
from tracker.models.files import Blob, StoredFile
from tracker.models.organisations import Organisation
from tracker.models.previews import Preview, can_preview
from tracker.models.updates import Evidence, StatusUpdate
from tracker.models.users import Actor
from tracker.policy.actions import visible_assignments
from tracker.policy.selecting import holds

MOST_TWINS = 50

_SHARE = aliased(Assignment)  # beside the one that the right to see it speaks of


class Doubt(Labelled):
    """What its own date makes of a piece of evidence."""

    EARLY = "early", N_("Tanggal bukti mendahului kesepakatannya.")
    FUTURE = "future", N_("Tanggal bukti ada di masa depan.")


@dataclass(frozen=True, slots=True)
class Twin:
    """A share the reader sees, to which the same file or link was brought too."""

    assignment_id: int
    reference: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence. preview: its pictures, None where nobody asked for any."""

    evidence_id: int
    file_id: int | None
    name: str | None
    media_type: str
    link: str
    dated_on: date | None
    at: datetime
    preview: Preview | None
    twins: Sequence[Twin] = ()

    @property
    def host(self) -> str:
        """Of a link: where it really leads, as a browser would write it."""
        try:
            return (urlsplit(self.link).hostname or "").encode("idna").decode()
        except (ValueError, UnicodeError):
            return ""

    @property
    def can_preview(self) -> bool:
        return can_preview(self.media_type)

    def doubt(self, *, agreed_on: date, today: date) -> Doubt | None:
        if self.dated_on is None or agreed_on <= self.dated_on <= today:
            return None
        return Doubt.EARLY if self.dated_on < agreed_on else Doubt.FUTURE


def exhibits(session: Session, actor: Actor, update_id: int) -> list[Exhibit]:
    """The evidence of one report the caller was found to see (two statements)."""
    rows: Sequence[Any] = session.execute(
        select(
            *(Evidence.id, Evidence.file_id, StoredFile.name, Blob.media_type, Evidence.link),
            *(Evidence.dated_on, Evidence.at, Preview),
        )
        .outerjoin(StoredFile, StoredFile.id == Evidence.file_id)
        .outerjoin(Blob, Blob.id == StoredFile.blob_id)
        .outerjoin(Preview, Preview.blob_id == Blob.id)
        .where(Evidence.update_id == update_id)
        .order_by(Evidence.id)
    ).all()
    if not rows:
        return []
    twins = _twins(session, actor, update_id)
    return [
        Exhibit(
            evidence_id=row.id,
            file_id=row.file_id,
            name=row.name,
            media_type=row.media_type or "",
            link=row.link,
            dated_on=row.dated_on,
            at=row.at,
            preview=row.Preview,
            twins=twins.get(row.id, ()),
        )
        for row in rows
    ]


def _twins(session: Session, actor: Actor, update_id: int) -> dict[int, list[Twin]]:
    """By piece of evidence: the other shares that were claimed with the same file or link."""
    found: dict[int, dict[int, Twin]] = {}
    for row in session.execute(_same_elsewhere(actor, update_id)):
        twin = Twin(row.share, row.reference, row.short_name, row.at)
        found.setdefault(row.evidence_id, {}).setdefault(row.share, twin)
    return {key: list(others.values()) for key, others in found.items()}


def _same_elsewhere(actor: Actor, update_id: int) -> Select[*tuple[Any, ...]]:
    """Each way by an index of its own. What is Rahasia is not even counted to others."""
    own, other = aliased(Evidence), aliased(Evidence)
    own_file, other_file = aliased(StoredFile), aliased(StoredFile)
    mine = select(own.id.label("evidence_id"), other.id.label("other_id"))
    same_file = (
        mine.join(own_file, own_file.id == own.file_id)
        .join(other_file, other_file.blob_id == own_file.blob_id)
        .join(other, other.file_id == other_file.id)
    )
    same_link = mine.join(other, (other.link == own.link) & (other.link != ""))
    pairs = union(*(way.where(own.update_id == update_id) for way in (same_file, same_link)))
    same = pairs.subquery()
    seen = holds(visible_assignments(actor), Assignment.id == StatusUpdate.assignment_id)
    claimant = select(StatusUpdate.assignment_id).where(StatusUpdate.id == update_id)
    return (
        select(
            same.c.evidence_id,
            StatusUpdate.assignment_id.label("share"),
            *(Action.reference, Organisation.short_name, Evidence.at),
        )
        .join(Evidence, Evidence.id == same.c.other_id)
        .join(StatusUpdate, StatusUpdate.id == Evidence.update_id)
        .join(_SHARE, _SHARE.id == StatusUpdate.assignment_id)
        .join(Action, Action.id == _SHARE.action_id)
        .join(Organisation, Organisation.id == _SHARE.organisation_id)
        .where(StatusUpdate.assignment_id != claimant.scalar_subquery(), seen)
        .order_by(same.c.evidence_id, Evidence.at, Evidence.id)
        .limit(MOST_TWINS)
    )
