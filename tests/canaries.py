"""A house in which every word of one agency, and every word to it, carries a canary.

Each is named for where it was put ("Kenari-uraian"), so that one that sings elsewhere tells from
where it flew.
"""

import io
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.evidence import pdf_of
from tests.factories import NOW, TODAY, make_action, make_assignment, make_meeting, make_series
from tests.outside import make_ordered
from tests.web.office import Office
from tracker.config import Settings
from tracker.documents.action_links import send_link
from tracker.infra.storage import Store
from tracker.models.action_links import ActionLink
from tracker.models.actions import Action
from tracker.models.agenda_proposals import AgendaProposal
from tracker.models.assigning import entrust, reassign
from tracker.models.assignment_states import Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, Recipient
from tracker.models.escalations import Level, climb
from tracker.models.extensions import ask_for_date
from tracker.models.files import FileKind, StoredFile, stored_file
from tracker.models.invitees import Answer, Invitee, answer_invitation
from tracker.models.meetings import Meeting
from tracker.models.objections import Ground, object_to
from tracker.models.people import Position, PositionLevel
from tracker.models.previews import keep_pictures
from tracker.models.questions import answer_question, ask
from tracker.models.users import Actor, User, actor_of

CANARY = re.compile(r"[Kk]enari-[a-z]+")
LATER = TODAY + timedelta(days=30)


