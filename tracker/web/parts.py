"""The parts of a meeting's record as pages know them: address, names, form and row of each."""

from dataclasses import dataclass

from tracker.infra.text import N_
from tracker.models.agenda import AgendaItem
from tracker.models.agreements import Agreement
from tracker.models.attendances import Attendance
from tracker.models.invitees import Invitee
from tracker.models.legal_references import LegalReference
from tracker.models.measurements import Measurement
from tracker.models.minutes_sections import MinutesSection
from tracker.models.numbered import MeetingPart
from tracker.models.statements import Statement
from tracker.web.forms import meeting_parts as forms


@dataclass(frozen=True, slots=True)
class Kind:
    """slug: in the address. title: of the list; one: a single row, in the middle of a sentence.

    empty: the sentence of an empty list. form: for one row. at_once: for several, where that is
    how people have them. announced: shown to everyone who sees the meeting, before the minutes.
    """

    slug: str
    model: type[MeetingPart]
    title: str
    one: str
    empty: str
    form: type[forms.PartForm] | None
    at_once: type[forms.PartForm] | None = None
    announced: bool = False

    @property
    def noun(self) -> str:
        return self.model.noun


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "dasar",
            LegalReference,
            N_("Dasar rapat"),
            N_("dasar"),
            N_("Belum ada surat atau peraturan yang menjadi dasar rapat."),
            forms.ReferenceForm,
            announced=True,
        ),
        Kind(
            "agenda",
            AgendaItem,
            N_("Acara"),
            N_("acara"),
            N_("Belum ada acara."),
            forms.AgendaForm,
            forms.AgendaLinesForm,
            announced=True,
        ),
        Kind(
            "undangan",
            Invitee,
            N_("Undangan"),
            N_("undangan"),
            N_("Belum ada yang diundang."),
            None,
            forms.InviteesForm,
            announced=True,
        ),
        Kind(
            "kehadiran",
            Attendance,
            N_("Kehadiran"),
            N_("peserta"),
            N_("Belum ada peserta yang dicatat."),
            forms.AttendanceForm,
            forms.AttendanceLinesForm,
        ),
        Kind(
            "pernyataan",
            Statement,
            N_("Paparan dan pernyataan"),
            N_("pernyataan"),
            N_("Belum ada pernyataan yang dicatat."),
            forms.StatementForm,
        ),
        Kind(
            "kesepakatan",
            Agreement,
            N_("Kesepakatan"),
            N_("kesepakatan"),
            N_("Belum ada kesepakatan."),
            forms.AgreementForm,
        ),
        Kind(
            "capaian",
            Measurement,
            N_("Capaian indikator"),
            N_("capaian"),
            N_("Belum ada capaian indikator."),
            forms.MeasurementForm,
        ),
        Kind(
            "isi-notula",
            MinutesSection,
            N_("Isi notula"),
            N_("bagian"),
            N_("Belum ada bagian isi notula."),
            forms.SectionForm,
        ),
    )
}
ANY_KIND = ", ".join(f'"{slug}"' for slug in KINDS)

# Where a blank of the form is filled: the part for these anchors, else a field of the meeting;
# whoever is in a list is picked there rather than typed.
PART_OF_BLANK = {
    "agenda": "agenda",
    "attendance": "kehadiran",
    "sections": "isi-notula",
    "agreements": "kesepakatan",
}
PICKER_OF_BLANK = {"chair_name": "chair", "minute_taker_name": "minute_taker_id"}
