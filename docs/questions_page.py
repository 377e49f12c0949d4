"""Write docs/questions.md: what an analyst asks, the command that answers, and the lines of its answer that say so.

python docs/questions_page.py
"""

import contextlib
import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).with_name("questions.md")
INTRODUCTION = """# Twelve questions of an analyst

Written by `python docs/questions_page.py`, which runs each command on the default pack and keeps the lines that
answer. The commands take `--pack`, `--scenario` and `--set`, and print `--format json`, `csv` or `markdown` too.
"""
WIDEST = 150


@dataclass(frozen=True)
class Question:
    """A question, the command with its arguments, and patterns of the lines that answer it, the first `most`."""

    asks: str
    command: tuple[str, ...]
    answers: tuple[str, ...]
    most: int = 8


QUESTIONS = (
    Question(
        "What if the yen is a fifth weaker?",
        ("whatif", "--set", "currency.usd.rate_multiplier*=1.2", "--options", "aegis_ashore,aegis_destroyers"),
        (r"^currency", r"^aegis_\w+:", r"^new_money ", r"^least_headroom_left ", r"^years_over_headroom "),
        most=12,
    ),
    Question(
        "What if every crew is a fifth larger?",
        ("whatif", "--set", "@crews*=1.2", "--options", "aegis_destroyers,interceptors_on_ships", "--metric", "people"),
        (r"^\w+: ", r"^people ", r"^manned_share ", r"^years_short_of_people "),
    ),
    Question(
        "I change a figure of a year that is past: why does nothing happen?",
        ("whatif", "--set", "economy.real_growth=2015:3", "--options", "aegis_ashore"),
        (r"^economy\.real_growth",),
    ),
    Question(
        "How many Patriot batteries can be paid and crewed, also for at most ¥2 tn over their life?",
        ("afford", "patriot_500", "--by", "patriot_500.batteries.quantity", "--within", "life_cycle_cost=2 TJPY_2020"),
        (r"^largest", r"^next", r"^binds"),
    ),
    Question(
        "From which share of gross domestic product on do five hundred batteries fit the budget?",
        ("breakeven", "years_over_headroom=0", "--by", "budget.gdp_share", "--option", "patriot_500"),
        (r"patriot_500",),
        most=4,
    ),
    Question(
        "Two destroyers and Tomahawk on land together: is there money and are there people, and from when not?",
        ("together", "aegis_destroyers", "ground_launched_tomahawk"),
        (r"^First over", r"first short", r"^The options share", r"^life_cycle_cost "),
    ),
    Question(
        "Aegis Ashore must be in it, Patriot not: which set is judged best within money and people?",
        ("portfolio", "--maximise", "judgement", "--must", "aegis_ashore", "--forbid", "patriot_500"),
        (r"^Set of options", r"chosen  ", r"left out:"),
        most=14,
    ),
    Question(
        "What do two years' delay of the destroyers cost and free?",
        ("schedule", "aegis_destroyers", "--delay", "2"),
        (r"^life_cycle_cost ", r"^complete_chain_year ", r"Freed over"),
    ),
    Question(
        "Under which scenario is there no money or nobody to crew it?",
        (
            "scenarios",
            "--compare",
            "--options",
            "aegis_ashore,aegis_destroyers",
            "-m",
            "years_over_headroom",
            "-m",
            "years_short_of_people",
        ),
        (r"^option", r"^\w+: ", r"^Aegis "),
        most=40,
    ),
    Question(
        "Why are two destroyers dearer than two sites?",
        ("breakdown", "aegis_destroyers", "--against", "aegis_ashore"),
        (r"^aegis_destroyers costs", r"%$"),
        most=16,
    ),
    Question(
        "What makes up the cost of one option, and what does it turn on?",
        ("breakdown", "interceptors_on_ships"),
        (r"^part", r"^\S.*%", r"^  \S", r"^[A-Z][^.:]*$", r"[+-]\d\.\d\d$"),
        most=20,
    ),
    Question(
        "Which inputs drive that cost most over their ranges?",
        ("sensitivity", "--options", "interceptors_on_ships"),
        (r"^\d+ ", r"^[a-z_]+\.[a-z_.]+ "),
        most=6,
    ),
)


def answer(question: Question) -> str:
    """The lines of the command's answer that the question is after."""
    from estimator.cli import run

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    os.environ["COLUMNS"] = str(WIDEST)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(list(question.command))
    if code not in (0, 1):
        raise RuntimeError(f"{' '.join(question.command)}: exit {code}")
    text = out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    lines = [line.rstrip() for line in text.splitlines()]
    for each in question.answers:
        if not any(re.search(each, line) for line in lines):
            raise RuntimeError(f"{question.asks} No line of the answer says {each}")
    found = [line for line in lines if any(re.search(each, line) for each in question.answers)]
    return "\n".join(found[: question.most])


def shown(command: tuple[str, ...]) -> str:
    """A command as it is typed."""
    plain = re.compile(r"[\w.,:=-]+\Z", re.ASCII)
    return " ".join(["estimator", *(each if plain.match(each) else f'"{each}"' for each in command)])


def chapters() -> Iterator[str]:
    """Each question with its command and answer."""
    for number, question in enumerate(QUESTIONS, 1):
        yield f"## {number}. {question.asks}\n\n```\n$ {shown(question.command)}\n{answer(question)}\n```\n"


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *chapters()])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"Wrote {PAGE}\n")
