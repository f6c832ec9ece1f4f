/* Diagrams: tabs, copying, opening large, redrawing. A classic script that asks for nothing, so it works from a folder. */
(function () {
  "use strict";

  function all(root, selector) {
    return Array.prototype.slice.call(root.querySelectorAll(selector));
  }

  /* Copying: the clipboard API is missing where a page is not served over https. */

  function copyOldWay(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.style.cssText = "position:fixed;top:0;left:0;opacity:0";
    document.body.appendChild(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    area.remove();
    return done;
  }

  function copy(button) {
    var pre = button.parentNode.querySelector("pre");
    function say(done) {
      button.textContent = done ? "Copied" : "Select it and copy";
      window.setTimeout(function () {
        button.textContent = "Copy";
      }, 1800);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(pre.textContent).then(
        function () {
          say(true);
        },
        function () {
          say(copyOldWay(pre.textContent));
        }
      );
    } else {
      say(copyOldWay(pre.textContent));
    }
  }

  /* Panels as tabs */

  function makeTabs(figure) {
    var panels = all(figure, ".diagram-panel");
    var bar = document.createElement("div");
    bar.className = "diagram-tabs";
    bar.setAttribute("role", "tablist");
    var tabs = panels.map(function (panel, index) {
      var tab = document.createElement("button");
      tab.type = "button";
      tab.textContent = panel.getAttribute("data-title");
      tab.id = figure.id + "-tab-" + index;
      panel.id = figure.id + "-panel-" + index;
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", function () {
        show(index);
      });
      bar.appendChild(tab);
      return tab;
    });
    function show(chosen) {
      panels.forEach(function (panel, index) {
        panel.hidden = index !== chosen;
        tabs[index].setAttribute("aria-selected", String(index === chosen));
        tabs[index].tabIndex = index === chosen ? 0 : -1;
      });
    }
    bar.addEventListener("keydown", function (event) {
      var step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      var at = tabs.indexOf(document.activeElement);
      if (step && at >= 0) {
        var next = (at + step + tabs.length) % tabs.length;
        show(next);
        tabs[next].focus();
      }
    });
    panels[0].parentNode.insertBefore(bar, panels[0]);
    show(0);
  }

  /* Redrawing: numbers stand where the words were; a click or the button brings them back */

  function numbered(figure) {
    return all(figure, ".diagram-scroll [data-number]").sort(function (a, b) {
      return a.getAttribute("data-number") - b.getAttribute("data-number");
    });
  }

  function hiddenBoxes(figure) {
    return numbered(figure).filter(function (box) {
      return !box.classList.contains("is-revealed");
    });
  }

  function settle(figure) {
    var solved = figure.classList.contains("is-redrawn") && hiddenBoxes(figure).length === 0;
    figure.classList.toggle("is-solved", solved);
    figure.querySelector('[data-act="next"]').disabled = solved;
    figure.querySelector('[data-act="all"]').disabled = solved;
  }

  function redraw(figure, button) {
    var on = !figure.classList.contains("is-redrawn");
    figure.classList.toggle("is-redrawn", on);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "Show all again" : "Redraw it";
    numbered(figure).forEach(function (box) {
      box.classList.remove("is-revealed");
    });
    all(figure, '[data-act="next"], [data-act="all"]').forEach(function (tool) {
      tool.hidden = !on;
    });
    var faces = figure.querySelector(".diagram-faces");
    faces.hidden = on;
    settle(figure);
  }

  function reveal(figure, boxes) {
    boxes.forEach(function (box) {
      box.classList.add("is-revealed");
    });
    settle(figure);
  }

  /* Large */

  /* At least its natural size; a little more, or the whole window, where there is room. */
  function enlarge(picture, canvas) {
    var size = picture.viewBox.baseVal;
    var across = (canvas.clientWidth - 4) / size.width;
    var whole = Math.min(across, (canvas.clientHeight - 4) / size.height, 2);
    picture.style.width = size.width * Math.max(1, whole, Math.min(across, 1.3)) + "px";
    var first = picture.querySelector('.dg-node[data-number="1"]') || picture.querySelector(".dg-node");
    var place = first.getBoundingClientRect();
    canvas.scrollLeft = place.left + place.width / 2 - canvas.getBoundingClientRect().left - canvas.clientWidth / 2;
  }

  function openLarge(figure) {
    var dialog = document.createElement("dialog");
    dialog.className = "diagram-large";
    ["is-redrawn", "is-solved"].forEach(function (state) {
      dialog.classList.toggle(state, figure.classList.contains(state));
    });
    dialog.setAttribute("aria-label", figure.querySelector(".diagram-title").textContent);
    var header = document.createElement("header");
    var title = document.createElement("span");
    title.textContent = figure.querySelector(".diagram-title").textContent;
    var close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    header.appendChild(title);
    header.appendChild(close);
    var canvas = document.createElement("div");
    canvas.className = "diagram-canvas";
    canvas.tabIndex = 0;
    var picture = figure.querySelector(".dg").cloneNode(true);
    all(picture, "[id]").forEach(function (element) {
      element.id += "-large";
    });
    picture.setAttribute(
      "aria-labelledby",
      picture
        .getAttribute("aria-labelledby")
        .split(" ")
        .map(function (id) {
          return id + "-large";
        })
        .join(" ")
    );
    picture.removeAttribute("style");
    canvas.setAttribute("role", "group");
    canvas.setAttribute("aria-label", title.textContent);
    canvas.appendChild(picture);
    dialog.appendChild(header);
    dialog.appendChild(canvas);
    dialog.addEventListener("close", function () {
      dialog.remove();
      figure.querySelector('[data-act="large"]').focus({ preventScroll: true });
    });
    dialog.addEventListener("click", function (event) {
      if (event.target === dialog || event.target === close) {
        dialog.close();
      }
    });
    document.body.appendChild(dialog);
    dialog.showModal();
    enlarge(picture, canvas);
    close.focus();
  }

  /* A figure changed by the reader may not outgrow its box */

  function keepInRoom(figure) {
    var lines = all(figure, ".diagram-scroll text[data-room]");
    if (!lines.length || !window.MutationObserver) {
      return;
    }
    function fit(line) {
      line.removeAttribute("textLength");
      var natural = line.getComputedTextLength();
      var room = Number(line.getAttribute("data-room"));
      if (natural > room) {
        line.setAttribute("textLength", String(room));
      }
    }
    var observer = new MutationObserver(function (changes) {
      var touched = [];
      changes.forEach(function (change) {
        var node = change.target.nodeType === 1 ? change.target : change.target.parentNode;
        var line = node && node.closest("text[data-room]");
        if (line && touched.indexOf(line) < 0) {
          touched.push(line);
          fit(line);
        }
      });
    });
    lines.forEach(function (line) {
      observer.observe(line, { childList: true, characterData: true, subtree: true });
    });
  }

  function onClick(figure, event) {
    var button = event.target.closest("button[data-act]");
    if (button) {
      var act = button.getAttribute("data-act");
      if (act === "copy") copy(button);
      if (act === "large") openLarge(figure);
      if (act === "redraw") redraw(figure, button);
      if (act === "next") reveal(figure, hiddenBoxes(figure).slice(0, 1));
      if (act === "all") reveal(figure, hiddenBoxes(figure));
      return;
    }
    if (!event.target.closest(".dg")) {
      return;
    }
    if (figure.classList.contains("is-redrawn")) {
      var box = event.target.closest("[data-number]");
      if (box) reveal(figure, [box]);
    } else if (window.matchMedia("(min-width: 60em)").matches) {
      openLarge(figure);
    }
  }

  function start() {
    all(document, "figure.diagram:not(.is-live)").forEach(function (figure) {
      figure.classList.add("is-live");
      makeTabs(figure);
      keepInRoom(figure);
      figure.addEventListener("click", function (event) {
        onClick(figure, event);
      });
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
