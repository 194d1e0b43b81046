"""Links to one task: a code opens them, few guesses close them, and they die with the task."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import (
    NOW,
    make_action,
    make_actor,
    make_assignment,
    make_meeting,
    make_organisation,
    make_secret_meeting,
    make_user,
)
from tracker.models.action_link_rules import (
    ActionLinkRules,
    action_link_rules,
    save_action_link_rules,
)
from tracker.models.action_links import (
    CODE_LASTS,
    LONGEST_PAUSE,
    MOST_WRONG,
    TRIES,
    VISIT_LASTS,
    ActionLink,
    ActionLinkCode,
    bearer_of,
    issue_action_link,
)
from tracker.models.assigning import reassign
from tracker.models.assignment_states import AssignmentState, Report, Verdict
from tracker.models.assignments import Assignment
from tracker.models.deliveries import Channel, Recipient
from tracker.models.errors import Conflict, DomainError
from tracker.models.events import Event
from tracker.models.organisations import Organisation
from tracker.models.users import Role

KEY = "0123456789abcdef" * 4
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
OFFICE = Recipient("Dinas Kesehatan", "dinkes@contoh.example", number="081234567890")


def issue(session: Session, share: Assignment | None = None, **values: object) -> ActionLink:
    values = {"lasts": WEEK, "at": NOW, "by": make_user(session).id, **values}
    return issue_action_link(session, share or make_assignment(session), OFFICE, **values)  # type: ignore[arg-type]  # what the test changes


def opened(link: ActionLink, code: str, at=NOW) -> str | None:
    return link.open_with(code, secret_key=KEY, device="Chrome", at=at)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_code_opens_the_link_once_for_one_device_and_some_hours(session: Session) -> None:
    link = issue(session)
    code = link.new_code(secret_key=KEY, at=NOW)
    assert (len(code), code.isdecimal()) == (6, True)
    token = opened(link, code)
    assert token
    assert link.is_opened_by(token, NOW + VISIT_LASTS - MINUTE)
    assert not link.is_opened_by(token, NOW + VISIT_LASTS)
    assert not link.is_opened_by("lain", NOW)
    assert opened(link, code) is None, "a code is used once"


def test_what_opened_one_link_opens_no_other(session: Session) -> None:
    one, other = issue(session), issue(session)
    codes = [link.new_code(secret_key=KEY, at=NOW) for link in (one, other)]
    token = opened(one, codes[0])
    assert token
    assert not other.is_opened_by(token, NOW)
    if codes[0] != codes[1]:
        assert opened(other, codes[0]) is None


def test_a_code_is_over_after_ten_minutes_or_five_wrong_tries(session: Session) -> None:
    late, guessed = issue(session), issue(session)
    code = late.new_code(secret_key=KEY, at=NOW)
    assert opened(late, code, NOW + CODE_LASTS) is None
    code = guessed.new_code(secret_key=KEY, at=NOW)
    for _ in range(TRIES):
        assert opened(guessed, wrong(code)) is None
    assert opened(guessed, code) is None
    assert not guessed.has_code(NOW)


def test_a_new_code_voids_the_last_and_each_waits_longer(session: Session) -> None:
    link, at = issue(session), NOW
    first = link.new_code(secret_key=KEY, at=at)
    for number in range(1, LONGEST_PAUSE + 3):
        at += min(number, LONGEST_PAUSE) * MINUTE
        with pytest.raises(DomainError) as refused:
            link.new_code(secret_key=KEY, at=at - timedelta(seconds=1))
        assert refused.value.code == "code_pause"
        code = link.new_code(secret_key=KEY, at=at)
    assert first == code or opened(link, first, at) is None
    assert opened(link, code, at)


def test_whoever_guesses_on_closes_the_link(session: Session) -> None:
    link, at, tried = issue(session), NOW, 0
    while tried < MOST_WRONG:
        code = link.new_code(secret_key=KEY, at=at)
        for _ in range(TRIES):
            opened(link, wrong(code), at)
            tried += 1
        at += 10 * MINUTE
    assert (link.revoked_at is not None, link.revoked_by) == (True, None)
    with pytest.raises(DomainError):
        link.new_code(secret_key=KEY, at=at)


def test_a_code_is_not_kept_in_words_anybody_could_read(session: Session) -> None:
    link = issue(session)
    code = link.new_code(secret_key=KEY, at=NOW)
    kept = session.scalars(select(ActionLinkCode)).one()
    assert code not in kept.digest
    assert len(kept.digest) == 64


def test_it_dies_when_it_is_over_revoked_or_the_task_is_no_longer_owed(session: Session) -> None:
    share = make_assignment(session, state=AssignmentState.AWAITING)
    verifier = make_actor(session, Role.SECRETARIAT, session.get(Organisation, share.unit_id))
    link, other, moved = issue(session, share), issue(session), issue(session)
    assert link.is_live(NOW)
    assert not link.is_live(NOW + WEEK)
    other.revoke(by=verifier.user_id, at=NOW)
    other.revoke(by=verifier.user_id, at=NOW)
    assert not other.is_live(NOW)
    share.verify(Verdict.ACCEPTED, "", by=verifier, at=NOW)
    assert not link.is_live(NOW)
    reassign(moved.assignment, make_organisation(session), "Pindah", by=verifier, at=NOW)
    assert not moved.is_live(NOW)
    for dead in (link, other, moved):
        for act in (
            lambda dead=dead: dead.new_code(secret_key=KEY, at=NOW),
            lambda dead=dead: opened(dead, "000000"),
        ):
            with pytest.raises(DomainError) as refused:
                act()
            assert refused.value.code == "link_dead"


def test_secret_or_ended_work_and_unknown_addresses_get_none(session: Session) -> None:
    secret = make_assignment(session, action=make_action(session, make_secret_meeting(session)))
    ended = make_assignment(session, state=AssignmentState.DONE)
    nobody = Recipient("Dinas", "", problem="Belum ada alamat.")
    lasts, at, by = WEEK, NOW, make_user(session).id
    for share, who, code in (
        (secret, OFFICE, "link_secret"),
        (ended, OFFICE, "link_ended"),
        (make_assignment(session), nobody, "no_address"),
    ):
        with pytest.raises(DomainError) as refused:
            issue_action_link(session, share, who, lasts=lasts, at=at, by=by)
        assert refused.value.code == code


def test_a_report_by_link_names_the_address_and_is_ruled_on_like_any(session: Session) -> None:
    meeting = make_meeting(session)
    share = make_assignment(session, action=make_action(session, meeting))
    link = issue(session, share)
    claim = share.post_update(
        Report.DONE, "Selesai", by=bearer_of(link), at=NOW, link="https://contoh.example"
    )
    assert (claim.by, claim.link_id) == (None, link.id)
    assert claim.by_name == f"Tautan d***@contoh.example ({share.organisation.short_name})"
    own = make_actor(session, Role.AGENCY, share.organisation)
    with pytest.raises(DomainError):
        share.verify(Verdict.ACCEPTED, "", by=own, at=NOW)
    verifier = make_actor(session, Role.SECRETARIAT, meeting.organising_unit)
    share.verify(Verdict.ACCEPTED, "", by=verifier, at=NOW)
    assert share.state is AssignmentState.DONE


def test_addresses_are_shown_by_half(session: Session) -> None:
    link = issue(session, channel=Channel.WEBHOOK)
    assert (link.address, link.masked_address) == ("081234567890", "0812***90")


def test_every_step_leaves_an_event(session: Session) -> None:
    link = issue(session)
    opened(link, link.new_code(secret_key=KEY, at=NOW))
    link.revoke(by=None, at=NOW)
    verbs = select(Event.verb).where(Event.subject_type == "action_links").order_by(Event.id)
    acts = ["issued", "code_made", "opened", "revoked"]
    assert list(session.scalars(verbs)) == [f"action_link:{act}" for act in acts]


def test_the_admin_says_how_long_links_last(session: Session) -> None:
    by = make_user(session).id
    assert action_link_rules(session) == (ActionLinkRules(), 0)
    rules = ActionLinkRules(days=3, in_reminders=False)
    save_action_link_rules(session, rules, by=by, at=NOW, version=0)
    assert action_link_rules(session) == (rules, 1)
    with pytest.raises(Conflict):
        save_action_link_rules(session, rules, by=by, at=NOW, version=9)
