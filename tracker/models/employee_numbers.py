"""NIP and NI PPPK: 18 digits without a check digit, so oddities are doubts, never refusals.

Source: 8 digits of birth, 6 of appointment, 1 of sex, 3 of sequence; for PPPK digits 13-14 count
contracts and are no month. Nine digits are the old NIP of retired officials. Officials of TNI and
Polri have an NRP instead, whose digits (Polri 8, TNI up to 14) tell nothing we could check.
"""

import re
from datetime import date

from tracker.infra.text import N_

LEGACY_LENGTH, LENGTH = 9, 18
SERVICE_LENGTHS = range(5, 15)
PPPK_FROM = 21


def digits_of(typed: str) -> str:
    """The digits of a number typed with spaces or dots."""
    return re.sub(r"[\s.]", "", typed)


def is_employee_number(digits: str) -> bool:
    """Of a NIP, old or new, or of an NRP."""
    known = len(digits) in {LEGACY_LENGTH, LENGTH, *SERVICE_LENGTHS}
    return digits.isascii() and digits.isdecimal() and known


def doubt(digits: str) -> str | None:
    """What looks odd about a number, as a sentence to show; None when nothing does."""
    if len(digits) in SERVICE_LENGTHS and len(digits) != LEGACY_LENGTH:
        return N_("Nomor ini dicetak sebagai NRP (TNI/Polri). NIP terdiri atas 18 angka.")
    if len(digits) != LENGTH:
        return None
    month = int(digits[12:14])
    if not (1 <= month <= 12 or month >= PPPK_FROM) or digits[14] not in "12":
        return N_("Susunan NIP tidak lazim. Periksa kembali dengan SK pengangkatan.")
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return N_("Tanggal lahir dalam NIP tidak ada di kalender. Periksa kembali.")
    if int(digits[8:12]) - born.year < 18 or digits[15:] == "000":
        return N_("Tahun pengangkatan atau nomor urut dalam NIP tidak lazim. Periksa kembali.")
    return None


def typed_doubt(typed: str) -> str | None:
    """The same about a number typed into a record, whatever its length; None for none."""
    digits = digits_of(typed)
    if not digits or is_employee_number(digits):
        return doubt(digits)
    return N_("NIP terdiri atas 18 angka (NIP lama 9, NRP 5 sampai 14 angka). Periksa kembali.")


def masked(digits: str) -> str:
    """For lists: only the last three digits, since a NIP tells birth date and sex."""
    return f"{'•' * 5}{digits[-3:]}" if digits else ""
