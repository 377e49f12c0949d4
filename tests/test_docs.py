"""The pages for those who carry on name files that are there, link to what is there, and list every decision."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
]
NAMED = re.compile(r"`([A-Za-z_.][\w.*/-]*/[\w.*/-]*)`")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")
PLACEHOLDER = re.compile(r"\b[A-Z]{4,}\b")  # `options/NAME.toml` stands for any of them
GENERATED = {"CHANGELOG.md", "method.md", "cli.md", "standards.md"}


def places(name):
    """Where a path of a page may lead: from the project's folder, or from the program's."""
    return [root for root in (ROOT, ROOT / "estimator") if name.split("/")[0] in {each.name for each in root.iterdir()}]


@pytest.mark.parametrize("page", [each for each in PAGES if each.name not in GENERATED], ids=lambda page: page.name)
def test_every_path_on_a_page_is_there(page):
    written = (PLACEHOLDER.sub("*", each) for each in NAMED.findall(page.read_text(encoding="utf-8")))
    named = [each for each in written if places(each)]
    lost = [each for each in named if not any(list(root.glob(each.rstrip("/"))) for root in places(each))]
    assert not lost, f"{page.name} names what is not there: {lost}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert not [each for each in targets if not (page.parent / each).exists()]


def test_the_index_lists_every_decision_once():
    folder = ROOT / "docs" / "decisions"
    listed = LINK.findall((folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(each.name for each in folder.glob("[0-9]*.md"))
