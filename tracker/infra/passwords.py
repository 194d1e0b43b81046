"""Passwords: argon2id hashes that take the same time whether or not the account exists."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tracker.infra.text import N_

MIN_LENGTH = 10
MAX_LENGTH = 200
MIN_DISTINCT = 5
# Words people choose first, in this country and in this kind of office.
COMMON_WORDS = frozenset(
    """
    admin administrator akuganteng akusayangkamu alhamdulillah allahuakbar asdfghjkl bandarlampung
    bapak bapakibu bismillah bupati cintaku dinas doraemon ganteng gubernur indonesia iloveyou
    jakarta kantor katasandi kepala kerja komputer lampung letmein merdeka pancasila password
    passw pegawai pemerintah pemprov pemprovlampung pimpinan provinsi provinsilampung qwerty
    qwertyuiop rahasia rakor rapat saibumi sandi sayang sayangkamu sekda sekretariat sekretaris
    selamatdatang semangat siger sukses tanohlada terserah tindaklanjut ucapan welcome
    """.split()  # noqa: SIM905 - a list of words reads best as lines
)

# 19 MiB, two passes, one lane: OWASP's floor, so that several people can sign in at once.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash("nobody's password")


def hash_password(password: str) -> str:
    return _hasher.hash(_prepared(password))


def password_matches(password_hash: str | None, password: str) -> bool:
    """None, an account without a password or no account at all, costs as much as a wrong one."""
    try:
        return _hasher.verify(password_hash or _nobody, _prepared(password)) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def weak_password(password: str, context_words: Iterable[str] = ()) -> str | None:
    """Why the password is refused, one Indonesian sentence marked with N_; None when it is good.

    context_words: the login, names and organisations of the account, alone too easy to guess.
    No rule on kinds of characters and no expiry (ASVS 5.0, 6.2.5 and 6.2.10).
    """
    if len(password) < MIN_LENGTH:
        return N_("Kata sandi terlalu pendek. Gunakan sedikitnya 10 karakter.")
    if len(password) > MAX_LENGTH:
        return N_("Kata sandi terlalu panjang. Gunakan paling banyak 200 karakter.")
    if len(set(password)) < MIN_DISTINCT or _is_sequence(password):
        return N_("Kata sandi mudah ditebak. Jangan mengulang atau mengurutkan karakter.")
    words = COMMON_WORDS | {letters for word in context_words if len(letters := _letters(word)) > 2}
    if _letters(password) in words:
        return N_("Kata sandi mudah ditebak. Jangan memakai nama atau kata yang umum.")
    return None


def _prepared(password: str) -> str:
    """Two keyboards may send the same letter in different forms."""
    return unicodedata.normalize("NFC", password)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", unicodedata.normalize("NFKC", text).casefold())


def _is_sequence(password: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(password)}
    digits = "0123456789" * 3
    return steps in ({1}, {-1}) or password in digits or password in digits[::-1]
