"""How long `estimator --help` takes against the --help of a bare typer app; prints the ratio (aim: at most 1.5)."""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 21
OURS = "from estimator.cli import main; main()"
BARE = '''
import typer

app = typer.Typer()


@app.command()
def compare(name: str) -> None:
    """Compare."""


@app.command()
def show(name: str) -> None:
    """Show."""


app()
'''


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn, so that a busy machine is busy for both."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "bare.py"
        script.write_text(BARE, encoding="utf-8")
        bare, ours = [sys.executable, str(script), "--help"], [sys.executable, "-c", OURS, "--help"]
        seconds(bare), seconds(ours)
        pairs = [(seconds(bare), seconds(ours)) for _ in range(RUNS)]
    low, high = (statistics.median(each) for each in zip(*pairs, strict=True))
    print(f"bare typer app --help  {low * 1000:6.0f} ms")
    print(f"estimator --help       {high * 1000:6.0f} ms")
    print(f"ratio                  {high / low:6.2f}   (median of {RUNS} runs in turn; aim: at most 1.50)")


if __name__ == "__main__":
    main()
