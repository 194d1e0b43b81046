"""What an office does with its templates in Word."""

from sqlalchemy.orm import Session

from tests.factories import NOW, someone
from tracker.infra.storage import StoredBytes
from tracker.models.word_templates import EVERY_KIND, WordTemplate, word_templates


def make_word_template(session: Session, kind: str = EVERY_KIND, key: str = "d") -> WordTemplate:
    """An upload that was checked before."""
    known = word_templates(session).get(kind)
    stored = StoredBytes(key * 64, 1, "application/x", "kop kami.docx")
    version = known.version if known else 0
    by = someone(session)
    return WordTemplate.save(session, kind, stored, by=by, at=NOW, version=version)


def tell_of_word(session: Session) -> None:
    template = make_word_template(session)
    template.retire(by=someone(session), at=NOW, version=template.version)
