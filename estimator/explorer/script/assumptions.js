// All assumptions by search over label and id; those by year as small tables to type into.
"use strict";

const MOST_FOUND = 40;
const EVERY = INPUTS.map((_, slot) => slot);
const words = (text) => text.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);

function foundInputs(text) {
  const wanted = words(text);
  return EVERY.filter((slot) => {
    const said = `${SLOTS[slot]} ${labelOf(slot)}`.normalize("NFKC").toLowerCase();
    return wanted.every((word) => said.includes(word));
  });
}

function yearTable(slot, updates) {
  const cells = DATA.model.years.map((_, y) => {
    const [field, wrong, update] = numberField(slot, y, `${labelOf(slot)} ${DATA.years_named[y]}`);
    updates.push(update);
    return el("tr", {}, el("th", { scope: "row" }, DATA.years_named[y]), el("td", {}, field, wrong));
  });
  updates.forEach((update) => update());
  const head = el("thead", {}, el("tr", {}, [T("Year"), unitOf(INPUTS[slot]) || T("value")].map((each) => el("th", { scope: "col" }, each))));
  return el("div", { class: "scroll years", tabindex: 0, role: "region", "aria-label": labelOf(slot) }, el("table", {}, head, el("tbody", {}, cells)));
}

// One assumption with its value to type into and all there is to know of it.
function inputCard(slot) {
  const input = INPUTS[slot];
  const head = el("h3", {}, labelOf(slot), " ", el("code", {}, SLOTS[slot]));
  const reset = button(T("Reset"), () => resetValue(slot), { hidden: current().changes[slot] === undefined, "aria-label": `${T("Reset")}: ${labelOf(slot)}` });
  const again = (update) => () => {
    reset.hidden = current().changes[slot] === undefined;
    update?.();
  };
  const trace = button(T("What reads it"), () => openTrace(slot), { "aria-label": `${T("What reads it")}: ${labelOf(slot)}` });
  if (isByYear(slot)) {
    const updates = [];
    const unfold = () => body.open && body.children.length === 1 && body.append(yearTable(slot, updates));
    const body = el("details", { ontoggle: unfold }, el("summary", {}, T("Values by year")));
    return [el("li", { class: "card" }, head, body, reset, trace, aboutInput(slot)), again(() => updates.forEach((update) => update()))];
  }
  const [field, wrong, update] = numberField(slot);
  update();
  const line = el("p", {}, field, ` ${unitOf(input)} `, reset, trace);
  return [el("li", { class: "card" }, head, line, wrong, aboutInput(slot)), again(update)];
}

function assumptionsSection() {
  const list = el("ul", { class: "cards" });
  let cards = [];
  const count = el("p", { class: "note", "aria-live": "polite" });
  const search = el("input", { type: "search", id: "search", autocomplete: "off", oninput: () => show() });
  const show = () => {
    const found = search.value.trim() ? foundInputs(search.value) : [];
    cards = found.slice(0, MOST_FOUND).map(inputCard);
    list.replaceChildren(...cards.map(([node]) => node));
    count.textContent = search.value.trim()
      ? T("{0} of {1} assumptions; at most {2} are shown.", found.length, INPUTS.length, MOST_FOUND)
      : T("{0} assumptions. Type words of a label or an id.", INPUTS.length);
  };
  const field = el("label", { class: "field", for: "search" }, T("Search"));
  show();
  return [section("assumptions", T("All assumptions"), field, search, count, list), () => cards.forEach(([, update]) => update())];
}
