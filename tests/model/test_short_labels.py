"""What options and metrics are called where room is scarce."""

import pytest

from estimator import load
from estimator.calculators.row import row
from estimator.language import speaker_of
from estimator.names import LONGEST_SHORT
from estimator.visible import shortened, width_of
from tests.shipped import wired, with_texts


@pytest.fixture(scope="module", params=["japan", "coastguard"])
def model(request):
    return load(request.param).model()


def test_every_option_and_metric_has_a_short_label_that_fits(model):
    options = [model.short(each) for each in model.options]
    metrics = [model.metric_shorts[each] for each in model.metric_labels]
    assert len(set(options)) == len(model.options)
    for short in (*options, *metrics):
        assert 0 < width_of(short) <= LONGEST_SHORT, short
        assert not set("…{}") & set(short), short


@pytest.mark.parametrize("pack", with_texts("ja"))
def test_short_labels_fit_in_japanese_too(pack):
    model = wired(pack)
    speaker = speaker_of(model.pack, "ja")
    shorts = [*map(model.short, model.options), *model.metric_shorts.values()]
    said = [speaker.say(each) for each in shorts]
    assert not speaker.missing
    assert all(width_of(each) <= LONGEST_SHORT for each in said), [each for each in said if width_of(each) > 18]
    assert len(set(said)) == len(set(shorts))


def test_a_wide_letter_takes_two_columns_and_a_mark_on_a_letter_none():
    assert [width_of(each) for each in ("Müller", "陸自", "ｱ", "e\u0301", "")] == [6, 4, 1, 1, 0]


@pytest.mark.parametrize(
    ("text", "width", "made"),
    [("Fill rate, coastguard", 18, "Fill rate, coastg…"), ("People", 6, "People"), ("陸上自衛隊", 6, "陸上…")],
)
def test_what_a_service_makes_too_long_is_cut_with_a_mark(text, width, made):
    assert shortened(text, width) == made


def test_a_metric_without_a_short_label_or_with_a_long_one_is_refused_where_it_stands():
    def quantity(people):
        """People."""
        return people + 0

    with pytest.raises(TypeError, match=r"row quantity: metric=True: write the short label of the metric"):
        row(label="People", metric=True)(quantity)
    with pytest.raises(TypeError, match=r'metric="People of all services" takes 22 columns: write at most 18'):
        row(label="People", metric="People of all services")(quantity)
    assert row(label="People", metric="All of {service_label}")(quantity).short == "All of {service_label}"
