"""Passwords: checked at equal cost for everybody, and refused when anyone would try them first."""

import pytest
from argon2 import extract_parameters

from tracker.infra import passwords


def test_a_password_opens_only_its_own_account():
    stored = passwords.hash_password("kopi pahit di teluk")
    assert passwords.password_matches(stored, "kopi pahit di teluk")
    assert not passwords.password_matches(stored, "kopi manis di teluk")
    assert not passwords.password_matches("bukan hash", "kopi pahit di teluk")


def test_the_two_spellings_of_an_accent_are_one_password():
    stored = passwords.hash_password("caf\u00e9 di pelabuhan")
    assert passwords.password_matches(stored, "cafe\u0301 di pelabuhan")


@pytest.mark.parametrize("password", ["nobody's password", "apa saja boleh"])
def test_an_account_without_a_password_never_opens(password):
    assert not passwords.password_matches(None, password)


def test_the_stand_in_for_a_missing_account_costs_what_a_real_hash_costs():
    real = extract_parameters(passwords.hash_password("kopi pahit di teluk"))
    assert extract_parameters(passwords._nobody) == real
    assert (real.memory_cost, real.time_cost, real.parallelism) == (19 * 1024, 2, 1)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("pendek123", "terlalu pendek"),
        ("x1" * 101, "terlalu panjang"),
        ("aaaaaaaaaaaa", "mengulang"),
        ("1234567890", "mengurutkan"),
        ("0987654321", "mengurutkan"),
        ("abcdefghijkl", "mengurutkan"),
        ("Lampung2025!", "umum"),
        ("P-e-m-p-r-o-v-1", "umum"),
        ("Bismillah123", "umum"),
        ("Siti.Aminah99", "umum"),
    ],
)
def test_what_anyone_would_guess_is_refused(password, why):
    assert why in (passwords.weak_password(password, ["Siti Aminah", "disnaker"]) or "")


@pytest.mark.parametrize("password", ["kopi pahit di teluk", "tujuh perahu hijau", "xK7#qpw02Lmz"])
def test_long_and_unlikely_is_enough(password):
    assert passwords.weak_password(password, ["Siti Aminah", "disnaker"]) is None
