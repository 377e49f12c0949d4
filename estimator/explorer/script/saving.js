// A copy of this page with the reader's changes, all metrics as a table, and what stands behind the page.
"use strict";

function pageWith(state) {
  const saved = JSON.stringify({ ...state, pack: DATA.fingerprint }).replaceAll("<", "\\u003c");
  return SOURCE.replace(/(<script type="application\/json" id="saved">)[^<]*(<\/script>)/, (_, start, end) => start + saved + end);
}

function metricsTable() {
  const headings = [T("Metric"), T("Unit"), ...OPTIONS.map((option) => option.label)];
  const rows = DATA.metrics.map(({ id, label, how }) => [
    DATA.labels[label],
    shownAs(how)[2] || shownAs(how)[1],
    ...OPTIONS.map((option) => {
      const value = metric(option, id);
      return value === null ? el("span", { title: reasonFor(option, id) }, DASH) : traced(option.metrics[id], bare(value, shownAs(how)), option);
    }),
  ]);
  return table(T("All metrics"), headings, rows);
}

function metricsRows() {
  const rows = DATA.metrics.map(({ id, label, how }) => [DATA.labels[label], shownAs(how)[2] || shownAs(how)[1], ...OPTIONS.map((option) => bare(metric(option, id), shownAs(how)))]);
  return [[T("Metric"), T("Unit"), ...OPTIONS.map((option) => option.label)], ...rows];
}

function metricsSection() {
  const body = el("div", {});
  const details = el("details", { ontoggle: () => refresh() }, el("summary", {}, T("Show all metrics of all options")), body);
  const refresh = () => details.open && body.replaceChildren(metricsTable(), button(T("Save as CSV"), () => offered("metrics.csv", "text/csv", `\ufeff${asCsv(metricsRows())}`)));
  return [section("metrics", T("All metrics"), details), refresh];
}

function aboutSection() {
  const sources = Object.entries(DATA.sources).map(([id, each]) => el("li", {}, el("code", {}, id), ` ${each.publisher}: ${each.title}, ${each.date}. `, linked(each.where)));
  const copy = document.getElementById("engine") && button(T("Save a copy of this page with my changes"), () => offered(`${DATA.pack}-explorer.html`, "text/html", pageWith(STATE)), { id: "save-copy" });
  const node = section(
    "about",
    T("About this page"),
    el("p", {}, DATA.notice),
    el("p", {}, T("The same model as the workbook and the command line: pack {0}, fingerprint {1}, estimator {2}, as of {3}.", DATA.pack, DATA.fingerprint, DATA.version, DATA.as_of)),
    el("p", {}, DATA.workbook ? T("Its workbook is {0}, whose Read me names the same fingerprint.", DATA.workbook) : T("estimator compare writes the workbook of the same numbers; its Read me names the same fingerprint.")),
    DATA.changed.map((each) => el("p", {}, each)),
    el("p", {}, T("The page computes in your browser and sends nothing anywhere. Its address holds your changes; the address of a page on a disk helps nobody else, so send a copy of the page or your settings as text.")),
    el("p", { class: "buttons" }, copy),
    el("details", {}, el("summary", {}, T("Sources")), el("ul", { class: "sources" }, sources)),
  );
  return [node, () => {}];
}
