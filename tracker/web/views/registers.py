"""The admin's four registers, each with the same list, form and words of its own."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from sqlalchemy import ColumnElement, Text, cast, or_, select, tuple_

from tracker.infra.db import db
from tracker.infra.orm import Labelled
from tracker.models.editable import Editable
from tracker.models.employee_numbers import doubt, masked
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.people import Appointment, Person, Position
from tracker.policy.administration import can_administer
from tracker.reports.administration import unfinished_work
from tracker.web.access import find, require
from tracker.web.context import actor, now
from tracker.web.forms.registers import (
    AppointmentForm,
    OrganisationForm,
    PersonForm,
    PositionForm,
    RegisterFilterForm,
    RegisterForm,
)
from tracker.web.paging import PAGE_SIZE, cursor, page_of
from tracker.web.saving import attempt, differences
from tracker.web.templating import dateformat


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its address, words, model, form, and how a row reads.

    empty: what to do while it holds nothing. order: the column that sorts and pages the list.
    line: a row as title and context. kinds: the closed list of the rows' `kind`, where the list can
    be narrowed by it. note: what to say after saving, when something looks odd.
    """

    noun: str
    slug: str
    title: Any
    add: Any
    empty: Any
    model: Any
    form: type[RegisterForm]
    order: Any
    line: Callable[[Any], tuple[str, list[str]]]
    kinds: type[Labelled] | None = None
    note: Callable[[RegisterForm, Any], str | None] = lambda form, row: None


def _organisation(row: Organisation) -> tuple[str, list[str]]:
    doubtful = "" if row.confirmed else gettext("nama belum dipastikan")
    return row.name, [gettext(row.kind.label), row.short_name, doubtful]


def _position(row: Position) -> tuple[str, list[str]]:
    return row.title, [gettext(row.level.label), row.organisation.name]


def _person(row: Person) -> tuple[str, list[str]]:
    return row.full_name, [f"NIP {masked(row.employee_number)}" if row.employee_number else ""]


def _appointment(row: Appointment) -> tuple[str, list[str]]:
    until = dateformat(row.until, "short") if row.until else gettext("sekarang")
    term = f"{dateformat(row.since, 'short')} – {until}"
    return row.person.full_name, [row.position_title, term]


def _number_doubt(form: RegisterForm, row: Person) -> str | None:
    odd = doubt(form.data["employee_number"] or "")
    return str(gettext(odd)) if odd else None


def _left_behind(form: RegisterForm, row: Organisation) -> str | None:
    """What an organisation still owes after its last day."""
    owed = unfinished_work(db.session(), row.id) if row.active_until else 0
    if not owed:
        return None
    words = gettext(
        "Instansi ini masih mempunyai %(number)s tindak lanjut yang belum selesai. Mintalah "
        "sekretariat mengalihkannya.",
        number=owed,
    )
    return str(words)


REGISTERS = (
    Register(
        "organisations",
        "instansi",
        lazy_gettext("Instansi"),
        lazy_gettext("Instansi baru"),
        lazy_gettext(
            "Belum ada instansi. Catat perangkat daerah dan pihak luar yang diundang rapat."
        ),
        Organisation,
        OrganisationForm,
        Organisation.name,
        _organisation,
        kinds=OrganisationKind,
        note=_left_behind,
    ),
    Register(
        "positions",
        "jabatan",
        lazy_gettext("Jabatan"),
        lazy_gettext("Jabatan baru"),
        lazy_gettext(
            "Belum ada jabatan. Mulailah dengan yang memimpin rapat, misalnya Sekretaris Daerah."
        ),
        Position,
        PositionForm,
        Position.title,
        _position,
    ),
    Register(
        "people",
        "pejabat",
        lazy_gettext("Pejabat"),
        lazy_gettext("Pejabat baru"),
        lazy_gettext("Belum ada pejabat. Catat nama dan gelarnya seperti pada naskah."),
        Person,
        PersonForm,
        Person.name,
        _person,
        note=_number_doubt,
    ),
    Register(
        "appointments",
        "masa-jabatan",
        lazy_gettext("Masa jabatan"),
        lazy_gettext("Masa jabatan baru"),
        lazy_gettext(
            "Belum ada masa jabatan. Catat jabatan dan pejabatnya dahulu, lalu hubungkan di sini."
        ),
        Appointment,
        AppointmentForm,
        Appointment.since,
        _appointment,
    ),
)


