"""Sign-ins end on the server, links work once, and guessing is slowed down for everybody."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories import NOW, TODAY, make_user
from tracker.models.errors import DomainError
from tracker.models.sign_ins import (
    ABSOLUTE_LIMIT,
    GUESS_WINDOW,
    IDLE_LIMIT,
    LINK_LIFETIME,
    SEEN_STEP,
    THROTTLE_ACCOUNT,
    THROTTLE_GUESSES,
    THROTTLE_NETWORK,
    THROTTLE_WINDOW,
    AccountLink,
    SignIn,
    SignInAttempt,
    account_of,
    end_sign_ins,
    find_account_link,
    find_sign_in,
    find_visit,
    forget_failures,
    guesses_exhausted,
    make_account_link,
    note_failure,
    note_guess,
    start_sign_in,
    throttled,
    token_hash,
)

MOMENT = timedelta(microseconds=1)


def signed_in(session: Session) -> tuple[SignIn, str]:
    """A new sign-in, and the token its browser holds."""
    token = start_sign_in(session, make_user(session), at=NOW, device="uji", network="10.0.0.1")
    session.flush()
    row = find_sign_in(session, token)
    assert row is not None
    return row, token


def is_live(session: Session, token: str, *, at: datetime) -> bool:
    session.flush()
    return find_visit(session, token, at=at, today=at.date()) is not None


def test_the_table_holds_no_token_that_would_open_anything(session: Session):
    token = start_sign_in(session, make_user(session), at=NOW, device="x" * 900, network="::1")
    session.commit()
    row = find_sign_in(session, token)
    assert row is not None
    assert row.token_hash == token_hash(token) != token
    assert len(row.device) == 200
    assert find_sign_in(session, row.token_hash) is None


@pytest.mark.parametrize(
    ("after", "seen", "live"),
    [
        (timedelta(0), timedelta(0), True),
        (IDLE_LIMIT - MOMENT, timedelta(0), True),
        (IDLE_LIMIT, timedelta(0), False),
        (IDLE_LIMIT, timedelta(hours=1), True),
        (ABSOLUTE_LIMIT - MOMENT, ABSOLUTE_LIMIT - MOMENT, True),
        (ABSOLUTE_LIMIT, ABSOLUTE_LIMIT, False),
    ],
)
def test_a_sign_in_expires_when_idle_and_after_a_week(
    after: timedelta, seen: timedelta, live: bool, session: Session
):
    row, token = signed_in(session)
    row.seen_at = NOW + seen
    assert is_live(session, token, at=NOW + after) is live


def test_a_sign_in_ends_at_once_and_stays_ended(session: Session):
    row, token = signed_in(session)
    row.end(at=NOW)
    row.end(at=NOW + SEEN_STEP)
    assert (row.ended_at, is_live(session, token, at=NOW)) == (NOW, False)


def test_last_seen_is_written_at_most_every_five_minutes(session: Session):
    _row, token = signed_in(session)
    visit = find_visit(session, token, at=NOW, today=NOW.date())
    assert visit is not None
    assert not visit.seen_long_ago(at=NOW + SEEN_STEP - MOMENT)
    assert visit.seen_long_ago(at=NOW + SEEN_STEP)


def test_ending_all_sign_ins_touches_no_other_account(session: Session):
    (mine, ended), (_other, going_on) = signed_in(session), signed_in(session)
    end_sign_ins(session, mine.user_id, at=NOW)
    assert [is_live(session, token, at=NOW) for token in (ended, going_on)] == [False, True]


def test_a_link_sets_the_password_once_and_ends_every_sign_in(session: Session):
    row, browser = signed_in(session)
    token = make_account_link(session, row.user, by=make_user(session).id, at=NOW)
    session.flush()
    link = find_account_link(session, token)
    assert link is not None
    link.use("$argon2id$satu", at=NOW)
    session.commit()
    assert row.user.password_hash == "$argon2id$satu"
    assert not is_live(session, browser, at=NOW)
    with pytest.raises(DomainError) as refusal:
        link.use("$argon2id$dua", at=NOW)
    assert refusal.value.code == "link_spent"
    assert row.user.password_hash == "$argon2id$satu"


def test_a_link_dies_of_age_with_the_account_and_with_a_newer_one(session: Session):
    user, admin = make_user(session), make_user(session)
    first, second = (make_account_link(session, user, by=admin.id, at=NOW) for _ in range(2))
    session.flush()
    older, newer = find_account_link(session, first), find_account_link(session, second)
    assert older is not None
    assert newer is not None
    assert (older.is_good(at=NOW), newer.is_good(at=NOW)) == (False, True)
    assert newer.is_good(at=NOW + LINK_LIFETIME - MOMENT)
    assert not newer.is_good(at=NOW + LINK_LIFETIME)
    user.deactivate(by=admin.id, at=NOW, on=TODAY)
    assert not newer.is_good(at=NOW)
    assert (
        session.scalars(select(AccountLink.token_hash).where(AccountLink.token_hash == first)).all()
        == []
    )


def fail(session: Session, times: int, account: str = "ani", network: str = "10.0.0.1") -> None:
    for _ in range(times):
        note_failure(session, account=account, network=network, at=NOW)
    session.flush()


def test_an_account_is_slowed_down_from_everywhere(session: Session):
    fail(session, THROTTLE_ACCOUNT - 1)
    assert not throttled(session, account="ani", network="10.0.0.2", at=NOW)
    fail(session, 1)
    assert throttled(session, account="ani", network="10.0.0.2", at=NOW)
    assert not throttled(session, account="budi", network="10.0.0.1", at=NOW)


def test_a_network_is_slowed_down_for_every_account(session: Session):
    for number in range(THROTTLE_NETWORK):
        fail(session, 1, account=f"orang{number}")
    assert throttled(session, account="budi", network="10.0.0.1", at=NOW)
    assert not throttled(session, account="budi", network="10.0.0.2", at=NOW)


def test_slowing_down_never_lasts(session: Session):
    fail(session, THROTTLE_ACCOUNT)
    later = NOW + THROTTLE_WINDOW
    assert throttled(session, account="ani", network="", at=later - MOMENT)
    assert not throttled(session, account="ani", network="", at=later)
    note_failure(session, account="budi", network="", at=later)
    session.flush()
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 2  # old ones are gone


def test_success_forgets_the_accounts_failures_not_the_networks(session: Session):
    for number in range(THROTTLE_NETWORK // THROTTLE_ACCOUNT + 1):
        fail(session, THROTTLE_ACCOUNT, account=f"orang{number}")
    forget_failures(session, account="orang0")
    assert not throttled(session, account="orang0", network="10.0.0.2", at=NOW)
    assert throttled(session, account="orang0", network="10.0.0.1", at=NOW)


def test_attempts_do_not_keep_the_account_names_that_were_tried(session: Session):
    fail(session, 1, account="kata-sandi-di-kolom-yang-salah")
    for bucket in session.scalars(select(SignInAttempt.bucket)):
        assert "kata-sandi" not in bucket


def test_guessing_codes_is_slowed_down_for_a_minute(session: Session):
    for _ in range(THROTTLE_GUESSES):
        assert not guesses_exhausted(session, network="10.0.0.1", at=NOW)
        note_guess(session, network="10.0.0.1", at=NOW)
        session.flush()
    assert guesses_exhausted(session, network="10.0.0.1", at=NOW)
    assert not guesses_exhausted(session, network="10.0.0.2", at=NOW)
    assert not guesses_exhausted(session, network="10.0.0.1", at=NOW + GUESS_WINDOW)
    assert not throttled(session, account="ani", network="10.0.0.1", at=NOW)


def test_an_account_is_opened_by_the_password_it_has_now(session: Session):
    user = make_user(session, login="sri.rahayu", password_hash="lama")
    assert account_of(session, "sri.rahayu", "lama") is user
    token = make_account_link(session, user, by=None, at=NOW)
    link = find_account_link(session, token)
    assert link is not None
    link.use("baru", at=NOW)
    assert account_of(session, "sri.rahayu", "lama") is None
    assert account_of(session, "sri.rahayu", "baru") is user
    user.deactivate(by=make_user(session).id, at=NOW, on=TODAY)
    assert account_of(session, "sri.rahayu", "baru") is None
