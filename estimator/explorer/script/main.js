// Puts the page together and keeps it up to date: at once while a slider moves, all of it when a change is settled.
"use strict";

const PARTS = {
  answer: answerSection(),
  levers: leversSection(),
  changes: changesSection(),
  charts: chartsSection(),
  uncertainty: uncertaintySection(),
  questions: questionsSection(),
  pinned: pinnedSection(),
  metrics: metricsSection(),
  assumptions: assumptionsSection(),
  about: aboutSection(),
};
const AT_ONCE = ["answer"];
const FOLLOWING = ["changes", "charts", "uncertainty", "questions", "pinned", "metrics", "assumptions"];
const MOVED_BY_DRAWS = ["answer", "uncertainty", "charts"];
let FRAME = 0;

const refresh = (names, kind) => names.forEach((name) => PARTS[name][1](kind));

function soon(names) {
  cancelAnimationFrame(FRAME);
  FRAME = requestAnimationFrame(() => setTimeout(() => refresh(names), 0));
}

LISTENERS.push((kind) => {
  if (kind.progress !== undefined) return refresh(["uncertainty"], kind);
  if (kind === "chosen") return refresh(["charts", "questions"]);
  if (kind === "drawn" || kind === "cancelled") return refresh(MOVED_BY_DRAWS, kind);
  recompute();
  refresh(AT_ONCE);
  if (kind === "live") return;
  refresh(["levers"]);
  soon(FOLLOWING);
  if (DIALOG.open) showTrace();
  PARTS.uncertainty[2]();
});

function navigation() {
  const links = Object.keys(PARTS).map((id) => el("li", {}, el("a", { href: `#${id}`, onclick: (event) => go(event, id) }, document.getElementById(`${id}-heading`).textContent)));
  return el("nav", { "aria-label": T("Parts of this page") }, el("ul", {}, links));
}

// The address holds the changes, so a jump to a part leaves it alone.
function go(event, id) {
  event.preventDefault();
  const heading_ = document.getElementById(`${id}-heading`);
  heading_.tabIndex = -1;
  heading_.focus();
  heading_.scrollIntoView();
}

function startingState(problems) {
  const said = decoded(location.hash).startsWith("#pack=") ? location.hash : "";
  if (said) {
    const [state, wrong] = readState(said);
    problems.push(...wrong);
    return state;
  }
  return SAVED ? checkedState(SAVED) : EMPTY;
}

function begin() {
  const problems = [];
  STATE = startingState(problems);
  const page = document.getElementById("page");
  const header = el(
    "header",
    {},
    el("p", { class: "title" }, el("strong", {}, DATA.title), " · ", DATA.notice),
    el("h1", {}, DATA.question || DATA.title),
  );
  const warning = el("ul", { class: "wrong", role: "alert" }, problems.map((each) => el("li", {}, each)));
  const { answer, levers, ...rest } = Object.fromEntries(Object.entries(PARTS).map(([id, [node]]) => [id, node]));
  page.append(
    el("a", { class: "skip", href: "#answer", onclick: (event) => go(event, "answer") }, T("To the answer")),
    header,
    warning,
    el("main", {}, el("div", { class: "first" }, answer, levers), Object.values(rest)),
    live,
  );
  header.append(navigation());
  recompute();
  refresh(["answer", "levers", "about"]);
  soon(FOLLOWING);
  PARTS.uncertainty[2]();
}

begin();