@dataclass
class Aviary:
    """agency: whose words they are; other: the agency that must hear none of them."""

    session: Session
    store: Store
    settings: Settings
    office: Office
    agency: Actor
    secretariat: Actor

    @classmethod
    def of(cls, session: Session, store: Store, settings: Settings, office: Office) -> "Aviary":
        agency, secretariat = (
            actor_of(session, session.get_one(User, user.id), today=TODAY)
            for user in (office.agency_user, office.secretariat)
        )
        return cls(session, store, settings, office, agency, secretariat)

    def fill(self) -> ActionLink:
        """All of it; returns the link by which the other agency reports without an account."""
        session, office = self.session, self.office
        series = make_series(session, office.unit)
        meeting = make_meeting(session, office.unit, series_id=series.id)
        action = make_action(session, meeting, due_on=TODAY)
        claimed = make_assignment(session, office.agency, action=action)
        shared = make_assignment(session, office.other_agency, action=action)
        self._at_the_meeting(meeting)
        self._claim(claimed)
        self._answers(make_assignment(session, office.agency, action=self._next(meeting)))
        self._ended(self._next(meeting))
        self._handed_on(self._next(meeting))
        self._alone()
        self._chased(make_assignment(session, office.agency, action=self._next(meeting)))
        make_assignment(session, office.other_agency, action=make_ordered(session, office.unit))
        return self._link(shared, "dinsos@contoh.example")

    def _next(self, meeting: Meeting) -> Action:
        return make_action(self.session, meeting, due_on=TODAY)

    def _link(self, share: Assignment, address: str) -> ActionLink:
        who = Recipient(share.organisation.name, address, share.organisation_id)
        rest: dict[str, Any] = {"settings": self.settings, "by": self.secretariat.user_id}
        return send_link(self.session, share, who, Channel.MAIL, **rest, at=NOW)

    def _at_the_meeting(self, meeting: Meeting) -> None:
        session, by = self.session, self.agency.user_id
        offices = (self.office.agency, self.office.other_agency)
        invited, _other = (
            Invitee.append(meeting, by=by, at=NOW, organisation_id=office.id) for office in offices
        )
        answer_invitation(
            *(invited, Answer.REPRESENTED),
            by=by,
            at=NOW,
            delegate_name="Kenari-wakil",
            delegate_position="Kenari-jabatanwakil",
        )
        proposal = AgendaProposal(
            meeting=meeting,
            organisation=self.office.agency,
            title="Kenari-usulan",
            reason="Kenari-alasanusulan",
            proposed_by=by,
            proposed_at=NOW,
        )
        session.add(proposal)
        session.flush()
        proposal.decline("Kenari-jawabusulan", by=self.secretariat.user_id, at=NOW)

    def _evidence(self, share: Assignment, name: str) -> StoredFile:
        stored = self.store.put(io.BytesIO(pdf_of(1)), name=f"{name}.pdf")
        file = stored_file(
            *(self.session, stored, FileKind.EVIDENCE),
            by=self.agency.user_id,
            at=NOW,
            assignment_id=share.id,
        )
        keep_pictures(self.session, file.blob_id, start=0, keys=[stored.key], pages=1)
        return file

    def _claim(self, share: Assignment) -> None:
        """Reported, claimed, asked about, returned, and claimed again."""
        by, at = self.agency, NOW
        file = self._evidence(share, "kenari-berkas")
        link = "https://contoh.example/kenari-tautan"
        share.post_update(Report.OBSTACLE, "Kenari-kendala", by=by, at=at)
        share.post_update(Report.DONE, "Kenari-uraian", by=by, at=at, files=[file], link=link)
        ask(share, "Kenari-pertanyaan", by=self.secretariat, at=at)
        answered = self._evidence(share, "kenari-susulan")
        answer_question(share, "Kenari-jawaban", by=by, at=at, files=[answered])
        share.verify(Verdict.RETURNED, "Kenari-putusan", by=self.secretariat, at=at)
        share.post_update(Report.NOT_FEASIBLE, "Kenari-mustahil", by=by, at=at)
        position = Position.add(
            self.session,
            by=None,
            at=at,
            title="Kenari-jabatan",
            level=PositionLevel.HEAD,
            organisation_id=share.organisation_id,
        )
        entrust(share, position, by=by.user_id, at=at)

    def _answers(self, share: Assignment) -> None:
        """Objected to on every ground; what it waits for is told to who is waited for."""
        by, at, rules = self.agency, NOW, self.secretariat
        object_to(share, Ground.NEEDS_BUDGET, "Kenari-anggaran", by=by, at=at)
        other = object_to(share, Ground.NOT_OURS, "Kenari-wewenang", by=by, at=at)
        other.decline("Kenari-ditolak", by=rules, at=at)
        waits = object_to(
            share,
            Ground.WAITING_FOR,
            "Rekomendasi teknis dari Dinas Sosial.",
            by=by,
            at=at,
            awaited=self.office.other_agency,
        )
        waits.accept("Kenari-diterima", by=rules, at=at)
        asked = ask_for_date(share, LATER, "Kenari-mohon", by=by, at=at, today=TODAY)
        asked.grant(LATER, "Kenari-diberi", by=rules, at=at, today=TODAY)

    def _ended(self, action: Action) -> None:
        """One share of two is cancelled, after Disnaker said that it waits for somebody else."""
        share = make_assignment(self.session, self.office.agency, action=action)
        make_assignment(self.session, self.office.other_agency, action=action)
        third = self.office.unit
        by = self.agency
        object_to(share, Ground.WAITING_FOR, "Kenari-menunggu", by=by, at=NOW, awaited=third)
        share.cancel("Kenari-batal", by=self.secretariat, at=NOW)

    def _handed_on(self, action: Action) -> None:
        """What Disnaker reported stays with Disnaker, though Dinsos goes on with the work."""
        share = make_assignment(self.session, self.office.agency, action=action)
        file = self._evidence(share, "kenari-lama")
        share.post_update(Report.PROGRESS, "Kenari-dulu", by=self.agency, at=NOW, files=[file])
        self._link(share, "kenari-surel@contoh.example")
        other = self.office.other_agency
        reassign(share, other, "Kenari-alih", by=self.secretariat, at=NOW)

    def _alone(self) -> None:
        """Of a meeting and of a directive that Dinsos had nothing to do with."""
        session, office = self.session, self.office
        meeting = make_meeting(session, office.unit, subject="Kenari-rapat", venue="Kenari-tempat")
        action = make_action(session, meeting, sentence="Kenari-kalimat", due_on=TODAY)
        make_assignment(session, office.agency, action=action)
        ordered = make_ordered(
            session, office.unit, witness_name="Kenari-saksi", place="Kenari-lokasi"
        )
        make_assignment(session, office.agency, action=ordered)

    def _chased(self, share: Assignment) -> None:
        """Late: the letter about it climbs to the head of the office, and is dropped with words."""
        session, unit = self.session, self.office.unit.id
        tasks = [(share.id, TODAY - timedelta(days=9))]
        letter = climb(session, unit, share.organisation_id, Level.HEAD, tasks, on=TODAY, at=NOW)
        by = self.secretariat.user_id
        letter.drop("Kenari-teguran", by=by, at=NOW, version=letter.version)
