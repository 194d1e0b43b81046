"""Daftar hadir: one line of it, told in full, and the reason to strike one."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired

from tracker.models.attendances import DelegateLevel, Mandate, Presence
from tracker.models.invitees import Invitee
from tracker.web.forms.base import (
    REQUIRED,
    Form,
    SeenField,
    choose,
    clock,
    line,
    optional_id,
    options,
    words,
)
from tracker.web.forms.meeting_parts import ORGANISATION

_UNKNOWN = lazy_gettext("Belum diketahui")


class LineForm(Form):
    version = SeenField(default=0)
    presence = RadioField(
        lazy_gettext("Kehadiran"),
        [DataRequired(REQUIRED)],
        choices=words(Presence),
        coerce=lambda value: Presence(value) if value else None,
    )
    person_name = line(lazy_gettext("Nama"))
    position_title = line(lazy_gettext("Jabatan"))
    organisation_name = line(lazy_gettext("Instansi"), render_kw=ORGANISATION)
    represents = line(lazy_gettext("Mewakili"))
    mandate = choose(lazy_gettext("Mandat yang mewakili"), Mandate, blank=_UNKNOWN)
    delegate_level = choose(lazy_gettext("Tingkat yang mewakili"), DelegateLevel, blank=_UNKNOWN)
    reason = line(lazy_gettext("Keterangan bila tidak hadir"))
    arrived_at = clock(lazy_gettext("Terlambat, datang pukul"))
    left_at = clock(lazy_gettext("Pulang lebih dahulu, pukul"))
    invitee_id = SelectField(lazy_gettext("Memenuhi undangan"), coerce=optional_id)

    def offer(self, waiting: Iterable[Invitee], linked: Invitee | None = None) -> None:
        """The invitations a line may answer: those nobody has answered, and its own."""
        offered = {
            invitee.id: invitee.name for invitee in (*waiting, *([linked] if linked else ()))
        }
        none = ("", gettext("Bukan atas undangan"))
        self.invitee_id.choices = options([none, *offered.items()])

    def columns(self, known: dict[str, int]) -> dict[str, Any]:
        """What a verb takes; known: ids of organisations by casefolded name."""
        values = self.values()
        name = values["organisation_name"] = values["organisation_name"] or ""
        texts = ("person_name", "position_title", "represents", "reason")
        values |= {text: values[text] or "" for text in texts}
        return values | {"organisation_id": known.get(name.casefold())}


class StrikeForm(Form):
    version = SeenField(default=0)
    reason = line(lazy_gettext("Alasan"), required=True)
