"""What a unit's matrices were once read as: their columns, and whom their spellings mean."""

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.infra.orm import Base


class MatrixLayout(Base):
    """What a unit takes from the columns of a matrix with these heads: asked once."""

    __tablename__ = "matrix_layouts"
    __table_args__ = (UniqueConstraint("unit_id", "signature"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    signature: Mapped[str]
    columns: Mapped[list[str]]


class MatrixSpelling(Base):
    """Whom a unit means by a spelling of its matrices; no alias of the register.

    organisation_id: None for one that is nobody's name, so that nobody is made responsible.
    """

    __tablename__ = "matrix_spellings"
    __table_args__ = (UniqueConstraint("unit_id", "spelling"),)

    unit_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    spelling: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))


def remember_layout(session: Session, unit_id: int, signature: str, columns: list[str]) -> None:
    """The next matrix of the unit with the same heads is read the same way."""
    known = session.scalar(
        select(MatrixLayout).where(
            MatrixLayout.unit_id == unit_id, MatrixLayout.signature == signature
        )
    )
    if known is None:
        session.add(MatrixLayout(unit_id=unit_id, signature=signature, columns=columns))
    else:
        known.columns = columns


def remembered_columns(session: Session, unit_id: int, signature: str) -> list[str] | None:
    return session.scalar(
        select(MatrixLayout.columns).where(
            MatrixLayout.unit_id == unit_id, MatrixLayout.signature == signature
        )
    )


def remember_spelling(
    session: Session, unit_id: int, spelling: str, organisation_id: int | None
) -> None:
    known = session.scalar(
        select(MatrixSpelling).where(
            MatrixSpelling.unit_id == unit_id, MatrixSpelling.spelling == spelling
        )
    )
    if known is None:
        known = MatrixSpelling(unit_id=unit_id, spelling=spelling)
        session.add(known)
    known.organisation_id = organisation_id


def remembered_spellings(session: Session, unit_id: int) -> dict[str, int | None]:
    rows = session.execute(
        select(MatrixSpelling.spelling, MatrixSpelling.organisation_id).where(
            MatrixSpelling.unit_id == unit_id
        )
    )
    return {row.spelling: row.organisation_id for row in rows}
