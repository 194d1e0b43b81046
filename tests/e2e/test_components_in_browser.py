"""The components in a real browser: for everyone, on the smallest phone, under the policy."""

import threading
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect
from werkzeug.serving import make_server

from tests.web.gallery.app import PAGES, create_gallery

pytestmark = pytest.mark.e2e

WIDTHS = (320, 768, 1320)
ADDRESSES = [*(f"/{page}" for page in PAGES), "/masuk", "/galat/500", "/galat-dalam/404"]
# Things to tap that are lower than 44 px; links inside a sentence are exempt.
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, input, select, summary')]
    .filter((e) => !e.closest('p, .skip, .item, .figure') && e.type !== 'hidden')
    .map((e) => [e.textContent, (e.closest('label.choice') || e).getBoundingClientRect()])
    .filter(([, box]) => box.height > 0 && box.height < 44)
    .map(([text]) => text)"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_gallery(), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, locale="id-ID")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails its test when the console complains, the policy's refusals among it."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    page.unroute_all(behavior="ignoreErrors")
    # An answer of 404, or none because the page was left meanwhile, is no fault of the page.
    about_answers = ("Failed to load resource", "Response Status Error")
    assert [line for line in complaints if not line.startswith(about_answers)] == []


@pytest.mark.parametrize("path", ADDRESSES)
def test_page_is_reachable_for_everyone_at_every_width(page: Page, path: str):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 720})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        violations = Axe().run(page).response["violations"]
        assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
        if width == 320:
            assert page.evaluate(SMALL_TARGETS) == []


def test_editor_writes_html_that_the_form_posts(page: Page):
    page.goto("/form")
    text = page.get_by_role("textbox", name="Pembahasan")
    expect(text).to_contain_text("Data pekerja rentan")
    text.press("Control+End")
    page.get_by_role("button", name="Tebal").click()
    page.keyboard.type(" segera")
    expect(page.get_by_role("button", name="Tebal")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Sisipkan tabel").click()
    posted = page.locator("textarea[name=notes]").input_value()
    assert "<strong> segera</strong>" in posted
    assert "<table><tbody><tr><th>" in posted
    assert page.locator("[name=notes_format]").input_value() == "html"


def test_toolbar_is_walked_with_the_arrow_keys(page: Page):
    page.goto("/form")
    page.get_by_role("button", name="Tebal").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Miring")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Tebal")).to_be_focused()


def test_rows_are_added_beyond_the_spare_ones_and_taken_away(page: Page):
    page.goto("/form")
    rows = page.get_by_role("group", name="Acara")
    expect(rows).to_have_count(2)
    for _ in range(4):
        page.get_by_role("button", name="Tambah acara").click()
    expect(rows).to_have_count(6)
    expect(page.locator("[name=agenda-5-title]")).to_be_focused()
    page.get_by_role("button", name="Hapus baris ini").first.click()
    expect(rows).to_have_count(5)
    assert page.locator("[name=agenda-0-title]").input_value() == ""


def test_typed_text_survives_leaving_and_goes_away_when_accepted(page: Page):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/form")
    page.get_by_label("Judul rapat").fill("Rapat yang sedang diketik")
    page.get_by_role("textbox", name="Pembahasan").fill("Belum disimpan")
    for _ in range(4):
        page.get_by_role("button", name="Tambah acara").click()
    page.locator("[name=agenda-5-title]").fill("Penutup")

    page.goto("/masuk")  # the sign-in that came between
    page.goto("/form")
    expect(page.get_by_text("Tulisan Anda yang belum tersimpan dikembalikan.")).to_be_visible()
    assert page.get_by_label("Judul rapat").input_value() == "Rapat yang sedang diketik"
    assert page.locator("[name=agenda-5-title]").input_value() == "Penutup"
    expect(page.get_by_role("textbox", name="Pembahasan")).to_have_text("Belum disimpan")

    page.route("**/form", lambda route: route.fulfill(status=303, headers={"Location": "/show"}))
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url("**/show")
    assert page.evaluate("localStorage.length") == 0


