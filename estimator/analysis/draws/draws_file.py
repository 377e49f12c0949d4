"""The draws themselves in a file: CSV, NumPy's .npz, or Parquet, written block by block.

One column an uncertain assumption or a metric (`aegis_ashore.people`), by full id, in the model's units; one row
a draw.
The file appears under its name when it is complete; an interrupted simulation leaves the draws it made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from estimator.errors import InputError
from estimator.files import written_whole

Array = NDArray[np.float64]
RAW = ".raw"


class DrawsFile(Protocol):
    """Takes blocks of draws."""

    def add(self, columns: Sequence[str], values: Array) -> None:
        """Write the next draws, `(draws, columns)`."""

    def close(self) -> None:
        """Finish the file."""


class _Csv:
    def __init__(self, path: Path) -> None:
        self.file: IO[str] = path.open("w", encoding="utf-8", newline="")
        self.empty = True

    def add(self, columns: Sequence[str], values: Array) -> None:
        if self.empty:
            self.file.write(",".join(columns) + "\n")
            self.empty = False
        self.file.writelines(",".join("" if np.isnan(x) else repr(float(x)) for x in row) + "\n" for row in values)

    def close(self) -> None:
        self.file.close()


class _Npz:
    """Keeps the draws in a file beside the target, so that memory stays flat, and packs them at the end."""

    def __init__(self, path: Path) -> None:
        self.path, self.raw = path, path.with_suffix(RAW)
        self.file: IO[bytes] = self.raw.open("wb")
        self.columns: Sequence[str] = ()

    def add(self, columns: Sequence[str], values: Array) -> None:
        self.columns = columns
        self.file.write(np.ascontiguousarray(values).tobytes())

    def close(self) -> None:
        self.file.close()
        if self.columns:
            shape = (self.raw.stat().st_size // (8 * len(self.columns)), len(self.columns))
            draws = np.memmap(self.raw, dtype=np.float64, mode="r", shape=shape)
            with self.path.open("wb") as target:
                np.savez(target, columns=np.array(self.columns), draws=draws)
            del draws


class _Parquet:
    def __init__(self, path: Path) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError:
            raise InputError("--save-draws to .parquet needs pyarrow: pip install 'estimator[parquet]'") from None
        self.arrow: Any = pyarrow
        self.path = path
        self.writer: Any = None

    def add(self, columns: Sequence[str], values: Array) -> None:
        table = self.arrow.table({name: np.ascontiguousarray(values[:, k]) for k, name in enumerate(columns)})
        if self.writer is None:
            self.writer = self.arrow.parquet.ParquetWriter(self.path, table.schema)
        self.writer.write_table(table)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()


KINDS: Mapping[str, Callable[[Path], DrawsFile]] = {".csv": _Csv, ".npz": _Npz, ".parquet": _Parquet}


def require_ending(target: Path) -> None:
    """Raise InputError for a file whose name does not say how draws are to be written."""
    if target.suffix.lower() not in KINDS:
        raise InputError(f"{target}: draws are saved as {', '.join(KINDS)}; choose one of these endings")


@contextmanager
def draws_file(target: Path) -> Iterator[DrawsFile]:
    """A file for draws, by the ending of its name. Raises InputError for another ending, or a missing library."""
    require_ending(target)
    with written_whole(target) as unfinished:
        made = KINDS[target.suffix.lower()](unfinished)
        try:
            yield made
            made.close()
        finally:
            unfinished.with_suffix(RAW).unlink(missing_ok=True)
