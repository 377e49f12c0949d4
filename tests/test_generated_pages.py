"""A page that is behind the program is told in a few lines: the rows, the chapters, the command."""

import pytest

from tests.generated_pages import SHOWN, behind

PAGE = "# Handbook\nFirst.\n### Ships (`fleet`)\nText.\n| row | unit |\n| `hulls` | ship |\n| **`cost`** | money |\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("| `hulls` | ship |", "| `hulls` | item |", ["Ships (`fleet`): row hulls is told otherwise"]),
        ("| **`cost`** | money |\n", "", ["Ships (`fleet`): row cost is gone"]),
        ("| **`cost`**", "| `crew` | person |\n| **`cost`**", ["Ships (`fleet`): row crew is new"]),
        ("Text.", "Another text.", ["Ships (`fleet`) is told otherwise"]),
        (
            "| `hulls` | ship |\n| **`cost`** | money |\n",
            "| **`cost`** | money |\n| `hulls` | ship |\n",
            ["its chapters stand in another order"],
        ),
    ],
)
def test_what_is_behind_is_named_with_the_command(old, new, told):
    found = behind("docs/page.md", PAGE, PAGE.replace(old, new), "make page")
    assert found.splitlines() == [
        "docs/page.md is behind the program. To renew it: make page",
        *(f"  {_}" for _ in told),
    ]


def test_a_page_that_is_up_to_date_tells_nothing():
    assert behind("docs/page.md", PAGE, PAGE, "make page") == ""
    assert behind("docs/page.md", PAGE, PAGE.replace("\nText", "\n\n  Text"), "make page", str.split) == ""


def test_of_many_rows_some_are_named_and_the_others_counted():
    rows = "".join(f"| `row_{number}` | ship |\n" for number in range(30))
    found = behind("docs/page.md", PAGE, PAGE + rows, "make page").splitlines()
    assert found[-1] == f"  and {30 - SHOWN} more"
    assert len(found) == SHOWN + 2
