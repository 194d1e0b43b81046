"""Names, titles and what Permendagri 1/2023 lets a signature block show."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import TODAY, make_appointment, make_person
from tracker.models.errors import DomainError
from tracker.models.people import (
    Appointment,
    Capacity,
    PositionLevel,
    Signatory,
    typed_signatory,
)

DEFINITIVE, ACTING, DAILY, INTERIM, CARETAKER = Capacity
NIP = "197001011995031001"


@pytest.mark.parametrize(
    ("front", "name", "back", "printed"),
    [
        ("", "Saipul", "", "Saipul"),
        ("Dr. Ir. H.", "M. Nuh", "S.T., M.M.", "Dr. Ir. H. M. Nuh, S.T., M.M."),
        ("dr.", "I Wayan", "", "dr. I Wayan"),
        ("", "Siti", "S.STP., M.H.", "Siti, S.STP., M.H."),
    ],
)
def test_a_name_is_printed_with_its_titles_as_written(
    front: str, name: str, back: str, printed: str, session: Session
):
    person = make_person(session, name, title_front=front, title_back=back)
    assert person.full_name == printed


def test_a_person_has_a_name_and_a_number_of_his_own(session: Session):
    make_person(session, employee_number=NIP)
    make_person(session, employee_number=None)
    make_person(session, employee_number=None)
    for values in ({"employee_number": NIP}, {"name": ""}):
        with pytest.raises(IntegrityError), session.begin_nested():
            make_person(session, **{"name": "Saipul", **values})


@pytest.mark.parametrize(
    ("level", "capacity", "titles", "rank"),
    [
        (PositionLevel.GOVERNOR, DEFINITIVE, True, False),
        (PositionLevel.GOVERNOR, INTERIM, False, False),
        (PositionLevel.GOVERNOR, ACTING, False, False),
        (PositionLevel.GOVERNOR, DAILY, False, False),
        (PositionLevel.VICE_GOVERNOR, DEFINITIVE, True, False),
        (PositionLevel.REGIONAL_SECRETARY, DEFINITIVE, True, False),
        (PositionLevel.REGIONAL_SECRETARY, INTERIM, False, False),
        (PositionLevel.REGIONAL_SECRETARY, DAILY, False, False),
        (PositionLevel.REGIONAL_SECRETARY, ACTING, True, False),
        (PositionLevel.GOVERNOR, CARETAKER, False, False),
        (PositionLevel.ASSISTANT, DEFINITIVE, True, True),
        (PositionLevel.GOVERNOR_ADVISER, DEFINITIVE, True, True),
        (PositionLevel.HEAD, DEFINITIVE, True, True),
        (PositionLevel.HEAD, ACTING, True, True),
        (PositionLevel.OFFICER, DAILY, True, True),
    ],
)
def test_a_signature_block_shows_what_article_44_lets_it_show(
    level: PositionLevel, capacity: Capacity, titles: bool, rank: bool, session: Session
):
    person = make_person(session, "Rahmat", title_front="Dr.", employee_number=NIP)
    held = make_appointment(
        session, person, level=level, capacity=capacity, rank_grade="Pembina (IV/a)"
    )
    block = held.signature()
    assert block.name == ("Dr. Rahmat" if titles else "Rahmat")
    assert (block.rank_grade, block.employee_number) == (
        ("Pembina (IV/a)", NIP) if rank else ("", "")
    )


@pytest.mark.parametrize("shown", [True, False])
def test_the_office_may_decide_otherwise_for_one_official(shown: bool, session: Session):
    person = make_person(session, employee_number=NIP)
    level = PositionLevel.HEAD if not shown else PositionLevel.REGIONAL_SECRETARY
    held = make_appointment(session, person, level=level, rank_grade="IV/a", show_rank=shown)
    assert bool(held.signature().rank_grade) is bool(held.signature().employee_number) is shown


def test_the_office_may_decide_on_gelar_too(session: Session):
    person = make_person(session, "Rahmat", title_front="Dr.")
    shown = make_appointment(
        session, person, level=PositionLevel.GOVERNOR, capacity=INTERIM, show_titles=True
    )
    hidden = make_appointment(session, person, show_titles=False)
    assert (shown.signature().name, hidden.signature().name) == ("Dr. Rahmat", "Rahmat")


def test_a_typed_capacity_is_written_as_the_form_has_it():
    for typed, printed in (
        ("plt kepala dinas", "Plt. kepala dinas"),
        ("PLH. Sekretaris Daerah", "Plh. Sekretaris Daerah"),
        ("Pjs Bupati Pesawaran", "Pjs. Bupati Pesawaran"),
        ("Plasma Nutfah", "Plasma Nutfah"),
    ):
        assert typed_signatory("Saipul", typed).position == printed


@pytest.mark.parametrize(
    ("capacity", "printed"),
    [
        (DEFINITIVE, "Kepala Dinas"),
        (ACTING, "Plt. Kepala Dinas"),
        (DAILY, "Plh. Kepala Dinas"),
        (INTERIM, "Pj. Kepala Dinas"),
        (CARETAKER, "Pjs. Kepala Dinas"),
    ],
)
def test_acting_officials_carry_their_capacity(capacity: Capacity, printed: str, session: Session):
    held = make_appointment(session, make_person(session), capacity=capacity)
    assert held.signature() == Signatory("Saipul", printed)


@pytest.mark.parametrize(
    ("position", "shown"),
    [
        *(("Gubernur Lampung", False), ("Pj. Gubernur Lampung", False)),
        *(("Wakil Bupati Pringsewu", False), ("Plh. Sekretaris Daerah", False)),
        *(("Wali Kota Metro", False), ("WALIKOTA METRO", False)),
        *(("Sekretaris Dinas Sosial", True), ("Kepala Dinas", True)),
        *(("Staf Ahli Gubernur", True), ("Asisten Sekretaris Daerah", True)),
    ],
)
def test_a_typed_signatory_follows_the_same_article(position: str, shown: bool):
    block = typed_signatory("Rahmat", position, rank_grade="IV/a", employee_number=NIP)
    assert (block.name, block.position) == ("Rahmat", position)
    assert (bool(block.rank_grade), bool(block.employee_number)) == (shown, shown)


def test_a_term_does_not_end_before_it_begins(session: Session):
    with pytest.raises(DomainError) as refusal:
        make_appointment(session, make_person(session), until=date(2024, 1, 1))
    assert (refusal.value.code, refusal.value.field) == ("period_reversed", "until")


@pytest.mark.parametrize(
    ("day", "holders"),
    [(-1, []), (0, ["Lama"]), (30, ["Lama"]), (31, ["Baru"]), (400, ["Baru"])],
)
def test_a_position_is_held_from_the_first_day_to_the_last(
    day: int, holders: list[str], session: Session
):
    last = TODAY + timedelta(days=30)
    make_appointment(session, make_person(session, "Lama"), since=TODAY, until=last)
    make_appointment(session, make_person(session, "Baru"), since=last + timedelta(days=1))
    held = select(Appointment).where(Appointment.held_on(TODAY + timedelta(days=day)))
    assert [appointment.person.name for appointment in session.scalars(held)] == holders
