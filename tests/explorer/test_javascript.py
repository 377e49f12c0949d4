"""An expression becomes a function of JavaScript that computes what NumPy computes."""

import json
import subprocess

import pytest

from estimator.explorer.javascript import ALONG_THE_YEARS, JAVASCRIPT, function_in_ring, function_of
from estimator.expression import OPERATIONS, Constant, Operation, Reference
from tests.explorer.engine import javascript, node

YEARS = [2020.0, 2021.0, 2022.0, 2023.0]
ROWS = {"a": [3.0, -1.0, 4.0, 2.0], "b": [2.0, 0.5, 0.0, 2.0], "flag": [0.0, 1.0, 1.0, 0.0], "year": YEARS}
NUMBERS = {"n": [2.0], "nil": [0.0], "hull": [(0.1 + 0.2) * 10]}
WIDE = {**dict.fromkeys(ROWS, True), **dict.fromkeys(NUMBERS, False), "row": True, "number": False}


def op(name, *arguments):
    return Operation(name, tuple(Reference(each) if isinstance(each, str) else each for each in arguments))


# Worked by hand from the rows above; None is "does not apply".
CASES = {
    "add": (op("add", "a", "n"), [5, 1, 6, 4]),
    "subtract": (op("subtract", "a", "b"), [1, -1.5, 4, 0]),
    "multiply": (op("multiply", "a", "b"), [6, -0.5, 0, 4]),
    "divide": (op("divide", "b", "n"), [1, 0.25, 0, 1]),
    "negate": (op("negate", "a"), [-3, 1, -4, -2]),
    "power": (op("power", "b", "nil"), [1, 1, 1, 1]),
    "sum_of": (op("sum_of", "a", "b", "n"), [7, 1.5, 6, 6]),
    "minimum": (op("minimum", "a", "b"), [2, -1, 0, 2]),
    "maximum": (op("maximum", "a", "b"), [3, 0.5, 4, 2]),
    "ceiling": (op("ceiling", op("add", "b", "hull")), [5, 4, 3, 5]),  # 3.0000000000000004 is three, no fourth hull
    "floor": (op("floor", op("negate", "b")), [-2, -1, 0, -2]),
    "exponential": (op("exponential", op("multiply", "nil", "a")), [1, 1, 1, 1]),
    "logarithm": (op("logarithm", op("power", "n", "nil")), [0]),
    "less": (op("less", "a", "hull"), [0, 1, 0, 1]),  # 3 is not less than 3.0000000000000004
    "at_most": (op("at_most", "hull", "a"), [1, 0, 1, 0]),
    "equals": (op("equals", "a", "hull"), [1, 0, 0, 0]),
    "where": (op("where", "flag", "a", "b"), [2, -1, 4, 2]),
    "divide_or": (op("divide_or", "a", "b", "n"), [1.5, -2, 2, 1]),
    "only_where": (op("only_where", "flag", "a"), [None, -1, 4, None]),
    "previous": (op("previous", "a", "n"), [2, 3, -1, 4]),
    "cumulative": (op("cumulative", "a"), [3, 2, 6, 8]),
    "trailing_total": (op("trailing_total", "a", op("add", "n", Constant(1.0))), [3, 2, 6, 5]),
    "lagged": (op("lagged", "a", "n"), [0, 0, 3, -1]),
    "total": (op("total", "a"), [8]),
    "largest": (op("largest", "a"), [4]),
    "smallest": (op("smallest", "a"), [-1]),
    "value_at": (op("value_at", "a", "year", op("sum_of", "n", op("smallest", "year"))), [4]),
    "first_year": (op("first_year", "flag", "year"), [2021]),
    "last_year": (op("last_year", "flag", "year"), [2022]),
    "inside": (op("multiply", op("cumulative", "a"), op("total", "b")), [13.5, 9, 27, 36]),  # two rows along the years
    "none flagged": (op("first_year", "b", "year"), [0]),
    "part of a year counts whole": (op("trailing_total", "a", op("divide", "hull", "n")), [3, 2, 3, 6]),
    "no whole number of years": (op("lagged", "a", op("divide", "hull", "n")), [0, 0, 0, 0]),
}
# Where Python raises, the function says so, though no number of its answer is wrong.
FAILING = {
    "divided by nil": op("divide", "a", "b"),
    "divided by nil where it is not asked": op("where", "nil", op("divide", "n", "nil"), "n"),
    "divided by nil where it does not apply": op("only_where", "nil", op("divide", "n", "nil")),
    "a logarithm of nil": op("minimum", op("logarithm", "nil"), "n"),
    "the root of a number below nil": op("power", "a", op("divide", Constant(1.0), "n")),
    "too large": op("divide", "n", op("exponential", op("power", Constant(2.0), op("power", "hull", "hull")))),
}


def found(expressions):
    """Each expression's numbers and whether it can be computed, all in one process of node."""
    inputs = {**ROWS, **NUMBERS}
    places, v = {}, []
    for id, values in inputs.items():
        places[id] = len(v)
        v += values
    out, spare = len(v), len(v) + 4
    calls = []
    for node_, by_year in expressions:
        made = function_of(node_, by_year, WIDE)
        slots = [out, *(places[each] for each in made.reads)]
        calls.append(f"[{made.text},{slots},{4 if by_year else 1}]")
    program = f"""{javascript("engine")}
Y=4;SPARE={spare};WINDOW=new Float64Array(4);
console.log(JSON.stringify([{",".join(calls)}].map(([f,p,n])=>{{
  const v=Float64Array.from([...{json.dumps(v)},...Array(20).fill(7)]);
  const flag=f(v,p,0);
  return [flag===flag,Array.from(v.slice({out},{out}+n)).map(x=>x!==x?null:x)];
}})));"""
    done = subprocess.run([node(), "-e", program], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_the_reader_has_every_operation_and_each_has_a_case_by_hand():
    assert set(JAVASCRIPT) == set(OPERATIONS)
    assert set(OPERATIONS) <= set(CASES)


@pytest.fixture(scope="module")
def answers():
    cases = [(expression, len(numbers) > 1) for expression, numbers in CASES.values()]
    cases += [(expression, True) for expression in FAILING.values()]
    return dict(zip([*CASES, *FAILING], found(cases), strict=True))


@pytest.mark.parametrize("name", CASES)
def test_a_function_computes_what_a_hand_does(answers, name):
    sound, numbers = answers[name]
    assert sound
    assert numbers == CASES[name][1]


@pytest.mark.parametrize("name", FAILING)
def test_what_python_refuses_the_function_flags(answers, name):
    assert not answers[name][0]


def test_rows_of_one_shape_share_a_function():
    one, other = (function_of(op("multiply", each, "n"), True, WIDE) for each in "ab")
    assert one.text == other.text
    assert (one.reads, other.reads) == (("a", "n"), ("b", "n"))


def test_what_no_year_changes_is_worked_out_once():
    text = function_of(op("multiply", "a", op("add", "n", "hull")), True, WIDE).text
    assert text.index("const c0=") < text.index("for(")


def test_in_a_ring_one_year_is_computed():
    text = function_in_ring(op("add", op("previous", "a", "n"), "b"), WIDE).text
    assert text.startswith("(v,p,k,y)=>")
    assert "for(" not in text


def test_an_operation_along_the_years_reads_a_row():
    with pytest.raises(TypeError, match="reads a row"):
        function_of(op("total", op("add", "a", "b")), False, WIDE)
    assert set(ALONG_THE_YEARS) < set(OPERATIONS)
