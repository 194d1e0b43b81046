"""From submission to approval with everybody heard: attendees, who initials, the chair."""

from collections.abc import Callable

import pytest

from tests.e2e.test_from_paste_to_verified import name_the_chair, paste
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
Visit = Callable[..., Visitor]

REMARK = "Data P3KE sudah diganti DTSEN; mohon disebut."


def test_minutes_are_remarked_on_answered_initialled_and_approved(visit: Visit):
    secretariat = visit("sekretariat")
    meeting = paste(secretariat)
    name_the_chair(secretariat, meeting)
    submit_with_a_window(secretariat, meeting)
    object_to_a_paragraph(visit("disnaker", width="phone"), meeting)
    answer(secretariat, meeting)
    initial(visit("sekda", width="phone"), meeting)
    head = visit("karo")
    end_the_window(head, meeting)
    head.go(f"{meeting}/notula/pengesahan")
    head.press("Sahkan")
    head.go(f"{meeting}/notula")
    head.sees("Disahkan")


def submit_with_a_window(secretariat: Visitor, meeting: str) -> None:
    secretariat.go(meeting)
    secretariat.press("Nyatakan rapat selesai")
    secretariat.go(f"{meeting}/notula")
    secretariat.press("Susun notula")
    secretariat.go(meeting)
    for box in secretariat.page.get_by_role("checkbox", name="tidak ada datanya").all():
        box.check()
    secretariat.press("Simpan pernyataan")
    secretariat.go(f"{meeting}/notula/paraf")
    choose(secretariat, "Paraf pertama", "Sekretariat Daerah")
    secretariat.press("Simpan")
    choose(secretariat, "Masa tanggapan peserta", "1 hari kerja")
    secretariat.press("Ajukan")
    secretariat.sees("Menunggu paraf")


def choose(visitor: Visitor, label: str, starts_with: str) -> None:
    """The first choice whose words begin so."""
    select = visitor.page.get_by_label(label, exact=True)
    words = select.locator("option").all_inner_texts()
    select.select_option(label=next(w for w in words if starts_with in w))


def object_to_a_paragraph(agency: Visitor, meeting: str) -> None:
    agency.go("/")
    agency.sees("Notula menunggu tanggapan Anda")
    agency.go(f"{meeting}/notula/tanggapan")
    agency.sees("peserta dianggap menyetujui")
    agency.follow("Tanggapi")
    agency.fill("Tanggapan Anda", REMARK)
    agency.press("Kirim tanggapan")
    agency.sees(REMARK)


def answer(secretariat: Visitor, meeting: str) -> None:
    secretariat.go(f"{meeting}/notula/tanggapan")
    secretariat.sees(REMARK)
    secretariat.follow("Jawab")
    secretariat.tick("Tidak diterima")
    secretariat.fill("Penjelasan", "Rapat menyebut P3KE; keterangan ditambahkan kemudian.")
    secretariat.press("Simpan jawaban")
    secretariat.sees("Jawaban notulis:")


def initial(official: Visitor, meeting: str) -> None:
    official.go("/")
    official.sees("Perlu paraf Anda")
    official.go(f"{meeting}/notula/paraf")
    official.press("Beri paraf")
    official.sees("Hari ini")
    official.go(f"{meeting}/notula/paraf")
    official.sees("Sudah paraf")


def end_the_window(head: Visitor, meeting: str) -> None:
    head.go(f"{meeting}/notula/tanggapan")
    head.page.locator("summary", has_text="Akhiri masa tanggapan").click()
    head.fill("Alasan mengakhiri lebih awal", "Semua peserta sudah menyetujui.")
    head.press("Akhiri")
    head.sees("Periksa dan sahkan")
