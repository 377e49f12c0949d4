"""Judgement factors as tables: ratings and scores of all options, or the reasons of one."""

from __future__ import annotations

from dataclasses import asdict

from estimator.analysis.standing.judgement import Factor, Judgement, Rating
from estimator.display.text import DASH
from estimator.errors import UnknownNameError, did_you_mean
from estimator.pack.records import Pack
from estimator.report.manifest import Document, manifest
from estimator.report.tables import Cell, Column, Number, Table

SCALE = "Ratings from 1 (bad) to 5 (good), the analyst's own, apart from money; --weight FACTOR=NUMBER changes one"
REASON_COLUMNS = (
    Column("factor", "factor"),
    Column("weight", "weight", right=True),
    Column("rating", "rating", right=True),
    Column("reason", "reason"),
    Column("source", "source"),
)


def judgement_table(judgement: Judgement) -> Table:
    """Options under factors, with the weights above and the weighted score at the end of each line."""
    factors = judgement.factors.values()
    columns = (
        Column("option", "option"),
        *(Column(each.id, each.id.replace("_", "\n"), right=True) for each in factors),
        Column("score", "weighted\nscore", right=True),
    )
    weights: tuple[Cell, ...] = ("weight", *(Number(each.weight, f"{each.weight:g}") for each in factors), None)
    rows = (_line(judgement, option) for option in judgement.ratings)
    questions = tuple(f"{each.id}: {each.question}" for each in factors if each.question)
    return Table("Judgement factors", columns, (weights, *rows), (SCALE, *questions))


def _line(judgement: Judgement, option: str) -> tuple[Cell, ...]:
    given = judgement.ratings[option]
    ratings = (_rating(given[id].value if id in given else None) for id in judgement.factors)
    score = judgement.scores.get(option)
    return (option, *ratings, Number(score, DASH if score is None else f"{score:.2f}"))


def _rating(value: float | None) -> Number:
    return Number(value, DASH if value is None else f"{value:g}")


def reasons_table(judgement: Judgement, option: str) -> Table:
    """One option's ratings with reason and source. Raises UnknownNameError for an option without ratings."""
    if option not in judgement.ratings:
        hint = did_you_mean(option, judgement.ratings) or f"Rated are: {', '.join(judgement.ratings)}."
        raise UnknownNameError(f'no ratings for the option "{option}". {hint}')
    given = judgement.ratings[option]
    rows = tuple(_reason(factor, given.get(factor.id)) for factor in judgement.factors.values())
    score = judgement.scores.get(option)
    note = "No score: no factor of any weight is rated." if score is None else f"Weighted score {score:.2f}."
    return Table(f"Judgement of {option}", REASON_COLUMNS, rows, (SCALE, note))


def _reason(factor: Factor, rating: Rating | None) -> tuple[Cell, ...]:
    weight = Number(factor.weight, f"{factor.weight:g}")
    if rating is None:
        return (factor.label, weight, _rating(None), "not rated", "")
    return (factor.label, weight, _rating(rating.value), rating.reason, rating.source)


def judgement_document(pack: Pack, judgement: Judgement) -> Document:
    """Everything as JSON: factors with the weights in use, ratings with reasons, scores."""
    return {
        "manifest": manifest(pack),
        "factors": {
            each.id: {"label": each.label, "weight": each.weight, "question": each.question}
            for each in judgement.factors.values()
        },
        "ratings": {
            option: {id: asdict(each) for id, each in given.items()} for option, given in judgement.ratings.items()
        },
        "scores": dict(judgement.scores),
    }
