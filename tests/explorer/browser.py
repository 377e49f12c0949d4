"""The page in Debian's Chromium with the network off: opened from disk, watched for errors and for requests."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE = 60_000  # milliseconds; the machine may be busy
NAMES = ("chromium", "chromium-browser", "google-chrome")


def missing():
    """Why no browser can be driven here; empty if one can."""
    if not find_spec("playwright"):
        return "playwright is not installed: pip install -e '.[test]'"
    return "" if any(map(shutil.which, NAMES)) else "Chromium is not installed: apt-get install chromium"


def require(reason):
    """Leave the test out for a reason; in continuous integration fail."""
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@contextmanager
def chromium():
    """A browser, started once for many pages."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield made
        made.close()


class Opened:
    """A page from disk and what went wrong with it."""

    def __init__(self, browser, file, fragment="", **context):
        self.context = browser.new_context(offline=True, accept_downloads=True, **context)
        self.context.set_default_timeout(PATIENCE)
        self.page, self.wrong = self.context.new_page(), []
        self.page.on("console", lambda message: message.type in ("error", "warning") and self.note(message.text))
        self.page.on("pageerror", lambda problem: self.note(str(problem)))
        self.page.on("dialog", lambda dialog: self.note(f"a dialog: {dialog.message}"))
        self.page.on("request", self._request)
        self.page.goto(file.as_uri() + fragment)

    def note(self, text):
        """Remember what must not happen."""
        self.wrong.append(text)

    def _request(self, request):
        if not request.url.startswith(("file:", "blob:", "data:")) or request.is_navigation_request() is None:
            self.note(f"asks for {request.url}")

    def close(self):
        """Close the page; nothing may have gone wrong."""
        self.context.close()
        assert self.wrong == [], self.wrong
