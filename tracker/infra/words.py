"""Plain search: every word must occur somewhere, in any case, with nothing special about % or _."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, or_, true

from tracker.infra.text import clean_line

MOST_WORDS = 8
LONGEST_WORD = 60


def words_of(text: str) -> tuple[str, ...]:
    """The words to look for; what is beyond eight words or sixty letters is left out."""
    words = (word[:LONGEST_WORD] for word in clean_line(text).split(" ") if word)
    return tuple(words)[:MOST_WORDS]


def holds_all(words: Sequence[str], *columns: SQLColumnExpression[str]) -> ColumnElement[bool]:
    """Each word stands in at least one of the columns; true when there are no words."""
    return and_(
        true(),
        *(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words),
    )
