"""Arahan: what a leader ordered outside any meeting, who gave it and who witnessed it."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.infra.orm import Labelled, choice, session_of
from tracker.infra.storage import StoredBytes
from tracker.infra.text import N_
from tracker.models.editable import Editable
from tracker.models.errors import DomainError
from tracker.models.events import record
from tracker.models.files import FileKind, StoredFile, stored_file
from tracker.models.meetings import SecurityClass
from tracker.models.organisations import Organisation


class DirectiveKind(Labelled):
    """How it was given."""

    SPOKEN = "spoken", N_("Lisan")
    PHONE = "phone", N_("Telepon")
    VISIT = "visit", N_("Kunjungan kerja")
    EVENT = "event", N_("Acara atau upacara")
    LETTER = "letter", N_("Surat")
    OTHER = "other", N_("Media lain")


SPOKEN_KINDS = (
    *(DirectiveKind.SPOKEN, DirectiveKind.PHONE),
    *(DirectiveKind.VISIT, DirectiveKind.EVENT),
)
# Rahasia is for named readers, whom only a meeting names.
DIRECTIVE_CLASSES = (SecurityClass.OPEN, SecurityClass.RESTRICTED)


class Directive(Editable):
    """Who gave it is text, as it was said: `giver_position` (jabatan) and, where known, the name.

    given_on: the day it was given, or the date of the letter. place: where, or by which medium.
    letter_number: as typed. The witness is who can confirm what was only spoken.
    """

    __tablename__ = "directives"
    __table_args__ = (
        CheckConstraint("giver_position <> ''", name="given_by_someone"),
        CheckConstraint(
            "kind IN ('letter', 'other') OR witness_name <> ''", name="spoken_before_a_witness"
        ),
        CheckConstraint("security_class IN ('open', 'restricted')", name="without_named_readers"),
    )
    noun: ClassVar[str] = "directive"

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    security_class: Mapped[SecurityClass] = mapped_column(
        choice(SecurityClass, "security_class"), default=SecurityClass.OPEN
    )
    kind: Mapped[DirectiveKind] = mapped_column(choice(DirectiveKind, "kind"))
    giver_position: Mapped[str]
    giver_name: Mapped[str] = mapped_column(default="")
    given_on: Mapped[date]
    place: Mapped[str] = mapped_column(default="")
    letter_number: Mapped[str] = mapped_column(default="")
    witness_name: Mapped[str] = mapped_column(default="")
    witness_position: Mapped[str] = mapped_column(default="")
    created_by: Mapped[int] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]

    unit: Mapped[Organisation] = relationship()
    files: Mapped[list[StoredFile]] = relationship(
        back_populates="directive", order_by="StoredFile.id"
    )

    def check(self) -> None:
        """What was only spoken has a witness: nothing else proves it."""
        if self.kind in SPOKEN_KINDS and not self.witness_name:
            raise DomainError(
                "witness_missing",
                N_("Sebutkan saksinya: arahan lisan tidak mempunyai bukti lain."),
                field="witness_name",
            )

    def attach(self, stored: StoredBytes, *, by: int, at: datetime) -> StoredFile:
        """Add a file that is already in the store, such as the scan of the letter."""
        file = stored_file(
            session_of(self), stored, FileKind.OTHER, by=by, at=at, directive_id=self.id
        )
        record(self, "directive:file_attached", by=by, at=at, data={"file_id": file.id})
        return file


def give_directive(
    session: Session, *, by: int, at: datetime, today: date, **values: object
) -> Directive:
    """Record a directive. Raises DomainError for one of a day to come, or without its witness."""
    require_given(values["given_on"], today)
    return Directive.add(session, by=by, at=at, created_by=by, created_at=at, **values)


def require_given(given_on: object, today: date) -> None:
    """Raise DomainError for a day that has not come yet in the office."""
    if not isinstance(given_on, date) or given_on > today:
        raise DomainError(
            "not_given_yet",
            N_("Arahan dicatat sesudah diberikan; tanggal ini belum tiba."),
            field="given_on",
        )
