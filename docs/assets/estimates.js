/* The live calculator: each assumption in a table of estimates is an input, and every value computed from it follows, in
   the text, in tables, in drawings. What was changed is kept in this browser and can be carried by a link: ?est=mau:1e9.
   A classic script without requests: the page's values and formulas stand in <script class="estimates-data">. */
(function () {
  "use strict";

  const engine = window.mlsdEstimates;
  const state = window.mlsdState;
  const data = {};
  const changes = {};
  let page = "";
  let bar = null;

  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    made.append(...children);
    return made;
  }

  /* Loading: the page's data, then the changes that are kept, or those of the link the page was opened with. */

  function readData() {
    all("script.estimates-data").forEach((script) => {
      const part = JSON.parse(script.textContent);
      page = part.page;
      Object.assign(data, part.values);
    });
    return Object.keys(data).length > 0;
  }

  const isGiven = (name) => Object.hasOwn(data, name) && data[name].formula === undefined;

  function readKept() {
    Object.keys(changes).forEach((name) => delete changes[name]);
    const kept = state.get(["estimates"]) || {};
    Object.keys(data).forEach((name) => {
      if (isGiven(name) && isUsable(kept[name], data[name]) && kept[name] !== data[name].base) changes[name] = kept[name];
    });
  }

  const fullName = (name) => (name.includes(".") ? name : `${page}.${name}`);
  const shortName = (name) => (name.startsWith(`${page}.`) ? name.slice(page.length + 1) : name);

  /* A link says all that differs: what it does not name is as the guide has it. A reload keeps what was changed since. */
  function readLink() {
    const text = new URLSearchParams(window.location.search).get("est");
    const entry = performance.getEntriesByType("navigation")[0];
    if (text === null || (entry && entry.type !== "navigate")) return;
    Object.keys(data).filter(isGiven).forEach((name) => keep(name, data[name].base));
    text.split(",").forEach((part) => {
      const [name, amount] = part.split(":");
      const known = fullName(name);
      if (!isGiven(known) || !amount) return;
      const base = Number(amount) * data[known].style.unit[0];
      if (isUsable(base, data[known])) keep(known, base);
    });
  }

  function link() {
    const parts = Object.entries(changes).map(([name, base]) => {
      return `${shortName(name)}:${Number((base / data[name].style.unit[0]).toPrecision(12))}`;
    });
    return `${window.location.href.split(/[?#]/)[0]}?est=${parts.join(",")}`;
  }

  /* A value near the guide's own is the guide's own, so that typing it again undoes the change. */
  function keep(name, base) {
    const same = Math.abs(base - data[name].base) <= Math.abs(data[name].base) * 1e-12;
    if (same) delete changes[name];
    else changes[name] = base;
    state.set(["estimates", name], same ? undefined : base);
  }

  /* Showing: each element with data-est holds exactly one value's text. */

  function update() {
    const original = engine.compute(data, {});
    const now = engine.compute(data, changes);
    all("[data-est]").forEach((shown) => {
      const name = shown.getAttribute("data-est");
      if (Object.hasOwn(now, name)) showIn(shown, now[name], original[name], data[name].style);
    });
    const warnings = all("[data-est-sum]").map((shown) => updateSum(shown, now, original)).filter(Boolean);
    all("[data-est-row]").forEach((row) => updateRow(row, now, original));
    updateBar([...new Set(warnings)]);
  }

  function showIn(shown, now, original, style) {
    const before = engine.show(original, style);
    const text = engine.show(now, style);
    if (shown.textContent !== text) shown.textContent = text;
    const changed = text !== before;
    shown.classList.toggle("est-changed", changed);
    if (changed) shown.setAttribute("aria-description", `changed; the guide says ${before}`);
    else shown.removeAttribute("aria-description");
  }

  function sumOf(parts, values) {
    return parts.reduce((sum, part) => sum + (Object.hasOwn(values, part) ? values[part] : Number(part)), 0);
  }

  /* A sum of values (the time up to a stage) and, with data-est-limit, the value it must not pass. */
  function updateSum(shown, now, original) {
    const parts = shown.getAttribute("data-est-sum").split(/\s+/).filter(Boolean);
    const style = JSON.parse(shown.getAttribute("data-est-style"));
    const sum = sumOf(parts, now);
    showIn(shown, sum, sumOf(parts, original), style);
    const limit = shown.getAttribute("data-est-limit");
    const over = Object.hasOwn(now, limit || "") && sum > now[limit] * (1 + 1e-9);
    shown.classList.toggle("est-over", over);
    return over ? `${data[limit].label}: ${engine.show(sum, style)} is over ${engine.show(now[limit], data[limit].style)}.` : "";
  }

  function updateRow(row, now, original) {
    const name = row.getAttribute("data-est-row");
    const value = data[name];
    if (!value) return;
    const text = engine.show(now[name], value.style);
    const guide = engine.show(original[name], value.style);
    row.classList.toggle("est-row-changed", text !== guide);
    const note = row.querySelector(".est-note");
    note.textContent = text === guide ? "" : `The guide: ${guide}`;
    const input = row.querySelector(".est-input");
    if (!input) return;
    row.querySelector(".est-reset").hidden = text === guide;
    input.classList.toggle("est-changed", text !== guide);
    input.removeAttribute("aria-invalid");
    if (document.activeElement !== input) input.value = text;
  }

  /* Inputs */

  function makeInput(row) {
    const name = row.getAttribute("data-est-row");
    const cell = row.querySelector("td.value");
    const id = `est-${name.replace(".", "-")}`;
    const note = element("span", { class: "est-note", id: `${id}-note` });
    if (!Object.hasOwn(data, name)) return;
    if (!isGiven(name)) {
      cell.append(element("div", { class: "est-edit" }, note));
      return;
    }
    const label = row.querySelector("th").textContent;
    const input = element("input", {
      class: "est-input", id, type: "text", autocomplete: "off", spellcheck: "false", "aria-label": label,
      "aria-describedby": `${id}-note`,
    });
    const reset = element("button", { class: "est-button est-reset", type: "button", "aria-label": `Reset ${label}` }, "Reset");
    cell.querySelector(".est").classList.add("est-plain");
    cell.append(element("div", { class: "est-edit" }, input, reset, note));
    input.addEventListener("input", () => typed(input, name, note));
    input.addEventListener("blur", update);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") input.blur();
      if (event.key === "Escape") change(name, data[name].base);
    });
    reset.addEventListener("click", () => {
      change(name, data[name].base);
      input.focus();
    });
  }

  function change(name, base) {
    keep(name, base);
    all(`[data-est-row="${name}"] .est-input`).forEach((input) => (input.value = engine.show(base, data[name].style)));
    update();
  }

  function typed(input, name, note) {
    const base = engine.read(input.value, data[name]);
    const problem = problemWith(base, data[name]);
    if (!problem) {
      keep(name, base);
      update();
      return;
    }
    input.setAttribute("aria-invalid", "true");
    note.textContent = problem;
  }

  function problemWith(base, value) {
    const guide = engine.show(value.base, value.style);
    if (Number.isNaN(base)) return `Write a number like ${guide}`;
    if (base < 0 && value.base > 0) return "Not below zero";
    if (value.min !== undefined && base < value.min) return `At least ${engine.show(value.min, value.style)}`;
    if (value.max !== undefined && base > value.max) return `At most ${engine.show(value.max, value.style)}`;
    return "";
  }

  const isUsable = (base, value) => Number.isFinite(base) && !problemWith(base, value);

  /* The bar: says what was changed, shares it, undoes it. */

  const COPY = "Copy link to this scenario";

  function makeBar() {
    const article = document.querySelector(".md-content__inner") || document.body;
    const text = element("p", { role: "status" });
    const warning = element("p", { class: "est-warning", role: "alert" });
    const copy = element("button", { class: "est-button", type: "button" }, COPY);
    const reset = element("button", { class: "est-button", type: "button" }, "Reset all");
    const made = element("div", { class: "est-bar md-typeset" }, warning, text, copy, reset);
    made.hidden = true;
    copy.addEventListener("click", () => copyLink(made, copy));
    reset.addEventListener("click", () => {
      Object.keys(changes).forEach((name) => keep(name, data[name].base));
      update();
    });
    article.append(made);
    return { made, text, warning, copy };
  }

  function updateBar(warnings) {
    const names = Object.keys(changes);
    const elsewhere = names.filter((name) => !name.startsWith(`${page}.`)).length;
    const count = names.length === 1 ? "1 assumption differs" : `${names.length} assumptions differ`;
    const other = elsewhere ? ` (${elsewhere} of another page)` : "";
    const drawn = document.querySelector("figure.diagram pre") ? " Drawings in plain text keep the guide's figures." : "";
    const lasting = state.lasting ? "" : " This browser keeps it only while the page is open.";
    bar.made.hidden = names.length === 0;
    setText(bar.text, names.length ? `${count} from the guide${other}. What follows from it is marked.${drawn}${lasting}` : "");
    setText(bar.warning, names.length ? warnings.join(" ") : "");
    bar.warning.hidden = !bar.warning.textContent;
    bar.copy.textContent = COPY;
    all(".est-link", bar.made).forEach((shown) => shown.remove());
  }

  /* A status is read out when its text is set, so only when it differs. */
  function setText(where, text) {
    if (where.textContent !== text) where.textContent = text;
  }

  async function copyLink(made, button) {
    try {
      await navigator.clipboard.writeText(link());
      button.textContent = "Copied";
      window.setTimeout(() => (button.textContent = COPY), 1800);
    } catch {
      const shown = element("input", { class: "est-input est-link", type: "text", readonly: "", "aria-label": "Link to this scenario" });
      shown.value = link();
      made.append(shown);
      shown.select();
    }
  }

  function sayHow() {
    const first = document.querySelector(".estimates");
    if (!first || !first.querySelector(".est-input")) return;
    const text = "Change an assumption and everything that follows from it changes: the text, the tables, the diagrams.";
    first.prepend(element("p", { class: "est-how" }, text));
  }

  function start() {
    if (!readData()) return;
    all("tr[data-est-row]").forEach(makeInput);
    sayHow();
    bar = makeBar();
    readLink();
    readKept();
    update();
    state.onChange(() => {
      readKept();
      update();
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
