"""Naskah dinas: a paper somebody writes from what a meeting recorded, until it is approved."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.infra.orm import Labelled, choice, growing_choice
from tracker.infra.text import N_
from tracker.models.documents import DocumentKind
from tracker.models.editable import Editable
from tracker.models.errors import DomainError, Untimely
from tracker.models.events import record
from tracker.models.meetings import Meeting, SecurityClass
from tracker.models.organisations import Organisation
from tracker.models.paper_forms import PAPER_FORMS, PaperForm
from tracker.models.people import Signatory
from tracker.models.users import Actor


class PaperState(Labelled):
    DRAFT = "draft", N_("Draf")
    SUBMITTED = "submitted", N_("Diajukan")
    RETURNED = "returned", N_("Dikembalikan")
    APPROVED = "approved", N_("Disetujui")
    DISCARDED = "discarded", N_("Dibuang")


_WRITTEN = {PaperState.DRAFT, PaperState.RETURNED}


class OfficialPaper(Editable):
    """What of its columns a paper prints, its kind's form says (`models/paper_forms.py`).

    organisation: whom it is made for, where its form concerns one. number: as the register issued
    it, typed. parts: texts by their code. items: rows of things sent (text, quantity, remark).
    signatories: blocks in their order, each the fields of a `Signatory` with `on_behalf_of` and the
    line that stands above them, `label`. note: why it was returned or is written anew.
    """

    __tablename__ = "official_papers"
    __table_args__ = (
        CheckConstraint("state <> 'approved' OR approved_at IS NOT NULL", name="approved"),
    )
    noun: ClassVar[str] = "official_paper"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    kind: Mapped[DocumentKind] = mapped_column(growing_choice(DocumentKind))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    state: Mapped[PaperState] = mapped_column(choice(PaperState, "state"), default=PaperState.DRAFT)
    number: Mapped[str] = mapped_column(default="")
    dated_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    recipient: Mapped[str] = mapped_column(default="")
    sender: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    enclosures: Mapped[str] = mapped_column(default="")
    copies: Mapped[list[str]] = mapped_column(default=list)
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    items: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    signatories: Mapped[list[dict[str, str]]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    submitted_at: Mapped[datetime | None]
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_name: Mapped[str] = mapped_column(default="")
    approved_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def form(self) -> PaperForm:
        return PAPER_FORMS[self.kind]

    @property
    def security_class(self) -> SecurityClass:
        return self.meeting.security_class

    @property
    def is_written(self) -> bool:
        """Its words may still be changed."""
        return self.state in _WRITTEN

    def hold(self) -> None:
        self.meeting.hold()
        super().hold()

    def check(self) -> None:
        if self.kind not in PAPER_FORMS:
            raise DomainError("not_written", N_("Naskah ini tidak ditulis dengan formulir."))
        if self.form.concerns and self.organisation is None:
            raise organisation_missing()
        if len(self.signatories) > self.form.signatories:
            raise DomainError(
                "too_many_signatories",
                N_("Naskah ini paling banyak ditandatangani %(most)s orang."),
                field="signatories",
                most=self.form.signatories,
            )
        if not self.is_written:
            raise Untimely(
                "paper_fixed",
                N_("Naskah ini sudah diajukan. Tarik dahulu bila isinya perlu diubah."),
            )

    def discard(self, *, by: int, at: datetime) -> None:
        """Throw a draft away that was never approved. Raises Untimely."""
        self._require(_WRITTEN)
        if self.approved_at is not None:
            raise Untimely(
                "paper_was_approved",
                N_("Naskah yang pernah disetujui tidak dapat dibuang; tarik naskah terbitannya."),
            )
        self.state = PaperState.DISCARDED
        record(self, "official_paper:discarded", by=by, at=at)

    def submit(self, *, by: Actor, at: datetime) -> None:
        """Ask for approval. Raises DomainError while nobody is named to sign."""
        self._require(_WRITTEN)
        if self.form.sheet:
            raise Untimely("sheet", N_("Lembar ini langsung dicetak; tidak perlu persetujuan."))
        if not any(block["position"] for block in self.signatories):
            raise DomainError("signatory_missing", N_("Isi dahulu penanda tangan naskah."))
        self.state, self.note = PaperState.SUBMITTED, ""
        self.submitted_by, self.submitted_at = by.user_id, at
        record(self, "official_paper:submitted", by=by.user_id, at=at)

    def take_back(self, *, by: int, at: datetime) -> None:
        """Before it is approved, to change its words."""
        self._require({PaperState.SUBMITTED})
        self.state = PaperState.DRAFT
        record(self, "official_paper:taken_back", by=by, at=at)

    def give_back(self, note: str, *, by: Actor, at: datetime) -> None:
        """Return to who wrote it. Raises DomainError without a note."""
        self._require({PaperState.SUBMITTED})
        self.note = _reason(note, N_("Tuliskan apa yang perlu diperbaiki."))
        self.state = PaperState.RETURNED
        record(self, "official_paper:returned", by=by.user_id, at=at, note=self.note)

    def approve(self, *, by: Actor, at: datetime) -> None:
        """Release the words as they are. Raises DomainError for who submitted it: four eyes."""
        self._require({PaperState.SUBMITTED})
        if by.user_id == self.submitted_by:
            raise DomainError("own_paper", N_("Yang mengajukan naskah tidak dapat menyetujuinya."))
        self.state = PaperState.APPROVED
        self.approved_by, self.approved_by_name, self.approved_at = by.user_id, by.name, at
        record(self, "official_paper:approved", by=by.user_id, at=at)

    def write_anew(self, note: str, *, by: int, at: datetime) -> None:
        """Open an approved paper for its next edition; the one that went out stands until then."""
        self._require({PaperState.APPROVED})
        self.note = _reason(note, N_("Tuliskan mengapa edisi baru diperlukan."))
        self.state = PaperState.DRAFT
        record(self, "official_paper:reopened", by=by, at=at, note=self.note)

    def _require(self, states: set[PaperState]) -> None:
        self.hold()
        if self.state not in states:
            raise Untimely(
                "paper_state",
                N_("Naskah berstatus “%(state)s”; langkah ini tidak berlaku lagi."),
                state=self.state.label,
            )


def signing_block(
    signatory: Signatory, *, label: str = "", on_behalf_of: str = ""
) -> dict[str, str]:
    """A block of `OfficialPaper.signatories`. label: the line above, such as "Mengetahui"."""
    return {
        "label": label,
        "name": signatory.name,
        "position": signatory.position,
        "rank_grade": signatory.rank_grade,
        "employee_number": signatory.employee_number,
        "on_behalf_of": on_behalf_of,
    }


def organisation_missing() -> DomainError:
    return DomainError(
        "organisation_missing",
        N_("Pilih instansi yang dituju naskah ini."),
        field="organisation",
    )


def _reason(typed: str, missing: str) -> str:
    if not typed.strip():
        raise DomainError("note_missing", missing, field="note")
    return typed.strip()
