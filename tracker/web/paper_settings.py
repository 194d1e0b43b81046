"""The sections of the paper settings: each read into a form, stored, and shown as a sample."""

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from flask_babel import lazy_gettext

from tracker.documents.samples import SEKDA, Sample, Sheet
from tracker.documents.typefaces import require_typeface
from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
from tracker.models.documents import DocumentKind
from tracker.models.files import blob_for
from tracker.models.letterheads import (
    Letterhead,
    governor_letterhead,
    letterhead,
    letterhead_with,
    office_letterhead,
    save_governor_letterhead,
    save_letterhead,
    save_office_letterhead,
)
from tracker.models.organisations import Organisation
from tracker.models.paper_forms import PAPER_FORMS
from tracker.models.paper_habits import PaperHabits, paper_habits, save_paper_habits
from tracker.models.paper_layouts import PaperLayout, paper_layout, save_paper_layout
from tracker.models.people import Signatory
from tracker.web.context import actor, now
from tracker.web.emblems import kept_emblem
from tracker.web.forms.base import Form
from tracker.web.forms.paper_settings import (
    EmblemForm,
    GovernorForm,
    HabitsForm,
    LayoutForm,
    OfficeForm,
    SecretariatForm,
    SigningForm,
    habits_form,
)

F = TypeVar("F", bound=Form)
E = TypeVar("E", bound=EmblemForm)


class Section(ABC, Generic[F]):
    """One page of the settings, with one Save. slug: its address; template: its fields."""

    slug: ClassVar[str]
    template: ClassVar[str]
    title: Any
    lead: ClassVar[Any]
    form: type[F]

    @abstractmethod
    def stored(self) -> F:
        """The form of what is stored now."""

    def takes(self, form: F) -> bool:
        """Whether what was typed can be stored; else the form says why."""
        return form.validate()

    @abstractmethod
    def save(self, form: F) -> None:
        """In a running write. Raises DomainError."""

    @abstractmethod
    def sample(self, form: F) -> Sample:
        """What the form would print; nothing is stored. Raises DomainError."""


class _WithEmblem(Section[E]):
    """Keeps the picture of the form between its check and what is done with it."""

    def __init__(self) -> None:
        self._emblem: StoredBytes | None = None

    def takes(self, form: E) -> bool:
        if form.validate():
            self._emblem = kept_emblem(form)
        return not form.errors

    @abstractmethod
    def present_key(self) -> str:
        """The emblem that stays when no other one is chosen."""

    def _key(self, form: E) -> str:
        present = "" if form.without_emblem.data else self.present_key()
        return self._emblem.key if self._emblem else present

    def _record_emblem(self) -> None:
        if kept := self._emblem:
            blob_for(
                db.session(),
                key=kept.key,
                size=kept.size,
                media_type=kept.media_type,
                at=now(),
            )


class SecretariatSection(_WithEmblem[SecretariatForm]):
    slug, template = "kop", "secretariat"
    title = lazy_gettext("Kop Sekretariat Daerah")
    lead = lazy_gettext("Untuk naskah Sekretaris Daerah, Asisten, dan Biro.")
    form = SecretariatForm

    def stored(self) -> SecretariatForm:
        kept, version = letterhead(db.session())
        address = "\n".join(kept.address_lines)
        return SecretariatForm(obj=kept, data={"version": version, "address": address})

    def save(self, form: SecretariatForm) -> None:
        self._record_emblem()
        save_letterhead(db.session(), self._typed(form), **_by(form))

    def sample(self, form: SecretariatForm) -> Sample:
        unit = "BIRO PEREKONOMIAN" if form.names_bureau.data else ""
        return Sample(replace(self._typed(form), unit=unit), _layout())

    def present_key(self) -> str:
        return letterhead(db.session())[0].emblem_key

    def _typed(self, form: SecretariatForm) -> Letterhead:
        return Letterhead(
            government=form.government.data or "",
            office=form.office.data or "",
            address_lines=form.address_lines,
            emblem_key=self._key(form),
            email=form.email.data or "",
            website=form.website.data or "",
            names_bureau=form.names_bureau.data,
        )


