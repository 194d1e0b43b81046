"""The number of a paper of our own: typed as SRIKANDI issued it, the office's pattern beside it."""

from typing import Any

from flask import g
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import StringField

from tracker.infra.db import db
from tracker.models.paper_habits import paper_habits
from tracker.web.forms.base import number_line

NUMBER = lazy_gettext("Nomor surat")
AS_ISSUED = lazy_gettext("Tulis persis seperti diterbitkan SRIKANDI; boleh menyusul.")


def own_number(label: Any = NUMBER, hint: Any = AS_ISSUED) -> StringField:
    """The pattern is a hint: no number is ever made of it."""
    return number_line(label, LazyString(_with_pattern, hint))


def _with_pattern(hint: Any) -> str:
    if "number_pattern" not in g:  # a hint is read several times while a page is drawn
        g.number_pattern = paper_habits(db.session())[0].number_pattern
    if not g.number_pattern:
        return str(hint)
    return f"{hint} {gettext('Polanya: %(pattern)s.', pattern=g.number_pattern)}"