def make_views(register: Register) -> Blueprint:
    """The pages of one register: list, new, edit."""
    views = Blueprint(register.noun, __name__, url_prefix=f"/{register.slug}")

    @views.before_request
    def admins_only() -> None:
        require(can_administer(actor()))

    @views.get("")
    def index() -> ResponseReturnValue:
        form = RegisterFilterForm(request.args)
        form.offer(register.kinds or ())
        kind = _kind(register, form.jenis.data)
        page = page_of(_rows(register, form.cari.data, kind), lambda row: _place(register, row))
        return render_template(
            "registers/index.html",
            register=register,
            registers=REGISTERS,
            page=page,
            form=form,
            kind=kind,
        )

    @views.route("/baru", methods=["GET", "POST"])
    def new() -> ResponseReturnValue:
        return _form_page(register, None)

    @views.route("/<int:row_id>", methods=["GET", "POST"])
    def edit(row_id: int) -> ResponseReturnValue:
        return _form_page(register, find(select(register.model), row_id))

    return views


def _form_page(register: Register, row: Editable | None) -> ResponseReturnValue:
    row_id = row.id if row else None
    form = register.form.from_request(row)
    form.offer()
    valid = request.method == "POST" and form.validate()
    stored = attempt(form, lambda: _store(register, row_id, form)) if valid else None
    if stored is not None:
        _say_stored(register.note(form, stored))
        return redirect(url_for(f"{register.noun}.index"), 303)
    changed = differences(form, _stored_form(register, row)) if form.conflict else []
    page = render_template(
        "registers/form.html", register=register, form=form, row=row, changed=changed
    )
    return page, form.http_status


def _say_stored(odd: str | None) -> None:
    if odd:
        flash(gettext("Tersimpan. %(odd)s", odd=odd), "warning")
    else:
        flash(gettext("Tersimpan."))


def _store(register: Register, row_id: int | None, form: RegisterForm) -> Editable:
    """The row added or revised."""
    who, at = actor().user_id, now()
    if row_id is None:
        added: Editable = register.model.add(db.session(), by=who, at=at, **form.values())
        return added
    kept: Editable = find(select(register.model), row_id)
    kept.revise(by=who, at=at, version=form.version.data or 0, **form.values())
    return kept


def _stored_form(register: Register, row: Editable | None) -> RegisterForm:
    form = register.form(obj=row)
    form.offer()
    return form


def _kind(register: Register, value: str | None) -> Labelled | None:
    """The member asked for; None for all, and for words the list does not know."""
    return next((kind for kind in register.kinds or () if kind.value == value), None)


def _rows(register: Register, wanted: str | None, kind: Labelled | None) -> list[Any]:
    model, after = register.model, _after(register)
    rows = select(model).order_by(register.order, model.id).limit(PAGE_SIZE + 1)
    if wanted:
        rows = rows.where(_matches(register, wanted))
    if kind:
        rows = rows.where(model.kind == kind)
    if after:
        rows = rows.where(tuple_(register.order, model.id) > tuple_(*after))
    return list(db.session.scalars(rows))


def _after(register: Register) -> tuple[str | date, int] | None:
    """Where the page before ended; an address someone made up begins at the top."""
    match cursor():
        case [str(value), int(row_id)] if register.order is not Appointment.since:
            return value, row_id
        case [str(value), int(row_id)]:
            with suppress(ValueError):
                return date.fromisoformat(value), row_id
    return None


def _matches(register: Register, wanted: str) -> ColumnElement[bool]:
    if register.model is Appointment:
        people = select(Person.id).where(Person.name.icontains(wanted, autoescape=True))
        return Appointment.person_id.in_(people)
    if register.model is Organisation:
        names = (Organisation.name, Organisation.short_name, cast(Organisation.aliases, Text))
        return or_(*(name.icontains(wanted, autoescape=True) for name in names))
    matches: ColumnElement[bool] = register.order.icontains(wanted, autoescape=True)
    return matches


def _place(register: Register, row: Any) -> list[Any]:
    value = getattr(row, register.order.key)
    return [value if isinstance(value, str) else value.isoformat(), row.id]


ALL = tuple(make_views(register) for register in REGISTERS)
