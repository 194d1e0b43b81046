"""A line of the notes becomes a statement, an agreement or an action; and back again."""

from datetime import date, datetime

from tracker.infra.orm import Labelled, session_of
from tracker.infra.text import N_, TooComplex
from tracker.infra.typed_lines import taken_apart, typed_body
from tracker.models.actions import STOPPABLE, Action, actions_of, open_action
from tracker.models.agreements import Agreement
from tracker.models.errors import Conflict, DomainError
from tracker.models.minutes_sections import MinutesSection, Noted, section_of, write_section
from tracker.models.statements import Statement, StatementKind
from tracker.models.users import Actor

_TAKEN_BACK = N_("Dikembalikan ke catatan rapat.")


class LineKind(Labelled):
    STATEMENT = "statement", N_("Pernyataan")
    AGREEMENT = "agreement", N_("Kesepakatan")
    ACTION = "action", N_("Tindak lanjut")


def write_lines(
    where: Noted, text: str, *, by: int, at: datetime, version: int
) -> MinutesSection | None:
    """The plain lines of a place's notes; what is formatted above them stays.

    To store again what stands there is no change, whatever `version`: an answer may get lost.
    None where nothing was or is written. Raises Conflict unless `version` is current, and
    DomainError for a text no minutes need or when the record is sealed.
    """
    where.hold()
    section = section_of(where)
    body = _typed(section, text)
    if body == (section.body if section else ""):
        return section
    return write_section(where, body, by=by, at=at, version=version)


def set_lines_aside(where: Noted, text: str, *, by: int, at: datetime) -> None:
    """Keep in the history what was typed here and given up for what another had stored.

    Raises DomainError as `write_lines`, and where nothing stands that it could give way to.
    """
    section = section_of(where)
    if section is None:
        raise Conflict("gone", N_("Catatan ini baru saja dihapus orang lain."))
    section.set_aside(_typed(section, text), by=by, at=at)


def take_line(
    section: MinutesSection, number: int, line: str, *, by: int, at: datetime, version: int
) -> None:
    """Take a line out of the running text, as part of making a record of it.

    Raises Conflict unless `version` is current and `line` stands there as the one numbered so.
    """
    section.expect(version)
    lines = taken_apart(section.body)[1].split("\n")
    if lines[number : number + 1] != [line]:
        raise lost_line()
    del lines[number]
    section.revise(by=by, at=at, version=version, body=_typed(section, "\n".join(lines)))


def note_statement(
    section: MinutesSection, speaker: str, words: str, *, by: int, at: datetime
) -> Statement:
    """Of a line: direct speech where it stands in quotation marks, else its sense."""
    quoted = words[:1] in {"“", '"'} and words[-1:] in {"”", '"'}
    return Statement.append(
        section.meeting,
        by=by,
        at=at,
        agenda_item_id=section.agenda_item_id,
        speaker_name=speaker,
        kind=StatementKind.QUOTATION if quoted else StatementKind.PARAPHRASE,
        # What followed a name and a colon now begins a paragraph.
        text=words[:1].upper() + words[1:],
    )


def note_agreement(
    section: MinutesSection,
    words: str,
    *,
    by: int,
    at: datetime,
    due_on: date | None,
    report_to: list[str],
    funding: list[str],
) -> Agreement:
    return Agreement.append(
        section.meeting,
        by=by,
        at=at,
        agenda_item_id=section.agenda_item_id,
        text=words,
        due_on=due_on,
        report_to=report_to,
        funding=funding,
    )


def note_action(agreement: Agreement, *, by: int, at: datetime, year: int) -> Action:
    """The action an agreement lays down, with what the agreement says and nobody responsible."""
    return open_action(
        session_of(agreement),
        by=by,
        at=at,
        year=year,
        agreement=agreement,
        sentence=agreement.text,
        due_on=agreement.due_on,
        report_to=agreement.report_to,
        funding=agreement.funding,
    )


def put_back(
    noted: Statement | Agreement, where: Noted, *, by: Actor, at: datetime
) -> MinutesSection:
    """Undo: the record's words return to the end of the notes, and the record goes.

    An action opened from it keeps its number and is cancelled. Raises DomainError when an
    organisation was given a share of it, and when the record is sealed.
    """
    noted.hold()
    if isinstance(noted, Agreement):
        _withdraw_actions(noted, by=by, at=at)
    line = _line(noted)
    noted.remove(by=by.user_id, at=at)
    section = section_of(where)
    _, text = taken_apart(section.body if section else "")
    body = _typed(section, f"{text}\n{line}" if text else line)
    version = section.version if section else 0
    return write_section(where, body, by=by.user_id, at=at, version=version)


def lost_line() -> Conflict:
    return Conflict("line_changed", N_("Baris ini baru saja berubah. Pilih lagi barisnya."))


def _typed(section: MinutesSection | None, text: str) -> str:
    """The body of a section with these lines as its plain tail."""
    head, _ = taken_apart(section.body if section else "")
    try:
        return typed_body(head, text)
    except TooComplex as refusal:
        raise DomainError(
            "too_long", N_("Catatan ini terlalu panjang. Bagi ke beberapa acara."), field="text"
        ) from refusal


def _line(noted: Statement | Agreement) -> str:
    speaker = noted.speaker_name if isinstance(noted, Statement) else ""
    return f"{speaker}: {noted.text}" if speaker else noted.text


def _withdraw_actions(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    for action in actions_of(session_of(agreement), agreement):
        action.hold()
        if action.assignments:
            raise DomainError(
                "action_shared",
                N_("Tindak lanjutnya sudah dibagikan. Batalkan dahulu di halamannya."),
            )
        if action.state in STOPPABLE:
            action.cancel(_TAKEN_BACK, by=by, at=at)
        action.agreement = None
