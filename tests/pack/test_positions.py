"""The line of each key is the line on which the test wrote it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimator.pack.positions import DEEPEST, Path, TooDeep, positions

TRICKY = """\
# a comment with [a] table and "quotes"
top = 1

[a.b]   # header
plain = "value # no comment"
"quoted key" = 'lit = [1]'
dotted.key.deep = true
list = [
  1, # one
  "two]",
  { inner = 3, other = [4,
    5] },
]
text = \"\"\"
[not.a.table]
no_key = 1 \\\"\"\" still
\"\"\"\"\"
after = '''
raw \\'''

[[many]]
x = 1
[[many]]
x = 2
[many.under]
y = 1979-05-27 07:32:00
"""


def test_tables_keys_arrays_and_texts_are_found_where_they_stand() -> None:
    found = positions(TRICKY)
    assert tomllib.loads(TRICKY)["a"]["b"]["list"][2]["other"] == [4, 5]  # the text is legal TOML
    expected: dict[Path, int] = {
        ("top",): 2,
        ("a",): 4,
        ("a", "b"): 4,
        ("a", "b", "plain"): 5,
        ("a", "b", "quoted key"): 6,
        ("a", "b", "dotted", "key", "deep"): 7,
        ("a", "b", "list", 0): 9,
        ("a", "b", "list", 1): 10,
        ("a", "b", "list", 2, "inner"): 11,
        ("a", "b", "list", 2, "other", 1): 12,
        ("a", "b", "text"): 14,
        ("a", "b", "after"): 18,
        ("many", 0, "x"): 22,
        ("many", 1, "x"): 24,
        ("many", 1, "under", "y"): 26,
    }
    assert {path: found.get(path) for path in expected} == expected
    assert not [path for path in found if "no_key" in path or "not" in path]


@pytest.mark.parametrize("text", ["a = " + "[" * 40 + "]" * 40, "[" + "a." * 40 + "b]", "a = " + "{ a = " * 40])
def test_nesting_without_reason_is_refused(text: str) -> None:
    with pytest.raises(TooDeep) as caught:
        positions("x = 1\n" + text)
    assert caught.value.line == 2
    assert str(DEEPEST) in str(caught.value)


@given(st.text(alphabet="ab.=[]{}\"'#,\n\\ 1", max_size=60))
def test_any_text_is_scanned_without_failing(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in positions(text).values())


WORDS = st.text(alphabet="abcdefgh_", min_size=1, max_size=6)
VALUES = st.sampled_from(
    ["1", "-2.5e3", "true", '"a # b = [c]"', "'x'", '"""two\nlines = 1"""', "[1,\n 2]", "2024-01-02", "[]"]
)


@dataclass
class Written:
    """A TOML text and the line on which each key was put."""

    lines: list[str] = field(default_factory=list)
    expected: dict[Path, int] = field(default_factory=dict)

    def put(self, path: Path, text: str) -> None:
        self.expected[path] = len("\n".join(self.lines).split("\n")) + 1 if self.lines else 1
        self.lines.append(text)


@st.composite
def files(draw: st.DrawFn) -> Written:
    made = Written()
    for table in draw(st.lists(WORDS, unique=True, max_size=4)):
        for _ in range(draw(st.integers(0, 2))):
            made.lines.append(draw(st.sampled_from(["", "# [comment] = 1", "   "])))
        quoted = draw(st.sampled_from([table, f'"{table}"', f" '{table}' "]))
        made.put((table,), f"[{quoted}]" + draw(st.sampled_from(["", "  # after"])))
        for key in draw(st.lists(WORDS, unique=True, max_size=5)):
            value = draw(VALUES)
            inline = draw(st.booleans()) and "\n" not in value
            made.put((table, key), f"{key} = {{ in = {value} }}" if inline else f"{key} = {value} # note")
            if inline:
                made.expected[(table, key, "in")] = made.expected[(table, key)]
    return made


@settings(max_examples=150)
@given(files())
def test_the_line_of_each_key_is_where_it_was_written(written: Written) -> None:
    text = "\n".join(written.lines)
    tomllib.loads(text)
    found = positions(text)
    assert {path: found.get(path) for path in written.expected} == written.expected
