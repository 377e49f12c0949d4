"""A label that names a number of its option is told where another value is in force."""

from __future__ import annotations

import pytest

from estimator.api import load
from estimator.language.speaker import speaker_of
from estimator.report.manifest import in_force
from tests.model.test_terms import bare


def labelled(folder, label):
    path = bare(folder, "fleet") / "options" / "bare.toml"
    text = path.read_text(encoding="utf-8").replace('label = "Bare"', f'label = "{label}"', 1)
    path.write_text(text.replace('value = 2, unit = "ship"', 'value = 12, unit = "ship"'), encoding="utf-8")
    return load(path.parents[1])


@pytest.mark.parametrize(("label", "said"), [("12 ships", "12"), ("Twelve ships", "Twelve")])
def test_a_label_with_the_old_number_is_told(tmp_path, label, said):
    made = labelled(tmp_path, label)
    assert in_force(made.pack) == []
    lines = in_force(made.with_settings("bare.bare.quantity=8").pack)
    assert lines[-1] == f"{label} still says {said}: bare.bare.quantity is another number now"
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("label", "setting"),
    [
        ("12 ships", "bare.bare.quantity=12"),  # the same number
        ("112 ships of 1.12", "bare.bare.quantity=8"),  # another number
        ("Ships", "bare.bare.quantity=8"),  # none
        ("Ships in 2 years", "bare.bare.lead_time=3"),  # years are no things
    ],
)
def test_other_labels_are_left_alone(tmp_path, label, setting):
    assert not [
        each for each in in_force(labelled(tmp_path, label).with_settings(setting).pack) if "still says" in each
    ]


def test_it_is_said_in_japanese():
    said = speaker_of(load("japan").pack, "ja").translation(
        "500 Patriots still says 500: patriot_500.b.q is another number now"
    )
    assert said is not None
    assert said.endswith("の名称は500のままであるが、patriot_500.b.qは変更されている")
