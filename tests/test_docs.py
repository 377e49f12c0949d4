"""The pages for those who carry on name files that are there, link to what is there, and list every decision."""

import re
from pathlib import Path

import pytest

from tests.test_imports import LEVELS, ROOMS

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


def floors_as_told():
    """The rows of the table of floors: the parts that each names first, and what it says of them."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("| floor | what lives there |")[2].partition("\n\n")[0]
    rows = [line.strip("| ").split(" | ", 1) for line in table.splitlines()[2:]]
    return [(re.findall(r"`(\w+)/?`", parts), said) for parts, said in rows]


def test_the_table_of_floors_names_every_part_and_its_rooms_from_the_ground_up():
    told = floors_as_told()
    named = [part for parts, _ in told for part in parts]
    assert sorted(named) == sorted(set(LEVELS) - {"__main__"})
    assert [LEVELS[part] for part in named] == sorted(LEVELS[part] for part in named)
    for parts, said in told:
        rooms = {f"`{room}/`" for part in parts for room in ROOMS.get(part, ()) if room}
        assert not [room for room in rooms if room not in said], parts
