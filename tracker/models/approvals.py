"""Pengesahan: each step of an approval, by whom and by which means."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.infra.orm import Base, Labelled, choice
from tracker.infra.text import N_
from tracker.models.events import Audited


class ApprovalMode(Labelled):
    IN_APP = "in_app", N_("Persetujuan dalam aplikasi")
    WET_SIGNED = "wet_signed", N_("Pindaian bertanda tangan basah")
    EXTERNAL_LETTER = "external_letter", N_("Surat persetujuan dari luar")


class Decision(Labelled):
    APPROVED = "approved", N_("Disahkan")
    RETURNED = "returned", N_("Dikembalikan")


class Approval(Audited, Base):
    """One step: the signatory as printed, who acted, on whose behalf, and by which means."""

    __tablename__ = "approvals"
    __table_args__ = (
        UniqueConstraint("minutes_id", "step"),
        CheckConstraint(
            "mode = 'in_app' OR decision = 'returned' OR proof_id IS NOT NULL", name="proof"
        ),
    )

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    step: Mapped[int]
    decision: Mapped[Decision] = mapped_column(choice(Decision, "decision"))
    signatory_name: Mapped[str]
    signatory_position: Mapped[str]
    signatory_rank_grade: Mapped[str]
    signatory_employee_number: Mapped[str]
    acted_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    acted_by_name: Mapped[str]
    on_behalf_of: Mapped[str]
    mode: Mapped[ApprovalMode] = mapped_column(choice(ApprovalMode, "mode"))
    proof_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    note: Mapped[str]
    at: Mapped[datetime]
