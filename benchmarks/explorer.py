"""The page in Chromium against Python: one evaluation, one event with its picture, 1,000 draws; size, time to ready.

All times are processor time, of the main thread in the page.
Needs what the tests of the page need: Chromium and playwright. `--pack` names another pack than the default one.
"""

import argparse
import shutil
import statistics
import tempfile
import time
import zlib
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from estimator import load
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import simulate
from estimator.api import Result
from estimator.evaluation import evaluate

DRAWS, RUNS = 1000, 100
EVALUATION = """(runs) => {
  const v = filledWith(STATE);
  for (let run = 0; run < runs; run++) evaluate(READY, v);
}"""
EVENTS = """async (runs) => {
  const slider = document.querySelector("#levers input[type=range]");
  for (let run = 0; run < runs; run++) {
    slider.value = Number(slider.value) + (run % 2 ? -1 : 1) * Number(slider.step);
    slider.dispatchEvent(new Event("input"));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }
}"""
DRAWN = "(draws) => simulated(structuredClone(jobOf(draws)), () => {}).draws"


def in_python(result: Result) -> tuple[float, float]:
    """Milliseconds of one evaluation, and of the draws, by processor time."""
    found = []
    for _ in range(10):
        start = time.process_time()
        evaluate(result.model)
        found.append(1e3 * (time.process_time() - start))
    start = time.process_time()
    simulate(result.model, Run(draws=DRAWS, workers=1))
    return statistics.median(found), 1e3 * (time.process_time() - start)


class Watched:
    """A page and the processor time of its main thread, scripts, layout and paint together."""

    def __init__(self, page: Page) -> None:
        """Watch a page."""
        self.page, self.session = page, page.context.new_cdp_session(page)
        self.session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def total(self) -> float:
        """Milliseconds so far."""
        metrics = self.session.send("Performance.getMetrics")["metrics"]
        return 1e3 * next(each["value"] for each in metrics if each["name"] == "TaskDuration")

    def taken(self, script: str, argument: int) -> float:
        """Milliseconds that a script takes, the better of two times: the first also warms up."""
        found = []
        for _ in range(2):
            before = self.total()
            self.page.evaluate(script, argument)
            found.append(self.total() - before)
        return min(found)


def in_chromium(file: Path) -> dict[str, float]:
    """Milliseconds of the same in the page."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        watched = Watched(browser.new_page())
        watched.page.goto(file.as_uri())
        watched.page.evaluate("cancelDraws()")
        watched.page.wait_for_timeout(1000)
        found = {"ready": watched.total()}
        found["evaluation"] = watched.taken(EVALUATION, RUNS) / RUNS
        found["event"] = watched.taken(EVENTS, RUNS) / RUNS
        watched.page.evaluate("cancelDraws()")
        found["draws"] = watched.taken(DRAWN, DRAWS)
        browser.close()
    return found


def main() -> None:
    """Print each figure beside its aim."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", default=None)
    result = load(parser.parse_args().pack).compare()
    with tempfile.TemporaryDirectory() as folder:
        file = result.to_page(Path(folder) / "page.html")
        size = file.read_bytes()
        page = in_chromium(file)
    evaluation, draws = in_python(result)
    print(f"one evaluation   page {page['evaluation']:8.2f} ms   Python {evaluation:8.2f} ms", end="   ")
    print(f"ratio {page['evaluation'] / evaluation:.3f} (aim: at most 0.1)")
    print(f"{DRAWS:,} draws      page {page['draws']:8.0f} ms   Python {draws:8.0f} ms", end="   ")
    print(f"ratio {page['draws'] / draws:.2f} (aim: at most 1.5)")
    print(f"event to picture {page['event']:8.1f} ms (aim: at most 16)")
    print(f"opened to all parts told  {page['ready']:.0f} ms")
    zipped = len(zlib.compress(size, 9)) / 1e3
    print(f"size {len(size) / 1e6:.2f} MB (aim: at most 1.5), zipped {zipped:.0f} KB (aim: at most 300)")


if __name__ == "__main__":
    main()
