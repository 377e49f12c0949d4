"""The loop that takes the steps of a plan one after the other, compiled with all kernels and kept on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from estimator.evaluation import kernels, lines, row_kernels
from estimator.evaluation.kernels import BY_ELEMENT, ONE, OPTIONS, ZERO, Kernel, compiled, inlined, njit
from estimator.evaluation.lines import (
    FIRST,
    FIRST_KIND,
    KIND,
    NAME,
    SECOND,
    SECOND_KIND,
    TARGET,
    TARGET_KIND,
    THIRD,
    THIRD_KIND,
)
from estimator.evaluation.row_kernels import BY_ROW

NARROW, WIDE, BY_YEAR = (np.uint64(each) for each in (lines.NARROW, lines.WIDE, lines.BY_YEAR))
ELEMENT, WHOLE_ROW, BEFORE = (np.uint64(each) for each in (lines.ELEMENT, lines.WHOLE_ROW, lines.BEFORE))
ELEMENT_NUMBERS = {name: number for number, name in enumerate(BY_ELEMENT)}
ROW_NUMBERS = {name: number for number, name in enumerate(BY_ROW)}


def _chooser(named: Sequence[Kernel], arguments: str) -> Kernel:
    """One function that calls the kernel of a number; the compiler makes a jump of the questions.

    It is written out as text, for numba compiles a loop over functions of different types badly, and a chain of
    functions each of which holds the next one slowly.
    """
    known: dict[str, Any] = {f"kernel_{number}": kernel for number, kernel in enumerate(named)}
    lines = [f"    if number == {number}:\n        return kernel_{number}({arguments})" for number in range(len(named))]
    exec("\n".join([f"def choose(number, {arguments}):", *lines, "    return False"]), known)
    return compiled(known["choose"])


_by_element = _chooser(list(BY_ELEMENT.values()), "m, t, a, b, c, by_a, by_b, by_c, years, width")
_by_row = _chooser(list(BY_ROW.values()), "m, t, a, b, c, years, width, spare")


@compiled
def _spread(m: Any, place: Any, years: Any, width: Any, spare: Any) -> Any:
    """A number for each year, written out for all draws."""
    for y in range(years):
        for i in range(width):
            m[spare + y * width + i] = m[place + y]
    return spare


@compiled
def _stretch(m: Any, place: Any, kind: Any, year: Any, width: Any, spare: Any) -> Any:
    """Where an operand's draws of one year stand."""
    if kind == BY_YEAR:
        return _spread(m, place + year, ONE, width, spare)
    return place + year * width if kind == WIDE else place


@inlined
def _one_year(code: Any, s: Any, m: Any, year: Any, width: Any) -> Any:
    a = _stretch(m, code[s, FIRST], code[s, FIRST_KIND], year, width, ZERO)
    b = _stretch(m, code[s, SECOND], code[s, SECOND_KIND], year, width, width)
    c = _stretch(m, code[s, THIRD], code[s, THIRD_KIND], year, width, width + width)
    t = code[s, TARGET] + year * width if code[s, TARGET_KIND] == WIDE else code[s, TARGET]
    return _by_element(code[s, NAME], m, t, a, b, c, ZERO, ZERO, ZERO, ONE, width)


@compiled
def _operand(m: Any, place: Any, kind: Any, years: Any, width: Any, spare: Any) -> Any:
    """Where an operand stands, after it is written out if it must be."""
    return _spread(m, place, years, width, spare) if kind == BY_YEAR else place


@inlined
def _all_years(code: Any, s: Any, m: Any, years: Any, width: Any, spare: Any) -> Any:
    row = years * width
    a = _operand(m, code[s, FIRST], code[s, FIRST_KIND], years, width, spare)
    b = _operand(m, code[s, SECOND], code[s, SECOND_KIND], years, width, spare + row)
    c = _operand(m, code[s, THIRD], code[s, THIRD_KIND], years, width, spare + row + row)
    by_a = ZERO if code[s, FIRST_KIND] == NARROW else width
    by_b = ZERO if code[s, SECOND_KIND] == NARROW else width
    by_c = ZERO if code[s, THIRD_KIND] == NARROW else width
    count = years if code[s, TARGET_KIND] == WIDE else ONE
    return _by_element(code[s, NAME], m, code[s, TARGET], a, b, c, by_a, by_b, by_c, count, width)


