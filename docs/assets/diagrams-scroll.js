/* Diagrams wider than the page: they open at their first box, fade where they go on, and can be scrolled by keyboard. */
(function () {
  "use strict";

  function firstBox(picture) {
    var boxes = Array.prototype.slice.call(picture.querySelectorAll(".dg-node"));
    return boxes.reduce(function (first, box) {
      var earlier = Number(box.getAttribute("data-number")) < Number(first.getAttribute("data-number"));
      return earlier ? box : first;
    }, boxes[0]);
  }

  function bringIn(scroller, box) {
    var frame = scroller.getBoundingClientRect();
    var place = box.getBoundingClientRect();
    scroller.scrollLeft += place.left + place.width / 2 - (frame.left + frame.width / 2);
  }

  function describe(scroller, label, hint) {
    var wide = scroller.scrollWidth > scroller.clientWidth + 1;
    var left = scroller.scrollLeft > 1;
    var right = scroller.scrollLeft + scroller.clientWidth < scroller.scrollWidth - 1;
    scroller.classList.toggle("goes-on-left", wide && left);
    scroller.classList.toggle("goes-on-right", wide && right);
    scroller.setAttribute("aria-label", wide ? label + ", scrolls sideways" : label);
    hint.hidden = !wide;
    if (wide) {
      scroller.tabIndex = 0;
    } else {
      scroller.removeAttribute("tabindex");
    }
    return wide;
  }

  function watch(scroller) {
    var label = scroller.getAttribute("aria-label");
    var hint = document.createElement("p");
    var placed = false;
    hint.className = "diagram-hint";
    hint.textContent = "\u2190 wider than the page: scroll sideways \u2192";
    hint.setAttribute("aria-hidden", "true");
    scroller.parentNode.insertBefore(hint, scroller.nextSibling);
    function update() {
      if (!scroller.clientWidth) {
        return;
      }
      if (describe(scroller, label, hint) && !placed) {
        placed = true;
        bringIn(scroller, firstBox(scroller));
        describe(scroller, label, hint);
      }
    }
    scroller.addEventListener("scroll", update, { passive: true });
    update();
    if (window.ResizeObserver) {
      new ResizeObserver(update).observe(scroller);
    }
  }

  function start() {
    Array.prototype.forEach.call(document.querySelectorAll(".diagram-scroll"), watch);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
