"""Texts of strangers show in Markdown as they are: held against a parser of Markdown, not against our own rules."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from estimator.report.markdown import bold, escaped, slanted
from estimator.report.tables import Column, Table, as_markdown
from estimator.visible import visible_line

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKS = "*_`[]()!<>#|~&;-+=.\\1 \n\ta\"':/"
HOSTILE = [
    "**bold** start",
    "__init__ and snake_case",
    "![a picture](https://example.org/x.png)",
    "[a link](javascript:alert(1))",
    "[reference]: https://example.org",
    "<script>alert(1)</script>",
    "<https://example.org>",
    "&lt;b&gt; &amp;",
    "# a heading",
    "a\n# b",
    "a\n\n---\n\nb",
    "a\n===",
    "- an item",
    "12. an item",
    "> a quote",
    "```\ncode\n```",
    "~~~ code",
    "`code`",
    "~~gone~~",
    "a | b",
    "ends in \\",
    "    four spaces",
]


def shown(markdown: str) -> list[tuple[str, str]]:
    """The blocks that a reader sees, each with its text; anything but plain text inside is named."""
    found = []
    tokens = PARSER.parse(markdown)
    for token in tokens:
        if token.type == "inline":
            kinds = {each.type for each in token.children or ()} - {"text", "text_special"}
            found.append(("".join(each.content for each in token.children or ()), ",".join(sorted(kinds))))
        elif token.type in ("html_block", "fence", "code_block", "hr"):
            found.append((token.content, token.type))
    return found


def plain(text: str) -> str:
    return " ".join(visible_line(text).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_show_as_they_are(text: str) -> None:
    assert shown(escaped(text)) == [(plain(text), "")]
    assert shown(f"- {escaped(text)}") == [(plain(text), "")]
    assert shown(f"## {escaped(text)}") == [(plain(text), "")]
    assert shown(bold(text)) == [(plain(text), "strong_close,strong_open")]
    assert shown(slanted(text)) == [(plain(text), "em_close,em_open")]


@given(st.text(alphabet=MARKS, max_size=20) | st.text(max_size=20))
@example("*_*")
@example("&#x2A;")
def test_any_text_shows_as_it_is(text: str) -> None:
    wanted = [(plain(text), "")] if plain(text) else []
    assert shown(escaped(text)) == wanted
    if wanted:
        assert shown(f"- {escaped(text)}") == wanted


@given(st.lists(st.text(alphabet=MARKS, max_size=12), min_size=4, max_size=4))
def test_any_text_stays_in_its_cell_of_a_table(texts: list[str]) -> None:
    table = Table("", (Column("a", "left"), Column("b", "right")), ((texts[0], texts[1]), (texts[2], texts[3])))
    assert [text for text, kinds in shown(as_markdown(table)) if not kinds] == ["left", "right", *map(plain, texts)]


def test_a_title_a_heading_and_a_note_of_a_table_are_escaped_too() -> None:
    table = Table("# <b>T", (Column("a", "*x*"),), (("**y** [z](w)",),), ("![n](m)\n# more",))
    found = shown(as_markdown(table))
    assert found[0] == ("# <b>T", "")
    assert found[1] == ("*x*", "")
    assert found[2] == ("**y** [z](w)", "strong_close,strong_open")
    assert found[-1] == ("![n](m) # more", "")


def test_ids_stay_readable() -> None:
    assert escaped("aegis_ashore.life_cycle_cost = 1.5 %, 3 > 2") == "aegis_ashore.life_cycle_cost = 1.5 %, 3 > 2"
