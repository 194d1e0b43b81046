"""Many people at one record at once: nobody's text is lost, and a step happens once."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.drills.figures import figure
from tests.drills.installation import Answer, Installation, Visitor
from tests.factories import NOW, TODAY, make_action, make_assignment, make_meeting
from tracker.documents.blanks import open_blanks
from tracker.infra.db import write
from tracker.models.agreements import Agreement
from tracker.models.approvals import Approval
from tracker.models.assignment_states import AssignmentState, Verdict
from tracker.models.documents import Document
from tracker.models.events import Event
from tracker.models.jobs import Job
from tracker.models.minutes import Minutes, MinutesState, start_minutes
from tracker.models.organisations import Organisation
from tracker.models.updates import Verification
from tracker.models.users import User, actor_of

pytestmark = pytest.mark.drill

EDITORS = figure(short=8, full=20)
ROUNDS = figure(short=4, full=50)
APPROVERS = figure(short=12, full=50)
VERIFIERS = figure(short=12, full=50)


@pytest.fixture(scope="module")
def installation(set_up: Installation, tmp_path_factory) -> Iterator[Installation]:
    """One demonstration, serving, for what different rivals want of it."""
    installation = set_up.copied_to(tmp_path_factory.mktemp("rivals") / "data")
    installation.load_demonstration()
    installation.start()
    yield installation
    installation.stop()


@pytest.fixture
def passwords(installation: Installation) -> dict[str, str]:
    return installation.passwords


def test_of_many_editors_one_is_accepted_a_round_and_nobody_s_text_is_lost(installation, passwords):
    with installation.opened() as (sessions, _store), sessions() as session:
        agreement = session.scalars(select(Agreement).order_by(Agreement.id)).first()
        path = f"/rapat/{agreement.meeting_id}/kesepakatan/{agreement.id}"
    editors = _visitors(installation, "sekretariat", passwords, EDITORS)

    for number in range(ROUNDS):
        version = _hidden("version", editors[0].get(path))

        def save(editor: int, number: int = number, version: str = version) -> Answer:
            text = f"Kesepakatan putaran {number} dari penyunting {editor}"
            return editors[editor].post(path, text=text, version=version)

        answers = _at_once(EDITORS, save)
        accepted = [i for i, answer in enumerate(answers) if answer.status == 303]
        assert Counter(answer.status for answer in answers) == {303: 1, 409: EDITORS - 1}
        kept = f"putaran {number} dari penyunting {accepted[0]}"
        for i, answer in enumerate(answers):
            if i != accepted[0]:  # both texts stand on the page
                assert kept in answer.text
                assert f"putaran {number} dari penyunting {i}" in answer.text
        assert kept in editors[0].get(path).text


def test_of_many_approvals_at_once_one_seals(installation, passwords):
    with installation.opened() as (sessions, _store), sessions() as session:
        with write(session):
            minutes = _submitted(session)
            meeting_id, minutes_id = minutes.meeting_id, minutes.id
        approvers = _visitors(installation, "karo", passwords, APPROVERS)
        path = f"/rapat/{meeting_id}/notula/pengesahan"
        seen = _hidden("seen", approvers[0].get(path))
        for approver in approvers[1:]:
            approver.get(path)

        answers = _at_once(APPROVERS, lambda i: approvers[i].post(path, seen=seen))

        late = [answer for answer in answers if answer.status != 303]
        assert len(late) == APPROVERS - 1
        assert {answer.status for answer in late} <= {409, 422}  # read before the seal, or after
        assert all("sudah disahkan oleh" in answer.text for answer in late)
        session.rollback()
        assert session.get_one(Minutes, minutes_id).state is MinutesState.APPROVED
        for rows in (
            select(func.count(Document.id)).where(Document.minutes_id == minutes_id),
            select(func.count(Approval.id)).where(Approval.minutes_id == minutes_id),
            select(func.count(Event.id)).where(
                Event.verb == "minutes:approved", Event.subject_id == minutes_id
            ),
        ):
            assert session.scalar(rows) == 1
        document = session.scalars(select(Document).where(Document.minutes_id == minutes_id)).one()
        jobs = select(func.count(Job.id)).where(Job.key == f"render:{document.id}")
        assert session.scalar(jobs) == 1


def test_of_many_verifications_of_one_claim_one_wins(installation, passwords):
    with installation.opened() as (sessions, _store), sessions() as session:
        with write(session):
            unit = session.scalars(select(Organisation).where(Organisation.code == "biro-kesra"))
            action = make_action(session, make_meeting(session, unit.one()))
            share = make_assignment(session, action=action, state=AssignmentState.AWAITING)
            share_id, claim_id = share.id, share.updates[-1].id
        verifiers = _visitors(installation, "sekretariat", passwords, VERIFIERS)
        path = f"/tugas/{share_id}"
        for verifier in verifiers:
            verifier.get(path)
        verdicts = [verdict.value for verdict in Verdict]

        def rule(number: int) -> Answer:
            verdict, note = verdicts[number % 3], f"Putusan {number}"
            words = {"claim": str(claim_id), "verdict": verdict, "note": note}
            return verifiers[number].post(f"{path}/verifikasi", **words)

        answers = _at_once(VERIFIERS, rule)

        assert Counter(answer.status for answer in answers) == {303: 1, 409: VERIFIERS - 1}
        [won] = (number for number, answer in enumerate(answers) if answer.status == 303)
        session.rollback()
        ruling = session.scalars(
            select(Verification).where(Verification.assignment_id == share_id)
        ).one()
        assert (ruling.verdict.value, ruling.note) == (verdicts[won % 3], f"Putusan {won}")
        told = select(func.count(Event.id)).where(
            Event.verb == "assignment:verified", Event.subject_id == share_id
        )
        assert session.scalar(told) == 1


def _hidden(name: str, page: Answer) -> str:
    found = re.search(rf'name="{name}"[^>]*value="(\d+)"', page.text)
    assert found, f"no field {name}"
    return found[1]


def _submitted(session: Session) -> Minutes:
    """Minutes before their chair, the demonstration's head of Biro."""
    chair = session.scalars(select(User).where(User.login == "karo")).one()
    writer = session.scalars(select(User).where(User.login == "notulis")).one()
    unit = session.scalars(select(Organisation).where(Organisation.code == "biro-kesra")).one()
    meeting = make_meeting(session, unit, chair_person_id=chair.person_id)
    by = actor_of(session, writer, today=TODAY.replace(year=2100))
    minutes = start_minutes(session, meeting, by=by.user_id, at=NOW)
    meeting.confirm_absent(open_blanks(session, meeting), by=by.user_id, at=NOW)
    minutes.submit(by=by, at=NOW, blanks=open_blanks(session, meeting))
    return minutes


def _visitors(
    installation: Installation, login: str, passwords: dict[str, str], count: int
) -> list[Visitor]:
    visitors = [Visitor(installation.port) for _ in range(count)]
    for visitor in visitors:
        assert visitor.sign_in(login, passwords[login]).status == 303
    return visitors


def _at_once(count: int, act: Callable[[int], Answer]) -> list[Answer]:
    """Every act in a thread of its own, let go together."""
    start = Barrier(count)

    def one(number: int) -> Answer:
        start.wait()
        return act(number)

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(one, range(count)))