class GovernorSection(_WithEmblem[GovernorForm]):
    slug, template = "kop-gubernur", "governor"
    title = lazy_gettext("Kop Gubernur")
    lead = lazy_gettext("Untuk naskah yang ditandatangani kepala daerah atau wakilnya.")
    form = GovernorForm

    def stored(self) -> GovernorForm:
        kept, version = governor_letterhead(db.session())
        return GovernorForm(version=version, office=kept.office)

    def save(self, form: GovernorForm) -> None:
        self._record_emblem()
        save_governor_letterhead(
            db.session(), office=form.office.data or "", emblem_key=self._key(form), **_by(form)
        )

    def sample(self, form: GovernorForm) -> Sample:
        office = form.office.data or ""
        kop = replace(
            governor_letterhead(db.session())[0], office=office, emblem_key=self._key(form)
        )
        return Sample(kop, _layout(), Signatory("Nama Contoh, S.E., M.M.", office))

    def present_key(self) -> str:
        return governor_letterhead(db.session())[0].emblem_key


class OfficeSection(_WithEmblem[OfficeForm]):
    """The kop of one organisation."""

    slug, template = "instansi", "office"
    lead = lazy_gettext("Untuk naskah dan lembar instansi ini sendiri.")
    form = OfficeForm

    def __init__(self, organisation: Organisation) -> None:
        super().__init__()
        self.organisation = organisation
        self.title = organisation.name

    def stored(self) -> OfficeForm:
        kept = office_letterhead(db.session(), self.organisation.id)
        if kept is None:
            return OfficeForm()
        return OfficeForm(obj=kept, data={"address": "\n".join(kept.address_lines)})

    def save(self, form: OfficeForm) -> None:
        self._record_emblem()
        save_office_letterhead(db.session(), self.organisation, **_by(form), **self._typed(form))

    def sample(self, form: OfficeForm) -> Sample:
        kop = letterhead_with(db.session(), self.organisation, self._typed(form))
        head = Signatory(
            "Nama Contoh, S.Sos., M.M.",
            "Kepala Perangkat Daerah",
            "Pembina Utama Muda (IV/c)",
            "197001011995031001",
        )
        return Sample(kop, _layout(), head)

    def present_key(self) -> str:
        kept = office_letterhead(db.session(), self.organisation.id)
        return kept.emblem_key if kept else ""

    def _typed(self, form: OfficeForm) -> dict[str, Any]:
        words = form.values("address", "emblem", "without_emblem")
        return words | {"address_lines": form.address_lines, "emblem_key": self._key(form)}


class LayoutSection(Section[LayoutForm]):
    slug, template = "halaman", "layout"
    title = lazy_gettext("Halaman dan huruf")
    lead = lazy_gettext("Untuk semua naskah berikutnya, juga matriks dan daftar hadir.")
    form = LayoutForm

    def stored(self) -> LayoutForm:
        kept, version = paper_layout(db.session())
        return LayoutForm(obj=kept, data={"version": version})

    def save(self, form: LayoutForm) -> None:
        layout = self._typed(form)
        require_typeface(layout.typeface)
        save_paper_layout(db.session(), layout, **_by(form))

    def sample(self, form: LayoutForm) -> Sample:
        return Sample(letterhead(db.session())[0], self._typed(form), sheet=form.sheet.data)

    def _typed(self, form: LayoutForm) -> PaperLayout:
        return replace(_layout(), **form.values("sheet"))


class SigningSection(Section[SigningForm]):
    slug, template = "tanda-tangan", "signing"
    title = lazy_gettext("Tanda tangan dan paraf")
    lead = lazy_gettext("Nama, gelar, pangkat, dan NIP mengikuti Pasal 44 Permendagri 1/2023.")
    form = SigningForm

    def stored(self) -> SigningForm:
        kept, version = paper_layout(db.session())
        return SigningForm(obj=kept, data={"version": version})

    def save(self, form: SigningForm) -> None:
        save_paper_layout(db.session(), self._typed(form), **_by(form))

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
        return replace(_layout(), **form.values())


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
        save_paper_habits(db.session(), habits, **_by(form))

    def sample(self, form: HabitsForm) -> Sample:
        return Sample(
            letterhead(db.session())[0],
            _layout(),
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


def _layout() -> PaperLayout:
    return paper_layout(db.session())[0]


def _by(form: Form) -> dict[str, Any]:
    version = form["version"].data or 0
    return {"by": actor().user_id, "at": now(), "version": version}
