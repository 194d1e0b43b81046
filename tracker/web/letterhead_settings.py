"""The letterheads: the Setda's, the Governor's, and one of each perangkat daerah."""

from abc import abstractmethod
from dataclasses import replace
from typing import Any, TypeVar

from flask_babel import lazy_gettext

from tracker.documents.samples import Sample
from tracker.infra.db import db
from tracker.infra.storage import StoredBytes
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
from tracker.models.people import Signatory
from tracker.web.context import now
from tracker.web.emblems import kept_emblem
from tracker.web.forms.paper_settings import EmblemForm, GovernorForm, OfficeForm, SecretariatForm
from tracker.web.settings_section import Section, layout_now, saved_by

E = TypeVar("E", bound=EmblemForm)


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
        save_letterhead(db.session(), self._typed(form), **saved_by(form))

    def sample(self, form: SecretariatForm) -> Sample:
        unit = "BIRO PEREKONOMIAN" if form.names_bureau.data else ""
        return Sample(replace(self._typed(form), unit=unit), layout_now())

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
            db.session(),
            office=form.office.data or "",
            emblem_key=self._key(form),
            **saved_by(form),
        )

    def sample(self, form: GovernorForm) -> Sample:
        office = form.office.data or ""
        kop = replace(
            governor_letterhead(db.session())[0], office=office, emblem_key=self._key(form)
        )
        return Sample(kop, layout_now(), Signatory("Nama Contoh, S.E., M.M.", office))

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
        save_office_letterhead(
            db.session(), self.organisation, **saved_by(form), **self._typed(form)
        )

    def sample(self, form: OfficeForm) -> Sample:
        kop = letterhead_with(db.session(), self.organisation, self._typed(form))
        head = Signatory(
            "Nama Contoh, S.Sos., M.M.",
            "Kepala Perangkat Daerah",
            "Pembina Utama Muda (IV/c)",
            "197001011995031001",
        )
        return Sample(kop, layout_now(), head)

    def present_key(self) -> str:
        kept = office_letterhead(db.session(), self.organisation.id)
        return kept.emblem_key if kept else ""

    def _typed(self, form: OfficeForm) -> dict[str, Any]:
        words = form.values("address", "emblem", "without_emblem")
        return words | {"address_lines": form.address_lines, "emblem_key": self._key(form)}
