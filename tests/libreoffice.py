"""Where LibreOffice is, for the tests that ask a second spreadsheet program."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, which a continuous-integration run must have; its tests are the step `.ci/run libreoffice`."""
    found = shutil.which("soffice")
    if not found and os.environ.get("CI") == "true":
        pytest.fail("LibreOffice is missing, and this is the gate")
    if not found:
        pytest.skip("LibreOffice is not installed, so the second spreadsheet program cannot be asked")
    return found
