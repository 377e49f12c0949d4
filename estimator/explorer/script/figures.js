// The charts of one option by fiscal year: its outlays against the headroom, its phases, its people.
"use strict";

let CHOSEN = OPTIONS[0].id;
const chosenOption = () => OPTIONS.find((each) => each.id === CHOSEN);

function chooseOption(id) {
  CHOSEN = id;
  notify("chosen");
  document.getElementById("charts").scrollIntoView();
  document.getElementById("charts-heading").focus();
}

const optionChooser = (id, onchange) => select(T("Option"), OPTIONS.map((each) => [each.id, each.label]), CHOSEN, onchange, { id });

function moneyChart(host, option) {
  const lines = [];
  if (option.charged >= 0) lines.push({ name: T("charged to the budget"), values: yearly(option.charged), style: "s0" });
  if (SCREEN.headroom >= 0) lines.push({ name: labelOf(SCREEN.headroom), values: yearly(SCREEN.headroom), style: "s1 dashed" });
  const how = lines.length && howOf(option.charged >= 0 ? option.charged : SCREEN.headroom);
  return lines.length ? yearsChart(host, `${option.id}-budget`, `${option.label}: ${T("outlays and headroom")}`, how, { lines }) : null;
}

function phasesChart(host, option) {
  if (!option.phases.length) return null;
  const stacks = option.phases.map((slot, place) => ({ name: labelOf(slot), values: yearly(slot), style: `s${place}` }));
  const used = stacks.filter((each) => each.values.some((value) => value));
  return used.length ? yearsChart(host, `${option.id}-phases`, `${option.label}: ${T("outlays by phase")}`, howOf(option.phases[0]), { stacks: used }) : null;
}

function peopleChart(host, option) {
  const lines = [];
  Object.entries(option.services).forEach(([service, [, wanted, spare]], place) => {
    if (wanted < 0 || !yearly(wanted).some((value) => value)) return;
    lines.push({ name: `${DATA.services[service]}: ${T("new billets")}`, values: yearly(wanted), style: `s${place % 6}` });
    if (spare >= 0) lines.push({ name: `${DATA.services[service]}: ${T("can be spared")}`, values: yearly(spare), style: `s${place % 6} dashed` });
  });
  if (!lines.length) return null;
  const [, wanted] = Object.values(option.services).find(([, each]) => each >= 0);
  return yearsChart(host, `${option.id}-people`, `${option.label}: ${T("new billets and people to spare")}`, howOf(wanted), { lines });
}

function chartsSection() {
  const host = el("div", { class: "figures" });
  const chooser = optionChooser("chart-option", (id) => {
    CHOSEN = id;
    notify("chosen");
  });
  const summary = el("p", { class: "note" });
  const refresh = () => {
    const option = chosenOption();
    chooser.querySelector("select").value = CHOSEN;
    summary.textContent = option.summary;
    const found = [moneyChart, phasesChart, peopleChart].map((draw) => draw(host, option));
    redrawn(host, [...found, fanChart(host, option)].filter(Boolean));
  };
  const node = section("charts", T("By fiscal year"), chooser, summary, host);
  node.querySelector("h2").tabIndex = -1;
  return [node, refresh];
}
