/* What a reader keeps: ticks of checklists, page by page, and the means to carry everything kept to another browser.
   A classic script: it also runs from file://. */
(function () {
  "use strict";

  const state = window.mlsdState;
  const page = location.pathname.split("/").pop().replace(/\.html$/, "") || "index";

  function showTick(box) {
    box.checked = state.get(["ticks", page, box.dataset.tick]) === true;
  }

  const boxes = Array.from(document.querySelectorAll("input[data-tick]"));
  boxes.forEach((box) => {
    showTick(box);
    box.addEventListener("change", () => state.set(["ticks", page, box.dataset.tick], box.checked || undefined));
  });
  state.onChange(() => boxes.forEach(showTick));

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "md-button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([state.exportText()], { type: "application/json" }));
    link.download = "mlsd-guide-progress.json";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  const KEEPS_NOTHING = "This browser keeps nothing: changes last as long as the page is open.";

  function readIn(text) {
    const fault = state.importText(text);
    return fault || (state.lasting ? "Read in. It is added to what was kept, on every page." : `Read in. ${KEEPS_NOTHING}`);
  }

  function chooseFile(say) {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = "application/json,.json";
    input.addEventListener("change", () => {
      const reader = new FileReader();
      reader.onload = () => say(readIn(String(reader.result)));
      reader.onerror = () => say("This file could not be read.");
      reader.readAsText(input.files[0]);
    });
    input.click();
  }

  function offer(place) {
    const message = document.createElement("p");
    message.setAttribute("role", "status");
    const say = (text) => (message.textContent = text);
    place.append(
      button("Save to a file", download),
      button("Read from a file", () => chooseFile(say)),
      button("Forget everything", () => {
        if (!confirm("Remove all ticks and changed assumptions from this browser?")) return;
        state.forget();
        say("Forgotten.");
      }),
      message
    );
    if (!state.lasting) say(KEEPS_NOTHING);
  }

  document.querySelectorAll("[data-reader-state]").forEach(offer);
})();