def test_two_quick_taps_send_a_form_once(page: Page):
    page.goto("/update")
    page.route("**/update", lambda route: route.fulfill(status=204))  # the page stays as it is
    page.evaluate("""() => {
        window.sent = 0;
        addEventListener('submit', (event) => { window.sent += event.defaultPrevented ? 0 : 1; });
    }""")
    page.get_by_role("button", name="Kirim").dblclick()
    expect(page.get_by_role("button", name="Kirim")).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("window.sent") == 1


def test_chosen_date_and_files_are_said_in_words(page: Page):
    page.goto("/form")
    page.get_by_label("Tanggal").fill("2025-10-02")
    expect(page.get_by_text("Kamis, 2 Oktober 2025")).to_be_visible()
    page.get_by_label("Surat undangan").set_input_files(
        {"name": "undangan.pdf", "mimeType": "application/pdf", "buffer": b"x" * 412_000}
    )
    expect(page.get_by_text("undangan.pdf · 412 kB")).to_be_visible()
    page.get_by_role("button", name="hapus undangan.pdf").click()
    assert page.get_by_label("Surat undangan").evaluate("(input) => input.files.length") == 0


def test_files_are_not_uploaded_only_to_be_refused(page: Page):
    page.goto("/update")
    evidence = page.locator('input[type="file"]')
    evidence.set_input_files(_photo(1_000))
    assert "Isi atau pilih dahulu" in _refusal(page)
    page.get_by_label("Uraian singkat").fill("Data sudah dipadankan.")
    page.locator(":checked").evaluate("(radio) => { radio.checked = false; }")
    assert "Isi atau pilih dahulu" in _refusal(page)
    evidence.set_input_files(_photo(1_000_001))
    assert "lebih dari 20 MB" in _refusal(page)
    expect(page.get_by_text("foto.jpg")).to_be_visible()


def _photo(size: int) -> FilePayload:
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"x" * size}


def _refusal(page: Page) -> str:
    """What is said at the control that keeps the form from being sent."""
    page.get_by_role("button", name="Kirim").click()
    return str(page.locator(":focus").evaluate("(control) => control.validationMessage"))


def test_long_choices_are_searched_and_ticked_ones_stay(page: Page):
    page.goto("/form")
    page.get_by_label("Cari dalam pilihan").fill("sosial")
    expect(page.get_by_label("Dinas Sosial")).to_be_visible()
    expect(page.get_by_label("Dinas Tenaga Kerja")).to_be_visible()
    expect(page.get_by_label("Dinas Kesehatan")).to_be_hidden()


def test_long_choices_are_searched_by_their_other_names_too(page: Page):
    page.goto("/form")
    page.get_by_label("Dinas Tenaga Kerja").uncheck()
    page.get_by_label("Cari dalam pilihan").fill("disnaker")
    expect(page.get_by_label("Dinas Tenaga Kerja")).to_be_visible()
    expect(page.get_by_label("Dinas Sosial")).to_be_hidden()


def test_a_section_that_waits_asks_again(page: Page):
    page.goto("/progress")
    page.route("**/galat/404", lambda route: route.fulfill(body="<p>Naskah siap.</p>"))
    expect(page.get_by_text("Naskah siap.").first).to_be_visible()


def test_everything_is_there_without_javascript(browser: Browser, address: str):
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/form")
    expect(page.locator("textarea[name=notes]")).to_be_visible()
    expect(page.get_by_label("Surat undangan")).to_be_visible()
    expect(page.get_by_role("group", name="Acara")).to_have_count(4)
    expect(page.get_by_role("button", name="Tambah acara")).to_be_hidden()
    page.goto("/index")
    expect(page.get_by_label("Keadaan")).to_be_visible()
    context.close()