@inlined
def _whole_row(code: Any, s: Any, m: Any, years: Any, width: Any, spare: Any) -> Any:
    row = years * width
    a = _operand(m, code[s, FIRST], code[s, FIRST_KIND], years, width, spare)
    b = _operand(m, code[s, SECOND], code[s, SECOND_KIND], years, width, spare + row)
    c = _operand(m, code[s, THIRD], code[s, THIRD_KIND], years, width, spare + row + row)
    count = ONE if code[s, FIRST_KIND] == NARROW else years
    return _by_row(code[s, NAME], m, code[s, TARGET], a, b, c, count, width, spare + row + row + row)


@compiled
def _before(code: Any, s: Any, m: Any, year: Any, width: Any) -> None:
    """The first operand of the year before; in the first year the second operand, the opening."""
    if year > ZERO:
        source = code[s, FIRST] + (year - ONE) * width
    else:
        source = _stretch(m, code[s, SECOND], code[s, SECOND_KIND], ZERO, width, ZERO)
    for i in range(width):
        m[code[s, TARGET] + i] = m[source + i]


@inlined
def _ring(inner: Any, first: Any, last: Any, m: Any, years: Any, width: Any) -> Any:
    fine = True
    for year in range(years):
        for k in range(first, last):
            if inner[k, KIND] == BEFORE:
                _before(inner, k, m, year, width)
            else:
                fine &= _one_year(inner, k, m, year, width)
    return fine


@inlined
def _steps(code: Any, inner: Any, m: Any, years: Any, width: Any, spare: Any) -> Any:
    fine = True
    for s in range(code.shape[0]):
        if code[s, KIND] == ELEMENT:
            fine = _all_years(code, s, m, years, width, spare)
        elif code[s, KIND] == WHOLE_ROW:
            fine = _whole_row(code, s, m, years, width, spare)
        else:
            fine = _ring(inner, code[s, FIRST], code[s, SECOND], m, years, width)
        if not fine:
            return False
    return fine


@compiled
def _read(m: Any, inputs: Any, places: Any, start: Any, width: Any) -> None:
    for k in range(inputs.shape[0]):
        for i in range(width):
            m[places[k] + i] = inputs[k, start + i]


@compiled
def _write(m: Any, results: Any, places: Any, start: Any, width: Any) -> None:
    for k in range(results.shape[0]):
        for y in range(np.uint64(results.shape[1])):
            for i in range(width):
                results[k, y, start + i] = m[places[k] + y * width + i]


def _kept_on_disk(fingerprint: Any) -> Callable[..., bool]:
    """Compiled once for each state of the kernels: what a function closes over is part of its name on disk."""

    def run(
        code: Any,
        inner: Any,
        m: Any,
        years: Any,
        width: Any,
        spare: Any,
        inputs: Any,
        places: Any,
        scalars: Any,
        scalar_places: Any,
        rows: Any,
        row_places: Any,
    ) -> Any:
        if fingerprint < 0:
            return False
        for k in range(np.uint64(inputs.shape[1]) // width):
            start = k * width
            _read(m, inputs, places, start, width)
            if not _steps(code, inner, m, years, width, spare):
                return False
            _write(m, scalars, scalar_places, start, width)
            _write(m, rows, row_places, start, width)
        return True

    try:
        made: Callable[..., bool] = njit(cache=True, **OPTIONS)(run)
    except RuntimeError:  # no folder can be written to
        made = njit(**OPTIONS)(run)
    return made


def _fingerprint() -> Any:
    files = [str(each.__file__) for each in (kernels, lines, row_kernels)]
    return int(hashlib.sha256(b"".join(Path(each).read_bytes() for each in files)).hexdigest()[:15], 16)


run = _kept_on_disk(_fingerprint())
"""Compute all draws of `inputs` `(inputs, draws)`, `width` at a time, whole widths only, into `scalars`
`(scalars, 1, draws)` and `rows` `(rows, years, draws)`; False if some number is not finite."""
