"""Layout, signing and habits of the papers; with the letterheads, all sections there are."""

from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext

from tracker.documents.samples import SEKDA, Sample, Sheet
from tracker.documents.typefaces import require_typeface
from tracker.infra.db import db
from tracker.models.documents import DocumentKind
from tracker.models.errors import DomainError
from tracker.models.letterheads import letterhead
from tracker.models.paper_forms import PAPER_FORMS
from tracker.models.paper_habits import PaperHabits, paper_habits, save_paper_habits
from tracker.models.paper_layouts import KEY, PaperLayout, paper_layout, save_paper_layout
from tracker.models.people import Signatory
from tracker.models.settings import setting
from tracker.web.forms.paper_settings import HabitsForm, LayoutForm, SigningForm, habits_form
from tracker.web.letterhead_settings import GovernorSection, SecretariatSection
from tracker.web.settings_section import Section, layout_now, saved_by


class LayoutSection(Section[LayoutForm]):
    slug, template = "halaman", "layout"
    title = lazy_gettext("Halaman dan huruf")
    lead = lazy_gettext("Untuk semua naskah berikutnya, juga matriks dan daftar hadir.")
    form = LayoutForm

    def stored(self) -> LayoutForm:
        """The usual one where nobody knows what is stored, so that it can be mended here."""
        try:
            kept, version = paper_layout(db.session())
        except DomainError as unknown:
            form = LayoutForm(obj=PaperLayout(), data={"version": setting(db.session(), KEY)[1]})
            form.refuse(unknown)
            return form
        return LayoutForm(obj=kept, data={"version": version})

    def save(self, form: LayoutForm) -> None:
        layout = self._typed(form)
        require_typeface(layout.typeface)
        save_paper_layout(db.session(), layout, **saved_by(form))

    def sample(self, form: LayoutForm) -> Sample:
        return Sample(letterhead(db.session())[0], self._typed(form), sheet=form.sheet.data)

    def _typed(self, form: LayoutForm) -> PaperLayout:
        try:
            kept = layout_now()
        except DomainError:
            kept = PaperLayout()
        return replace(kept, **form.values("sheet"))


class SigningSection(Section[SigningForm]):
    slug, template = "tanda-tangan", "signing"
    title = lazy_gettext("Tanda tangan dan paraf")
    lead = lazy_gettext("Nama, gelar, pangkat, dan NIP mengikuti Pasal 44 Permendagri 1/2023.")
    form = SigningForm

    def stored(self) -> SigningForm:
        kept, version = paper_layout(db.session())
        return SigningForm(obj=kept, data={"version": version})

    def save(self, form: SigningForm) -> None:
        save_paper_layout(db.session(), self._typed(form), **saved_by(form))

    def sample(self, form: SigningForm) -> Sample:
        bureau = Signatory(
            "Dr. Nama Contoh, S.E., M.M.",
            "Kepala Biro Perekonomian",
            "Pembina Tingkat I (IV/b)",
            "197001011995031001",
        )
        return Sample(
            letterhead(db.session())[0],
            self._typed(form),
            bureau,
            on_behalf_of="Sekretaris Daerah; Asisten Perekonomian dan Pembangunan",
            sheet=Sheet.SHORT,
        )

    def _typed(self, form: SigningForm) -> PaperLayout:
        return replace(layout_now(), **form.values())


class HabitsSection(Section[HabitsForm]):
    slug, template = "nomor-dan-tembusan", "habits"
    title = lazy_gettext("Nomor dan tembusan")
    lead = lazy_gettext("Ditawarkan saat naskah baru ditulis; setiap naskah boleh lain.")

    def __init__(self) -> None:
        self.form = habits_form({kind.value: kind.label.lower() for kind in _copied_kinds()})

    def stored(self) -> HabitsForm:
        kept, version = paper_habits(db.session())
        copies = {f"copies_{kind}": "\n".join(names) for kind, names in kept.copies.items()}
        return self.form(data={"version": version, "number_pattern": kept.number_pattern, **copies})

    def save(self, form: HabitsForm) -> None:
        copies = {kind.value: self._copies(form, kind) for kind in _copied_kinds()}
        habits = PaperHabits(
            form.number_pattern.data or "", {kind: names for kind, names in copies.items() if names}
        )
        save_paper_habits(db.session(), habits, **saved_by(form))

    def sample(self, form: HabitsForm) -> Sample:
        return Sample(
            letterhead(db.session())[0],
            layout_now(),
            SEKDA,
            number=form.number_pattern.data or "",
            copies=self._copies(form, DocumentKind.INVITATION),
            sheet=Sheet.SHORT,
        )

    def _copies(self, form: HabitsForm, kind: DocumentKind) -> list[str]:
        typed = form[f"copies_{kind.value}"].data or ""
        return [name for name in typed.splitlines() if name]


SECTIONS: tuple[type[Section[Any]], ...] = (
    SecretariatSection,
    GovernorSection,
    LayoutSection,
    SigningSection,
    HabitsSection,
)


def _copied_kinds() -> list[DocumentKind]:
    """The kinds of documents that name tembusan."""
    written = [kind for kind, form in PAPER_FORMS.items() if "copies" in form.head]
    return [DocumentKind.INVITATION, *written]
