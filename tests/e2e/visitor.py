"""Somebody at a browser: does what people do, and looks at every page with axe."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

_axe = Axe()
_seen: set[tuple[str, str]] = set()
# What is new in a page each time it comes.
_TOKENS = re.compile(r'nonce="[^"]*"|name="csrf.token" (content|value)="[^"]*"')


class Visitor:
    """Every page it comes to is checked: no axe violation, no sideways scrolling, no complaint."""

    def __init__(self, page: Page, *, scripts: bool = True) -> None:
        self.page = page
        self._scripts = scripts
        self._complaints: list[str] = []
        page.on("pageerror", lambda error: self._complaints.append(str(error)))

    def sign_in(self, login: str, password: str) -> None:
        self.go("/masuk")
        self.fill("Nama akun", login)
        self.fill("Kata sandi", password)
        self.press("Masuk")
        expect(self.page).not_to_have_url("/masuk")

    def go(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def follow(self, name: str) -> None:
        self.page.locator("main").get_by_role("link", name=name).first.click()
        self.look()

    def press(self, name: str) -> None:
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
        self.look()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).first.fill(text)

    def tick(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).first.check()

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def look(self) -> None:
        """The rules every page keeps."""
        self.page.wait_for_load_state()
        assert self._complaints == []
        if not self._scripts or self._was_seen():
            return
        wide = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide}"
        found = _axe.run(self.page).response["violations"]
        problems = [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]
        assert problems == [], f"{self.page.url}: {problems}"

    def _was_seen(self) -> bool:
        """Whether the very same page was looked at in a window of this size."""
        page = _TOKENS.sub("", self.page.content()), str(self.page.viewport_size)
        seen = page in _seen
        _seen.add(page)
        return seen
