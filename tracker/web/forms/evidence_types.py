"""What proves which kind of action: a name, and the points to check, one a line."""

from typing import Any

from flask_babel import lazy_gettext

from tracker.models.evidence_types import EvidenceType
from tracker.web.forms.base import Form, SeenField, line, lines


class EvidenceTypeForm(Form):
    version = SeenField(default=0)
    name = line(lazy_gettext("Jenis bukti"), required=True, limit=100)
    points = lines(
        lazy_gettext("Yang harus tampak"),
        required=True,
        limit=3_000,
        description=lazy_gettext("Satu butir per baris; instansi membacanya sebelum mengirim."),
    )

    def columns(self) -> dict[str, Any]:
        points = [point.strip() for point in (self.points.data or "").splitlines()]
        return {"name": self.name.data, "points": [point for point in points if point]}


class EvidenceTypeStateForm(Form):
    """Ending one, or offering it again."""

    version = SeenField(default=0)


def stored_form(row: EvidenceType) -> EvidenceTypeForm:
    return EvidenceTypeForm(version=row.version, name=row.name, points="\n".join(row.points))
