"""Texts that nobody sees, or that hold what nobody sees, are refused in a pack's files."""

from __future__ import annotations

import pytest

from estimator.api import load
from estimator.errors import EstimatorError
from tests.model.test_terms import bare


def labelled(folder, label):
    path = bare(folder, "fleet") / "options" / "bare.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('label = "Bare"', f'label = "{label}"', 1), "utf-8")
    return path.parents[1]


@pytest.mark.parametrize("letter", ["\u200b", "\u2060", "\ufeff", "\xad", "\u200e", "\u2028", "\u202e", "\U000e0041"])
def test_a_label_with_an_invisible_character_is_refused(letter, tmp_path):
    with pytest.raises(EstimatorError) as caught:
        load(labelled(tmp_path, f"Ba{letter}re"))
    assert f"the invisible character U+{ord(letter):04X}; take it out" in str(caught.value)


@pytest.mark.parametrize("label", ["\u3164", "\u2800\u2800", " \u200d "])
def test_a_label_of_blanks_alone_is_empty(label, tmp_path):
    with pytest.raises(EstimatorError, match="expected one line of text, not empty"):
        load(labelled(tmp_path, label))


@pytest.mark.parametrize("label", ["艦艇３隻", "می\u200cخواهم", "Navire à quai"])
def test_labels_of_any_script_pass(label, tmp_path):
    assert load(labelled(tmp_path, label)).pack.options["bare"].label == label
