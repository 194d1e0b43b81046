"""The one next act on a meeting's page: from the letter that calls it to the notula sent out."""

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext

from tracker.infra.db import db
from tracker.infra.text import N_
from tracker.models.invitations import Invitation, InvitationState
from tracker.models.meetings import Meeting, MeetingState
from tracker.models.minutes import Minutes, MinutesState
from tracker.models.users import Actor
from tracker.policy.distribution import can_distribute
from tracker.policy.invitations import can_approve_invitation, visible_invitations
from tracker.policy.meetings import can_edit_meeting
from tracker.policy.minutes import can_approve_minutes, can_initial_minutes
from tracker.reports.invitations import awaits_answer


@dataclass(frozen=True, slots=True)
class Step:
    """The one next act: a link, or with `state` a form that posts it."""

    label: str
    url: str
    state: str = ""


_CALLING = {
    InvitationState.DRAFT: N_("Lanjutkan surat undangan"),
    InvitationState.RETURNED: N_("Perbaiki surat undangan"),
    InvitationState.SUBMITTED: N_("Lihat surat undangan"),
    InvitationState.SENT: N_("Lihat jawaban undangan"),
}


def next_step(
    meeting: Meeting,
    minutes: Minutes | None,
    paper_id: int | None,
    actor: Actor,
    today: date,
    *,
    distributed: bool,
) -> Step | None:
    """What this reader is to do now; at most two statements.

    minutes, paper_id, distributed: the notula he may read, its sealed paper, whether it went out.
    """
    address = url_for("minutes.show", meeting_id=meeting.id)
    if paper_id and not distributed and can_distribute(actor, meeting):
        to_all = url_for("distribution.show", meeting_id=meeting.id)
        return Step(gettext("Distribusikan notula"), to_all)
    if minutes and minutes.state is MinutesState.APPROVED and paper_id:
        return Step(gettext("Baca notula"), address)
    if minutes and (step := _to_check(minutes, actor)):
        return step
    if meeting.state is not MeetingState.HELD:
        return _to_be_held(meeting, actor, today)
    return _to_write(meeting, minutes) if can_edit_meeting(actor, meeting) else None


def _to_write(meeting: Meeting, minutes: Minutes | None) -> Step:
    address = url_for("minutes.show", meeting_id=meeting.id)
    if minutes is None:
        return Step(gettext("Susun notula"), address)
    if minutes.open_remarks:
        return Step(gettext("Jawab tanggapan"), _remarks_of(meeting))
    if minutes.state is MinutesState.SUBMITTED:
        return Step(gettext("Lihat notula"), address)
    return Step(gettext("Lanjutkan notula"), address)


def _to_check(minutes: Minutes, actor: Actor) -> Step | None:
    """Of submitted minutes: initials first, then approval; attendees read them in their window."""
    if minutes.state is not MinutesState.SUBMITTED:
        return None
    meeting = minutes.meeting
    if can_initial_minutes(actor, minutes):
        return Step(gettext("Periksa dan paraf"), url_for("initials.show", meeting_id=meeting.id))
    if minutes.turn is None and can_approve_minutes(actor, minutes):
        return Step(gettext("Periksa dan sahkan"), url_for("minutes.show", meeting_id=meeting.id))
    if minutes.objections_until and not can_edit_meeting(actor, meeting):
        return Step(gettext("Baca notula yang diajukan"), _remarks_of(meeting))
    return None


def _to_be_held(meeting: Meeting, actor: Actor, today: date) -> Step | None:
    if not can_edit_meeting(actor, meeting):
        return _to_approve(meeting, actor) or _to_answer(meeting, actor, today)
    letter, past = _visible_letter(meeting, actor), meeting.is_over(on=today)
    if meeting.starts_on is None:
        return Step(gettext("Isi tanggal rapat"), _date_of(meeting))
    if letter and letter.state is InvitationState.SENT and letter.changes and not past:
        telling = url_for("invitation_sendings.changes", meeting_id=meeting.id)
        return Step(gettext("Beri tahu perubahan"), telling)
    if meeting.state is MeetingState.POSTPONED:
        return _to_a_new_date(meeting, letter, today)
    if _calls(meeting, letter, today):
        return _of_letter(meeting, letter)
    return _of_the_day(meeting, today)


def _to_approve(meeting: Meeting, actor: Actor) -> Step | None:
    letter = _visible_letter(meeting, actor) if actor.is_leader else None
    if not letter or letter.state is not InvitationState.SUBMITTED:
        return None
    if not can_approve_invitation(actor, letter):
        return None
    checking = url_for("invitation_approvals.new", meeting_id=meeting.id)
    return Step(gettext("Periksa dan setujui undangan"), checking)


def _to_answer(meeting: Meeting, actor: Actor, today: date) -> Step | None:
    if not awaits_answer(db.session(), actor, meeting.id, on=today):
        return None
    return Step(gettext("Jawab undangan"), _letter_of(meeting))


def _calls(meeting: Meeting, letter: Invitation | None, today: date) -> bool:
    """Whether calling people comes next: before the day, and on it while a letter lies unsent."""
    if meeting.state not in {MeetingState.DRAFT, MeetingState.SCHEDULED} or not meeting.starts_on:
        return False
    unsent = letter is not None and letter.state is not InvitationState.SENT
    return meeting.starts_on > today or (meeting.starts_on == today and unsent)


def _of_letter(meeting: Meeting, letter: Invitation | None) -> Step:
    if letter is None:
        return Step(gettext("Siapkan undangan"), _letter_of(meeting))
    if letter.state is InvitationState.APPROVED:
        sending = url_for("invitation_sendings.new", meeting_id=meeting.id)
        return Step(gettext("Periksa dan kirim undangan"), sending)
    return Step(gettext(_CALLING[letter.state]), _letter_of(meeting))


def _to_a_new_date(meeting: Meeting, letter: Invitation | None, today: date) -> Step:
    told = letter.facts.get("starts_on") if letter else None
    if meeting.starts_on and meeting.starts_on > today and meeting.starts_on.isoformat() != told:
        return _move(meeting, MeetingState.SCHEDULED, gettext("Jadwalkan lagi"))
    return Step(gettext("Isi tanggal baru"), _date_of(meeting))


def _of_the_day(meeting: Meeting, today: date) -> Step | None:
    if meeting.state is MeetingState.SCHEDULED and not meeting.is_over(on=today):
        return _move(meeting, MeetingState.IN_PROGRESS, gettext("Mulai rapat"))
    if MeetingState.HELD not in meeting.next_states:
        return None
    return _move(meeting, MeetingState.HELD, gettext("Nyatakan rapat selesai"))


def _move(meeting: Meeting, state: MeetingState, label: str) -> Step:
    return Step(label, url_for("meeting_states.update", meeting_id=meeting.id), state)


def _date_of(meeting: Meeting) -> str:
    return url_for("meetings.edit", meeting_id=meeting.id, _anchor="starts_on")


def _visible_letter(meeting: Meeting, actor: Actor) -> Invitation | None:
    letters = visible_invitations(actor).where(Invitation.meeting_id == meeting.id)
    return db.session().scalar(letters)


def _letter_of(meeting: Meeting) -> str:
    return url_for("invitations.show", meeting_id=meeting.id)


def _remarks_of(meeting: Meeting) -> str:
    return url_for("remarks.index", meeting_id=meeting.id)
