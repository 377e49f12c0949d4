"""A graph that was kept is the graph that was wired: the same rows, formulas, order and names."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest

from estimator import cache, model
from estimator.api import load
from estimator.expression import Constant, Operation, Reference
from estimator.model import build_model
from estimator.model.kept import graph_key
from tests.coast import pack
from tests.keeping import kept

__all__ = ["kept", "pack"]  # fixtures
NODES = ("expression", "opening")


def told(node):
    """A formula as text, numbers to the last bit."""
    if isinstance(node, Operation):
        return f"{node.name}({', '.join(map(told, node.arguments))})"
    return node.id if isinstance(node, Reference) else node.value.hex() if isinstance(node, Constant) else "none"


def facts(made):
    """All that a model says, in its order, save the key."""
    rows = [
        [told(getattr(row, each.name)) if each.name in NODES else getattr(row, each.name) for each in fields(row)]
        for row in made.rows.values()
    ]
    parts = [getattr(made, each.name) for each in fields(made) if each.name not in ("rows", "key")]
    return rows, [list(each.items()) if isinstance(each, dict) else each for each in parts]


@pytest.mark.parametrize(
    ("folder", "options", "settings"),
    [
        (None, None, ()),
        (None, ["aegis_ashore"], ("budget.gdp_share=2 %", "currency.usd.inflation=2030-2035:3 %")),
        ("coastguard", None, ()),
        ("canada_fighters", None, ()),
    ],
    ids=["default", "one option under changes", "coastguard", "metrics of its own"],
)
def test_a_kept_graph_is_the_one_that_was_wired(kept, monkeypatch, folder, options, settings):
    made = load(folder).with_settings(*settings)
    first = made.model(options)
    monkeypatch.setattr(model, "_built", None)
    found = made.model(options)
    assert found is not first
    assert facts(found) == facts(first)
    cache.use(False)
    monkeypatch.undo()
    assert facts(made.model(options)) == facts(first)


def test_changed_values_use_the_same_graph_and_other_options_another(kept):
    made = load("coastguard")
    shown = made.pack.settings.options
    key = graph_key(made.pack, shown)
    changed = made.with_settings(
        next(f"{each.id}*=1.01" for each in made.pack.assumptions.values() if each.unit != "%")
    )
    assert graph_key(changed.pack, shown) == key
    assert graph_key(made.pack, shown[:1]) != key


def test_what_decides_the_wiring_makes_another_key(kept):
    pack = load("coastguard").pack
    id, first = next(iter(pack.assumptions.items()))
    key = graph_key(pack, ("a",))
    for change in ({"label": "x"}, {"normal_unit": "x"}, {"growth": "x"}, {"by_year": {2030: 1.0}}):
        other = replace(pack, assumptions={**pack.assumptions, id: replace(first, **change)})
        assert graph_key(other, ("a",)) != key, change
    fewer = replace(pack, options=dict(list(pack.options.items())[:-1]))
    assert graph_key(fewer, ("a",)) != key


def test_a_set_of_options_is_wired_apart_from_the_pack_it_is_made_of(kept):
    made = load("coastguard")
    names = [each for each in made.pack.options if each != made.pack.settings.baseline_option][:2]
    alone = [made.together(*names).to_json(), made.together(*reversed(names)).to_json()]
    again = [made.together(*names).to_json(), made.together(*reversed(names)).to_json()]
    cache.use(False)
    assert alone == again == [made.together(*names).to_json(), made.together(*reversed(names)).to_json()]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw["forms"].__setitem__(0, ["system", None]),
        lambda raw: raw["rows"][0].__setitem__(3, "round"),
        lambda raw: raw["rows"][0].__setitem__(-2, [0, "no.such.row"]),
        lambda raw: raw["rows"][0].__setitem__(-2, [len(raw["forms"])]),
        lambda raw: raw["rows"][0].__setitem__(9, ["os", 0]),
        lambda raw: raw["rows"][0].__setitem__(6, ["no.such.row"]),
        lambda raw: raw["rows"][0].__setitem__(1, ["no text"]),
        lambda raw: raw["order"].pop(),
        lambda raw: raw["order"].append(raw["order"][0]),
        lambda raw: raw["inputs"].append("no.such.input"),
        lambda raw: raw["roles"].append(["NO_ROLE", "", "", ""]),
        lambda raw: raw.pop("rings"),
    ],
    ids=[
        *(
            "an operation",
            "a shape",
            "a reference",
            "a form",
            "a calculator",
            "a precedent",
            "a label",
            "no order",
            "twice",
            "an input",
        ),
        *("a role", "no rings"),
    ],
)
def test_a_forged_graph_is_wired_anew(kept, pack, spoil):
    pack = load(pack).pack
    first = build_model(pack)
    raw = json.loads(cache.find(first.key))
    spoil(raw)
    cache.keep(first.key, json.dumps(raw).encode())
    assert facts(build_model(pack)) == facts(first)
    assert json.loads(cache.find(first.key)) != raw
