"""The page on the command line says what `--help` says."""

import importlib.util
from pathlib import Path

import pytest

from tests.generated_pages import behind

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture
def reference(monkeypatch):
    """The script that writes the page, as a module; COLUMNS is put back afterwards."""
    monkeypatch.setenv("COLUMNS", "80")
    spec = importlib.util.spec_from_file_location("cli_reference", DOCS / "cli_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_on_the_command_line_is_what_help_prints(reference):
    written = (DOCS / "cli.md").read_text(encoding="utf-8")
    news = behind("docs/cli.md", written, reference.page(), "make reference", str.split)
    if news:
        pytest.fail(news, pytrace=False)
