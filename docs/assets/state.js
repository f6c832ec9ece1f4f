/* What the reader does (ticks, cards, changed assumptions) stays in this browser, under one versioned key.
   A classic script: it also runs from file://. Nothing breaks when storage is denied: state then lasts as long as the page.

   mlsdState.get(["estimates", "news_feed.mau"])      undefined when nothing was set
   mlsdState.set(["estimates", "news_feed.mau"], 1e9) undefined removes it
   mlsdState.all(), mlsdState.exportText(), mlsdState.forget()
   mlsdState.importText(text)                          adds what a saved file holds; error message or ""
   mlsdState.onChange(callback)                        another tab, or an import, changed something
   mlsdState.lasting                                   false when storage is denied */
(function (root) {
  "use strict";

  const KEY = "mlsd-guide:v1";
  /* What a saved file may hold: changed assumptions by name, and ticks by page. */
  const PARTS = {
    estimates: (value) => Number.isFinite(value),
    ticks: (page) => isObject(page) && Object.values(page).every((tick) => tick === true),
  };
  const callbacks = [];
  let memory = {};

  function storage() {
    try {
      return root.localStorage || null;
    } catch {
      return null;
    }
  }

  function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
  }

  function parsed(text) {
    try {
      const value = JSON.parse(text);
      return isObject(value) ? value : null;
    } catch {
      return null;
    }
  }

  /* Read anew each time, so that two open pages do not undo each other's changes. */
  function all() {
    try {
      const text = storage().getItem(KEY);
      memory = (text && parsed(text)) || (text === null && state.lasting ? {} : memory);
    } catch {
      /* denied: memory is all there is */
    }
    return memory;
  }

  function save(value) {
    memory = value;
    try {
      storage().setItem(KEY, JSON.stringify(value));
    } catch {
      state.lasting = false;
    }
  }

  function get(path) {
    return path.reduce((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), all());
  }

  function changed(tree, path, value) {
    const [key, ...rest] = path;
    const copy = { ...(isObject(tree) ? tree : {}) };
    const next = rest.length ? changed(copy[key], rest, value) : value;
    if (next === undefined || (rest.length && Object.keys(next).length === 0)) delete copy[key];
    else copy[key] = next;
    return copy;
  }

  function set(path, value) {
    save(changed(all(), path, value));
  }

  function exportText() {
    return JSON.stringify(all(), null, 2);
  }

  function isPart([name, kept]) {
    return Object.hasOwn(PARTS, name) && isObject(kept) && Object.values(kept).every(PARTS[name]);
  }

  function faultIn(value) {
    if (!value) return "it is not one JSON object";
    const wrong = Object.entries(value).find((part) => !isPart(part));
    return wrong ? `its “${wrong[0].slice(0, 40)}” is nothing the guide keeps` : "";
  }

  function joined(own, read) {
    const both = { ...own, ...read };
    Object.keys(both).forEach((key) => {
      if (isObject(own[key]) && isObject(read[key])) both[key] = joined(own[key], read[key]);
    });
    return both;
  }

  function replace(value) {
    save(value);
    callbacks.forEach((callback) => callback());
  }

  function importText(text) {
    const value = parsed(text);
    const fault = faultIn(value);
    if (fault) return `This file does not hold saved progress of the guide: ${fault}. Nothing was changed.`;
    replace(joined(all(), value));
    return "";
  }

  const forget = () => replace({});
  const state = { KEY, lasting: storage() !== null, all, get, set, exportText, importText, forget };
  state.onChange = (callback) => callbacks.push(callback);
  if (root.addEventListener) {
    root.addEventListener("storage", (event) => {
      if (event.key === KEY || event.key === null) callbacks.forEach((callback) => callback());
    });
  }
  root.mlsdState = state;
})(typeof window === "undefined" ? globalThis : window);
