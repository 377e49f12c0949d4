"""How long a 200 × 200 sweep of the default pack takes against evaluating the model once for every pair.

Prints the ratio of the time that 40,000 single evaluations would take (from the mean of some) to that of the sweep.
"""

import time

from estimator.analysis.questions.levers import parse_sweep
from estimator.analysis.questions.sweep import sweep
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.pack import read_pack

RUNS = 5
SPANS = ("budget.gdp_share=1..2:0.005 %", "currency.usd.rate_multiplier=0.7..1.3:0.003")
METRICS = ("life_cycle_cost", "break_even_gdp_share", "years_over_headroom", "expected_leakers")


def main() -> None:
    """Sweep once, evaluate a few times."""
    pack = read_pack()
    model = build_model(pack)
    spans = [parse_sweep(text, pack) for text in SPANS]
    pairs = len(spans[0].values) * len(spans[1].values)
    start = time.perf_counter()
    for _ in range(RUNS):
        evaluate(model)
    single = (time.perf_counter() - start) / RUNS
    start = time.perf_counter()
    sweep(model, spans, METRICS)
    swept = time.perf_counter() - start
    print(f"pairs of values                      {pairs:10,d}")
    print(f"the sweep, {len(METRICS)} metrics of {len(model.options)} options  {swept:10.2f} s")
    print(f"one evaluation for every pair        {single * pairs:10.2f} s (from the mean of {RUNS})")
    print(f"ratio                                {single * pairs / swept:10.0f}")


if __name__ == "__main__":
    main()
