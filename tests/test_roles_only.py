"""No room above the calculators names a row: what the program asks for, it asks for by role.

So a row that is renamed keeps its place, and a role that is lost fails a test instead of making a chart vanish.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from estimator.calculators import calculators, declarations
from estimator.calculators.roles import Role

PACKAGE = Path(__file__).parents[1] / "estimator"
BELOW = ("calculators", "pack", "expression", "language", "errors", "names", "units", "files")
NAME = re.compile(r"[\w.{}]+\Z", re.ASCII)
TEMPLATES = re.compile(r"_?(?:service|yardstick|reference)_?")

# Words that are rows' names too, where something else is meant, and the modules that may write them.
OTHER_MEANINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "the metric that an option of a command, or an argument of the library, has by default": {
        "life_cycle_cost": ("api.py", "cli/asking.py", "cli/simulating.py")
    },
    "a mark of rows": {
        "pay": (
            "analysis/draws/outputs.py",
            "analysis/standing/element_costs.py",
            "analysis/standing/grades.py",
            "report/standards/evidence.py",
        ),
        "replacement": ("analysis/standing/element_costs.py",),
        **dict.fromkeys(
            ("development", "procurement", "facilities", "operation", "disposal"),
            ("analysis/standing/element_costs.py", "report/standards/evidence.py"),
        ),
        **dict.fromkeys(
            (
                "stations",
                "in_service",
                "peak_intake_share",
                "times_service",
                "short_of_people",
                "manned_part",
                "billets",
                "service_share",
            ),
            ("model/reasons.py",),
        ),
    },
    "a kind of chart": {
        "areas": (
            "workbook/cells/charts.py",
            "workbook/file/chart_drawing.py",
            "workbook/sheets/charts.py",
            "workbook/sheets/uncertainty/pictures.py",
        )
    },
    "an operation": {
        "ceiling": (
            "evaluation/kernels.py",
            "explorer/javascript.py",
            "workbook/cells/formula.py",
            "workbook/plan/nil_years.py",
        )
    },
    "a table of the pack's files": {
        "published": ("analysis/standing/published_cases.py", "report/answers/backtest.py"),
        "factor": ("analysis/standing/judgement.py", "report/answers/judgement.py"),
    },
    "a kind of number, or a word that tells it": {"people": ("display/decision.py", "explorer/gathering.py")},
    "an event that is judged": {"people": ("analysis/draws/records.py", "display/verdict.py")},
    "a column of the memo": dict.fromkeys(("people", "new_money"), ("report/memo/contents.py", "report/memo/word.py")),
    "a limit, or people as they are said": {
        "people": (
            "analysis/questions/afford.py",
            "report/answers/portfolio.py",
            "workbook/plan/chart_plan.py",
            "workbook/sheets/charts.py",
        ),
        "headroom": ("report/answers/afford.py", "report/answers/portfolio.py"),
        "outlays": ("workbook/sheets/uncertainty/pictures.py",),
    },
    "a key of a JSON document": {
        "people": ("explorer/options_data.py",),
        "headroom": (
            "explorer/options_data.py",
            "report/answers/portfolio.py",
            "report/answers/schedule.py",
            "report/answers/simulate.py",
            "report/answers/together.py",
        ),
        "headroom_left": ("report/answers/together.py",),
        "new_money": ("explorer/options_data.py",),
        "outlays": ("report/answers/simulate.py", "report/answers/together.py"),
        "over_headroom": ("report/answers/simulate.py",),
        "short_of_people": ("report/answers/simulate.py",),
    },
    "the subject of a sentence": {
        **dict.fromkeys(("stations", "intake", "crews"), ("report/words/option_sentences.py",)),
        **dict.fromkeys(
            ("people", "headroom"), ("report/words/option_sentences.py", "report/words/chance_sentences.py")
        ),
    },
}
ALLOWED = {(module, word) for words in OTHER_MEANINGS.values() for word, modules in words.items() for module in modules}


def names() -> set[str]:
    """The names of all rows, of assumptions with a role, and what is left of them without the pack's own words."""
    rows = {row.name for each in calculators().values() for row in each.rows}
    found = rows | {each.name for each in declarations().values()}
    return found | {part for name in found if TEMPLATES.search(name) for part in TEMPLATES.split(name) if "_" in part}


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def found() -> Iterator[tuple[str, int, str]]:
    """Module, line and word of each string that is a row's id or the last word of one."""
    known = names()
    for path in sorted(PACKAGE.rglob("*.py")):
        module = path.relative_to(PACKAGE).as_posix()
        if module.split("/")[0].removesuffix(".py") in BELOW:
            continue
        for line, text in texts(path):
            word = text.strip("._").rsplit(".", 1)[-1] if NAME.match(text) else ""
            if word in known:
                yield module, line, word


def test_no_room_above_the_calculators_names_a_row():
    named = [f"{module}:{line} {word}" for module, line, word in found() if (module, word) not in ALLOWED]
    assert named == [], "ask for the row by its role (estimator/calculators/roles.py)"


def test_each_word_with_another_meaning_is_still_written_there():
    assert {(module, word) for module, _, word in found()} >= ALLOWED


def test_a_module_that_names_a_row_is_found(tmp_path, monkeypatch):
    (tmp_path / "charts.py").write_text(
        '''"""budget.headroom in a docstring is no name."""
one, two, three = "budget.headroom", f"{option}.charged_then", f"{option}.new_billets_{service}"
''',
        encoding="utf-8",
    )
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    assert [word for _, _, word in found()] == ["headroom", "charged_then", "new_billets"]


def test_each_role_is_asked_for():
    rooms = [path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in BELOW]
    source = "\n".join(path.read_text(encoding="utf-8") for path in rooms)
    assert [role.name for role in Role if not re.search(rf"Role\.{role.name}\b", source)] == []
