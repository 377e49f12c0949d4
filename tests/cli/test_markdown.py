"""Whatever a pack calls its things: in Markdown they are text, in every command that writes it."""

import pytest
from markdown_it import MarkdownIt

from estimator.pack import write_pack_skeleton

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LABEL = "**Two** [ships](https://example.org) ![p](q) <img src=x> `c` ~~d~~"
BLOCKS = {"html_block", "hr", "code_block", "blockquote_open", "heading_open h1"}
MADE = {"link_open", "image", "html_inline", "code_inline", "s_open"}

ARGUMENTS = [
    ["compare", "--no-workbook"],
    ["brief"],
    ["check"],
    ["list", "assumptions"],
    ["list", "sources"],
    ["scenarios"],
    ["show", "patrol_ships"],
    ["show", "budget.gdp_share"],
    ["show", "patrol_ships.life_cycle_cost"],
    ["show", "lean_years"],
    ["show", "example"],
    ["trace", "patrol_ships.life_cycle_cost", "--depth", "30"],
    ["flips"],
    ["whatif", "--set", "budget.gdp_share=1"],
    ["simulate", "--draws", "64"],
    ["sensitivity", "--options", "patrol_ships"],
    ["diff", "PACK"],
    ["sweep", "budget.gdp_share=0.1..0.2:0.05"],
    ["breakeven", "people=10", "--by", "budget.gdp_share"],
    ["afford", "patrol_ships", "--by", "patrol_ships.ships.quantity"],
    ["portfolio", "--maximise", "stations_held"],
    ["schedule", "patrol_ships", "--delay", "2"],
    ["breakdown", "patrol_ships"],
]
# The small pack has neither totals nor ratings, one option beside the baseline, and sends no workbook.
NOT_TRIED = {"backtest", "judgement", "together", "import"}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The small pack with labels, title, notice and notes that look like Markdown."""
    folder = tmp_path_factory.mktemp("hostile") / "coast"
    write_pack_skeleton(folder)
    for path in folder.rglob("*.toml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join(map(_changed, lines)) + "\n", encoding="utf-8")
    return folder


def _changed(line):
    key = line.partition("=")[0].strip()
    if key == "notice":
        return f'notice = "# {LABEL}"'
    if key == "note":
        return f'note = "# {LABEL}\\n\\n---\\n> more"'
    return f'{key} = "{LABEL}"' if key in ("label", "title", "why", "publisher") else line


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_no_text_of_a_pack_becomes_a_link_a_picture_html_or_a_heading(estimator, hostile, pack, arguments):
    compared = arguments == ["diff", "PACK"]
    given = ["diff", pack, hostile] if compared else [*arguments, "-p", hostile]
    found = estimator(*given, "--format", "markdown")
    assert found.code in (0, 1), found.err
    tokens = PARSER.parse(found.out)
    inside = {each.type for token in tokens for each in token.children or ()}
    own = {"code_inline"} if arguments[0] == "show" else set()  # the id in the heading
    assert not (MADE - own) & inside
    titles = {each.type + " " + each.tag for each in tokens if arguments[0] != "brief"}
    assert not BLOCKS & ({each.type for each in tokens} | titles)
