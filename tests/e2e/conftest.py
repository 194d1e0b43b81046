"""A browser, and the whole installation it talks to: web, worker and demonstration data."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.drills.installation import Installation
from tests.e2e.visitor import Visitor

WIDTHS = {"phone": 360, "desktop": 1280}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("RAKOR_TEST_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The demonstration with its papers printed; loaded and started once for all files of tests."""
    installation = Installation(tmp_path_factory.mktemp("e2e") / "data")
    installation.environ["RAKOR_DEMO"] = "1"  # its mail is caught
    installation.load_demonstration()
    installation.start()
    installation.keep()
    yield installation
    installation.stop()


@pytest.fixture(scope="module")
def demonstration(served: Installation) -> Installation:
    """As new for each file of tests, with its sign-ins in `passwords`."""
    served.put_back()
    return served


@pytest.fixture
def visit(browser: Browser, demonstration: Installation) -> Iterator[Callable[..., Visitor]]:
    """visit("sekretariat", width="phone") signs in, in a browser window of its own."""
    contexts = []

    def open_window(login: str = "", *, width: str = "desktop", scripts: bool = True) -> Visitor:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{demonstration.port}",
            viewport={"width": WIDTHS[width], "height": 800},
            locale="id-ID",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        page: Page = context.new_page()
        visitor = Visitor(page, scripts=scripts)
        if login:
            visitor.sign_in(login, demonstration.passwords[login])
        return visitor

    yield open_window
    for context in contexts:
        context.close()
