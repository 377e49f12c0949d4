"""simulate and sensitivity on the command line."""

import json
import zipfile

from estimator.pack import write_pack_skeleton


def test_simulate_prints_tables_and_writes_a_file(estimator, pack, tmp_path):
    done = estimator("simulate", "--pack", pack, "--draws", 1024, "-o", "found.json", "--save-draws", "draws.csv")
    assert done.code == 0, done.err
    assert "P80" in done.out
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["manifest"]["simulation"]["draws"] == 1024
    assert len((tmp_path / "draws.csv").read_text(encoding="utf-8").splitlines()) == 1025
    assert "Wrote draws.csv: 1,024 draws" in done.err


def test_simulate_as_json_is_the_same_for_any_number_of_workers(process, pack):
    runs = [
        process("simulate", "--pack", pack, "--draws", "6000", "--format", "json", "--workers", workers)
        for workers in ("1", "2")
    ]
    assert runs[0].returncode == 0, runs[0].stderr
    assert runs[0].stdout == runs[1].stdout


def test_sensitivity_prints_the_drivers_of_each_option(estimator, pack):
    done = estimator("sensitivity", "--pack", pack, "--top", 3)
    assert done.code == 0, done.err
    assert "what drives life_cycle_cost" in done.out
    assert "patrol_ship.unit_price" in done.out


def test_mistakes_are_explained_without_a_traceback(estimator, pack):
    for arguments, words in (
        (("simulate", "--draws", "1"), "--draws"),
        (("simulate", "--options", ","), "names no option"),
        (("simulate", "--metric", "peple", "--draws", "64"), "people"),
        (("simulate", "-o", "found.xls"), "expected a file ending in"),
        (("simulate", "--save-draws", "x.xls"), "choose one of these endings"),
        (("sensitivity", "--metric", "life_cycle_kost"), "Did you mean"),
        (("sensitivity", "--method", "sobol", "--size", "100"), "power of 2"),
        (("sensitivity", "--method", "tea_leaves"), "tornado"),
        (("sensitivity", "--method", "spearman", "--size", "15"), "needs 16 or more"),
        (("sensitivity", "--metric", "zzzzzz"), "estimator list metrics"),
        (("simulate", "--metric", "zzzzzz"), "estimator list metrics"),
        (("compare", "--draws", "1"), "1 draws: expected 2"),
        (("compare", "--draws", "1", "--no-workbook"), "1 draws: expected 2"),
        (("compare", "--draws", "1000000000", "--no-workbook"), "1000000000 draws: expected 2 to 100,000,000"),
        (("brief", "--draws", "1", "-o", "memo.md"), "1 draws: expected 2"),
    ):
        done = estimator(*arguments, "--pack", pack)
        assert done.code == 2, arguments
        assert words in done.err
        assert "Traceback" not in done.err


def test_a_file_that_cannot_be_written_is_told_before_anything_is_drawn(estimator, pack, tmp_path):
    (tmp_path / "found.xlsx").write_bytes(b"somebody's own")
    for arguments, words in (
        (("simulate", "-o", "nowhere/found.json"), "there is no folder nowhere"),
        (("sensitivity", "-o", "nowhere/found.json"), "there is no folder nowhere"),
        (("simulate", "-o", "found.xlsx"), "found.xlsx"),
    ):
        done = estimator(*arguments, "--pack", pack)
        assert (done.code, done.out) == (2, ""), arguments
        assert words in done.err
    assert estimator("simulate", "--draws", 16, "--pack", pack, "-o", "FOUND.JSON").code == 0


def test_simulate_writes_a_workbook_with_a_sheet_of_uncertainty(estimator, pack, tmp_path):
    import openpyxl

    done = estimator("simulate", "--pack", pack, "--draws", 1024, "-o", "found.xlsx")
    assert done.code == 0, done.err
    sheet = openpyxl.load_workbook(tmp_path / "found.xlsx")["Uncertainty"]
    words = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if isinstance(cell, str)]
    for told in (
        "1,024 draws, seed 1, sampler sobol",
        "input hash",
        "Computed by estimator",
        "P80",
        "S-curves",
        "Chance of outlays over headroom",
        "costs less than that",
        "change of life-cycle cost",
        "not live",
        "Headroom by fiscal year",
        "outlays by fiscal year",
        "Reserve above the point estimate",
        "with and without correlation",
        "how settled it is",
    ):
        assert any(told in each for each in words), told
    # S-curves, headroom, a fan and a tornado for each of two options; no year breaks headroom, so no chart of chances.
    titles = ["".join(run.t for part in chart.title.tx.rich.p for run in part.r) for chart in sheet._charts]
    for words, count in (("S-curves", 1), ("Headroom by", 1), (": outlays", 2), ("what moves", 2), ("Chance of", 0)):
        assert sum(words in title for title in titles) == count, words
    with zipfile.ZipFile(tmp_path / "found.xlsx") as book:
        charts = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/charts/chart")]
    charts = [chart for chart in charts if "Uncertainty!" in chart]  # bars beside rows of Answer have no axes
    assert len(charts) == len(titles)
    assert [chart.count('delete val="0"') for chart in charts] == [2] * len(charts)  # both axes are in sight
    assert estimator("verify", "found.xlsx").code == 0
    assert estimator("lint", "found.xlsx").code == 0


def test_check_refuses_a_range_that_cannot_be_drawn_from(estimator, pack, tmp_path):
    import shutil

    shutil.copytree(pack, tmp_path / "wrong")
    (tmp_path / "wrong" / "correlation.toml").write_text("[group.one]\nmembers = ['*.nothing_like_it']\n", "utf-8")
    done = estimator("check", "wrong")
    assert done.code == 2
    assert "correlation.toml: group.one.members: no assumption is called" in done.err


def test_a_correlated_assumption_without_a_range_is_named_by_check_and_simulate(estimator, tmp_path):
    write_pack_skeleton(tmp_path / "pack")
    members = 'members = ["patrol_ship.unit_price", "budget.gdp_share"]'
    text = f'[group.yards]\n{members}\nrank = 0.5\nsource = "example"\n'
    (tmp_path / "pack" / "correlation.toml").write_text(text, encoding="utf-8")
    for command in (["check"], ["simulate", "--draws", "16"]):
        found = estimator(*command, "-p", tmp_path / "pack")
        assert found.code == 0, found.err
        assert "group.yards: budget.gdp_share has no range" in " ".join(found.out.split())
        assert "patrol_ship.unit_price has no range" not in found.out
