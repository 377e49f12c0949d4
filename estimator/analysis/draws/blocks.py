"""Blocks of draws, computed here, by other processes, or by a Dask cluster: the same blocks give the same answer.

A block's numbers depend on the job and on the block's number, nothing else, and blocks are handed on in order. A worker
that is lost in the middle costs time, not correctness: its blocks are computed again elsewhere.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from typing import Any, Protocol, TypeVar

from estimator.analysis.draws.processes import Crew
from estimator.errors import EstimatorError, InputError

Result = TypeVar("Result", covariant=True)
LOCAL = "local"
AHEAD = 4
LOST_WORKERS = 20
ANSWERS_WITHIN = "10s"
"""How long a scheduler may take to answer."""


class Job(Protocol[Result]):
    """What can be computed block by block; it must survive pickling."""

    def block(self, number: int) -> Result:
        """The result of one block."""


def processors() -> int:
    """How many processes may compute at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(job: Job[Result], blocks: Sequence[int], workers: int = 1, cluster: str = "") -> Iterator[Result]:
    """The results of blocks in their order, computed by one process, several, or a Dask cluster.

    `cluster` is the address of a scheduler (`tcp://host:8786`) or `local`. Raises what the job raises.
    """
    if cluster:
        return _by_dask(job, blocks, cluster, workers)
    if workers > 1 and len(blocks) > 1:
        return _by_processes(job, blocks, min(workers, len(blocks)))
    return (job.block(number) for number in blocks)


_loaded: dict[bytes, Any] = {}


def _load(packed: bytes) -> Any:
    """The job of a packed text, kept for the next block."""
    if packed not in _loaded:
        _loaded.clear()
        _loaded[packed] = pickle.loads(packed)
    return _loaded[packed]


def _by_processes(job: Job[Result], blocks: Sequence[int], workers: int) -> Iterator[Result]:
    with Crew(workers) as crew:
        yield from crew.results(job, blocks)


def _compute_packed(packed: bytes, number: int) -> Any:
    return _load(packed).block(number)


def _same(packed: bytes) -> bytes:
    return packed


def _by_dask(job: Job[Result], blocks: Sequence[int], cluster: str, workers: int) -> Iterator[Result]:
    with dask_client(cluster, workers) as client:
        packed = client.submit(_same, pickle.dumps(job), pure=False)  # a task, so that it is made again if lost
        start: Callable[[int], Any] = lambda number: client.submit(  # noqa: E731
            _compute_packed, packed, number, pure=False, retries=LOST_WORKERS
        )
        waiting: list[Any] = []
        numbers = iter(blocks)
        most = AHEAD * max(1, workers, len(client.scheduler_info()["workers"]))
        waiting += [start(number) for number in islice(numbers, most)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [start(number) for number in islice(numbers, 1)]


def dask_client(cluster: str, workers: int) -> AbstractContextManager[Any]:
    """A client of a running scheduler, or of workers started on this machine. Raises InputError, EstimatorError."""
    try:
        import dask
        import distributed
    except ImportError:
        raise InputError("--cluster needs Dask: pip install 'estimator[dask]'") from None
    parts: Any = distributed
    dask.config.set({"distributed.scheduler.allowed-failures": LOST_WORKERS})
    if cluster == LOCAL:
        started = parts.LocalCluster(n_workers=max(1, workers), threads_per_worker=1, dashboard_address=None)
        return _Owning(parts.Client(started), started)
    try:
        found: AbstractContextManager[Any] = parts.Client(cluster, timeout=ANSWERS_WITHIN)
    except (OSError, ValueError, TypeError, MemoryError) as problem:  # what answers there may be no scheduler
        raise EstimatorError(f"--cluster {cluster}: no scheduler answers there ({problem})") from None
    return found


class _Owning(AbstractContextManager[Any]):
    """A client that takes down the cluster it started."""

    def __init__(self, client: Any, cluster: Any) -> None:
        self.client, self.cluster = client, cluster

    def __enter__(self) -> Any:
        return self.client

    def __exit__(self, *_: object) -> None:
        self.client.close()
        self.cluster.close()
