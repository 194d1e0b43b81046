"""Who is a second pair of eyes for minutes: never one who took or submitted them."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Base, session_of
from tracker.infra.text import N_
from tracker.models.approvals import ApprovalMode
from tracker.models.errors import DomainError
from tracker.models.events import Audited
from tracker.models.files import StoredFile
from tracker.models.meeting_access import MeetingAccess
from tracker.models.meetings import NAMED_ACCESS
from tracker.models.users import Actor, User, leaders_of

if TYPE_CHECKING:
    from tracker.models.minutes import Minutes


class MinutesAuthor(Audited, Base):
    """Who was minute taker when this edition was submitted, or submitted it."""

    __tablename__ = "minutes_authors"
    __table_args__ = (UniqueConstraint("minutes_id", "user_id"),)

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))


def has_approver(minutes: "Minutes", *, on: date) -> bool:
    """Whether someone on the access list may approve: the chair or a head, who is no author.

    True for a notula that is approved, and for the classes that have no list; else one statement.
    """
    if minutes.approved_at or minutes.security_class not in NAMED_ACCESS:
        return True
    meeting, writers = minutes.meeting, minutes.written_by - {None}
    leads = User.id.in_(leaders_of(meeting.organising_unit_id, on=on))
    chairs = User.person_id.is_not(None) & (User.person_id == meeting.chair_person_id)
    able = (
        select(User.id)
        .join(MeetingAccess, MeetingAccess.user_id == User.id)
        .where(MeetingAccess.meeting_id == meeting.id, User.active, leads | chairs)
        .where(User.id.not_in(writers))
    )
    return session_of(minutes).scalar(able.limit(1)) is not None


def require_listed_approver(minutes: "Minutes", *, on: date) -> None:
    """Raises DomainError when nobody on the access list may approve."""
    if not has_approver(minutes, on=on):
        raise DomainError(
            "no_approver_listed",
            N_(
                "Pimpinan rapat belum ada dalam daftar akses rapat ini. Tambahkan dahulu, "
                "agar notula dapat disahkan."
            ),
        )


def require_no_author(minutes: "Minutes", user_id: int) -> None:
    """Initials are a second pair of eyes, as approval is. Raises DomainError."""
    if user_id in minutes.written_by:
        raise DomainError(
            "author_initials", N_("Notulis tidak memberi paraf pada notulanya sendiri.")
        )


def require_approver(
    minutes: "Minutes", by: Actor, mode: ApprovalMode, proof: StoredFile | None
) -> None:
    """Never an author; within the application only the chair; from outside only with proof.

    Raises DomainError.
    """
    if by.user_id in minutes.written_by:
        raise DomainError(
            "minute_taker_approves", N_("Notulis tidak dapat mengesahkan notulanya sendiri.")
        )
    if mode is ApprovalMode.IN_APP and not minutes.meeting.is_chaired_by(by):
        raise DomainError(
            "not_the_chair",
            N_(
                "Hanya pimpinan rapat yang dapat mengesahkan dalam aplikasi. "
                "Catat pengesahannya beserta buktinya."
            ),
            field="mode",
        )
    if mode is not ApprovalMode.IN_APP and proof is None:
        raise DomainError(
            "proof_missing",
            N_("Unggah bukti persetujuan pimpinan rapat (pindaian atau surat)."),
            field="proof",
        )
