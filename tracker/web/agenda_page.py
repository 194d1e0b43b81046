"""What the agenda page of a meeting shows, as far as the reader may know it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tracker.infra.db import db
from tracker.models.agenda import AgendaItem, AgendaKind
from tracker.models.agenda_proposals import AgendaProposal, ProposalState
from tracker.models.files import StoredFile
from tracker.models.meetings import Meeting
from tracker.models.parked_items import ParkedItem
from tracker.models.users import Actor
from tracker.policy.agenda import visible_proposals
from tracker.policy.files import visible_files
from tracker.policy.meetings import can_edit_meeting
from tracker.reports.parked_items import waiting_items
from tracker.reports.timetables import Timetable, timetable


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """materials: files by item id. links: label and address by kind, of what an item stands for.
    waiting: proposals without an answer. parked: for the secretariat alone."""

    meeting: Meeting
    may_edit: bool
    timetable: Timetable
    materials: dict[int, list[StoredFile]]
    links: dict[AgendaKind, tuple[str, str]]
    waiting: int
    parked: Sequence[ParkedItem]


def agenda_page(meeting: Meeting, actor: Actor) -> AgendaPage:
    """Four statements, however long the agenda is."""
    session = db.session()
    listed = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    listed = listed.options(
        joinedload(AgendaItem.proposal).joinedload(AgendaProposal.organisation)
    ).order_by(AgendaItem.position, AgendaItem.id)
    may_edit = can_edit_meeting(actor, meeting) and not meeting.locked
    return AgendaPage(
        meeting=meeting,
        may_edit=may_edit,
        timetable=timetable(meeting, session.scalars(listed).all()),
        materials=_materials(meeting, actor),
        links=_links(meeting, keeps_record=can_edit_meeting(actor, meeting)),
        waiting=_waiting(meeting, actor) if may_edit else 0,
        parked=waiting_items(session, actor, meeting.series_id),
    )


def _materials(meeting: Meeting, actor: Actor) -> dict[int, list[StoredFile]]:
    given = visible_files(actor).where(
        StoredFile.meeting_id == meeting.id, StoredFile.agenda_item_id.is_not(None)
    )
    by_item: dict[int, list[StoredFile]] = {}
    for file in db.session.scalars(given.order_by(StoredFile.id)):
        by_item.setdefault(file.agenda_item_id or 0, []).append(file)
    return by_item


def _links(meeting: Meeting, *, keeps_record: bool) -> dict[AgendaKind, tuple[str, str]]:
    """Where the matter of an item that stands for something is read."""
    if meeting.series_id is None:
        return {}
    open_work = url_for("carry_over.index", meeting_id=meeting.id)
    links = {AgendaKind.FOLLOW_UP: (gettext("Lihat tindak lanjut rapat lalu"), open_work)}
    if keeps_record:
        accepted = url_for("acceptances.show", meeting_id=meeting.id)
        links[AgendaKind.PREVIOUS_MINUTES] = (gettext("Lihat notula rapat lalu"), accepted)
    return links


def _waiting(meeting: Meeting, actor: Actor) -> int:
    unanswered = visible_proposals(actor).where(
        AgendaProposal.meeting_id == meeting.id, AgendaProposal.state == ProposalState.PROPOSED
    )
    return db.session.scalar(select(func.count()).select_from(unanswered.subquery())) or 0
