"""Write docs/explorer.png, the first screen of the page for the README, by Chromium.

python docs/explorer_picture.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from estimator import compare

PICTURE = Path(__file__).with_name("explorer.png")
PATIENCE = 60_000


def main() -> None:
    """Open the page of the default pack, wait for the chances, and take the picture."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = compare().to_page(Path(folder) / "page.html")
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme="light")
        page.goto(file.as_uri())
        page.locator("#answer .verdict", has_text="%").first.wait_for(timeout=PATIENCE)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
