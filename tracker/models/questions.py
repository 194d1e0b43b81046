"""Pertanyaan verifikator: the one question a verifier may ask about a claim, and the answer."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_
from tracker.models.assignment_states import AssignmentState
from tracker.models.assignments import Assignment
from tracker.models.errors import DomainError, Untimely
from tracker.models.events import Audited, record
from tracker.models.files import StoredFile
from tracker.models.updates import StatusUpdate, evidence_of, require_web_link
from tracker.models.users import Actor


class Question(Audited, Base):
    """A claim has at most one. Nobody need wait for the answer: a verdict may be given before."""

    __tablename__ = "questions"
    __table_args__ = (
        UniqueConstraint("update_id"),
        CheckConstraint("body <> ''", name="asked"),
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered"),
    )

    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id"), index=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("status_updates.id"))
    body: Mapped[str]
    asked_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    asked_by_name: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    answered_by_name: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]

    update: Mapped[StatusUpdate] = relationship(back_populates="question")


def ask(share: Assignment, body: str, *, by: Actor, at: datetime) -> Question:
    """The verifier asks about the pending claim; it stays pending, the agency has the turn.

    Raises DomainError as `Assignment.verify` does, without words, or after a first question.
    """
    claim = share.claim_to_judge(by)
    if claim.question is not None:
        raise Untimely(
            "question_asked",
            N_("Laporan ini sudah pernah ditanyakan. Putuskan, atau kembalikan dengan alasan."),
        )
    if not body:
        raise DomainError("question_missing", N_("Tuliskan pertanyaannya."), field="body")
    question = Question(
        assignment_id=share.id,
        update=claim,
        body=body,
        asked_by=by.user_id,
        asked_by_name=by.name,
        asked_at=at,
    )
    session_of(share).add(question)
    share.asked_at = at
    record(share, "assignment:question_asked", by=by.user_id, at=at, note=body)
    return question


def answer_question(
    share: Assignment,
    answer: str,
    *,
    by: Actor,
    at: datetime,
    files: Sequence[StoredFile] = (),
    link: str = "",
) -> Question:
    """The agency answers, with more evidence for the same claim if it likes; the verifier's turn.

    Raises DomainError when no question waits, or the answer has no words.
    """
    share.require_state((AssignmentState.AWAITING,))
    claim = share.pending_claim()
    question = claim.question
    if question is None or question.answered_at is not None:
        raise Untimely("no_question", N_("Tidak ada pertanyaan yang menunggu jawaban."))
    if not answer:
        raise DomainError("answer_missing", N_("Tuliskan jawabannya."), field="answer")
    require_web_link(link)
    question.answer, question.answered_at = answer, at
    question.answered_by, question.answered_by_name = by.user_id, by.name
    claim.evidence.extend(evidence_of(files, link, at=at))
    share.asked_at, share.reported_at = None, at
    record(share, "assignment:question_answered", by=by.user_id, at=at, note=answer)
    return question
