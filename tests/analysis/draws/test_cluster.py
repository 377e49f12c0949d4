"""A Dask cluster gives the answer of one process, also when a worker is killed in the middle."""

import time

import pytest

from estimator.analysis.draws import blocks
from estimator.analysis.draws.blocks import in_order
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK
from estimator.analysis.draws.simulate import simulate
from estimator.errors import EstimatorError

COST = "life_cycle_cost"

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")


class Slow:
    """A job that takes a while."""

    def block(self, number):
        time.sleep(0.05)
        return number * number


@pytest.fixture
def cluster():
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


def test_a_cluster_gives_exactly_the_answer_of_one_process(coast, cluster):
    here = simulate(coast, Run(4 * BLOCK, workers=1))
    there = simulate(coast, Run(4 * BLOCK, cluster=cluster.scheduler_address))
    for option, spreads in here.spreads.items():
        assert there.spreads[option][COST] == spreads[COST]
    assert there.cheaper == here.cheaper


def test_a_worker_killed_in_the_middle_changes_nothing(cluster):
    results = in_order(Slow(), range(60), cluster=cluster.scheduler_address)
    found = [next(results) for _ in range(5)]
    next(iter(cluster.workers.values())).process.process.kill()
    found += list(results)
    assert found == [number * number for number in range(60)]


def test_an_address_at_which_nothing_answers_is_explained(monkeypatch):
    monkeypatch.setattr(blocks, "ANSWERS_WITHIN", "1s")
    with pytest.raises(EstimatorError, match="no scheduler answers there"):
        next(in_order(Slow(), range(2), cluster="tcp://127.0.0.1:9"))
