"""Where a meeting's work is done, stage by stage: before, during and after it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from tracker.infra.orm import Labelled
from tracker.infra.text import N_
from tracker.models.agenda_course import IN_THE_ROOM
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.users import Actor
from tracker.policy.distribution import can_distribute
from tracker.policy.meetings import can_edit_meeting, can_take_notes


class Stage(Labelled):
    BEFORE = "before", N_("Sebelum rapat")
    DURING = "during", N_("Saat rapat")
    AFTER = "after", N_("Sesudah rapat")


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the meeting. open_to: whether this reader comes in, and it makes sense now.

    part: for the pages of a part of the record, its address.
    """

    stage: Stage
    label: str
    endpoint: str
    open_to: Callable[[Actor, Meeting], bool]
    part: str | None = None


def _in_series(_actor: Actor, meeting: Meeting) -> bool:
    return meeting.series_id is not None


def _follows_another(actor: Actor, meeting: Meeting) -> bool:
    return meeting.series_id is not None and can_edit_meeting(actor, meeting)


def _takes_proposals(actor: Actor, meeting: Meeting) -> bool:
    announced = meeting.state is not MeetingState.DRAFT
    return announced and (actor.is_agency or can_edit_meeting(actor, meeting))


def _is_shown_in_the_room(actor: Actor, meeting: Meeting) -> bool:
    return meeting.state in IN_THE_ROOM and can_edit_meeting(actor, meeting)


def _keeps_sealed(actor: Actor, meeting: Meeting) -> bool:
    """The record is locked while a notula stands approved."""
    return meeting.locked and can_distribute(actor, meeting)


DOORS: tuple[Door, ...] = (
    Door(Stage.BEFORE, N_("Acara"), "agenda.index", lambda _actor, _meeting: True),
    Door(Stage.BEFORE, N_("Usulan acara"), "agenda_proposals.index", _takes_proposals),
    Door(Stage.BEFORE, N_("Undangan"), "invitations.show", can_edit_meeting),
    Door(Stage.BEFORE, N_("Tindak lanjut rapat lalu"), "carry_over.index", _in_series),
    Door(Stage.BEFORE, N_("Daftar hadir kosong"), "papers.new_blank_list", can_edit_meeting),
    Door(Stage.DURING, N_("Layar rapat"), "room_screens.show", _is_shown_in_the_room),
    Door(Stage.DURING, N_("Notula rapat lalu"), "acceptances.show", _follows_another),
    Door(Stage.DURING, N_("Daftar hadir"), "rosters.show", can_edit_meeting),
    Door(Stage.DURING, N_("Meja catatan"), "notes.show", can_take_notes),
    Door(Stage.AFTER, N_("Notula"), "minutes.show", can_edit_meeting),
    Door(Stage.AFTER, N_("Pendistribusian"), "distribution.show", _keeps_sealed),
    Door(Stage.AFTER, N_("Surel rapat"), "deliveries.index", can_distribute),
    Door(Stage.AFTER, N_("Naskah"), "papers.index", can_edit_meeting),
)


def doors_of(meeting: Meeting, actor: Actor) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """Stages with a door for this reader: its name, then label and address of each."""
    stages = [
        (
            gettext(stage.label),
            [
                (gettext(d.label), url_for(d.endpoint, meeting_id=meeting.id, part=d.part))
                for d in DOORS
                if d.stage is stage and d.open_to(actor, meeting)
            ],
        )
        for stage in Stage
    ]
    return [(name, doors) for name, doors in stages if doors]
