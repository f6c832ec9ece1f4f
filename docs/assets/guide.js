/* What pages do beyond reading: the matrix sorts and filters. A classic script: it also runs from file://. */
(function () {
  "use strict";

  function cellText(row, index) {
    return row.cells[index].textContent.trim();
  }

  /* The number a text begins with, times its suffix or its unit of time, so that "23.1 k" sorts below "1 bn" and
     "10 min" below "1 h"; NaN without one. */
  var SCALE = { k: 1e3, M: 1e6, bn: 1e9, tn: 1e12, ms: 1e-3, min: 60, h: 3600, day: 86400, days: 86400 };
  function magnitude(text) {
    var match = /^[^\d]{0,3}([\d.,]+)\s*([A-Za-z]+)?/.exec(text);
    return match ? parseFloat(match[1].replace(/,/g, "")) * (SCALE[match[2]] || 1) : NaN;
  }

  function compare(a, b) {
    var x = magnitude(a), y = magnitude(b);
    if (isNaN(x) !== isNaN(y)) return isNaN(x) ? 1 : -1; /* words stand after numbers */
    if (!isNaN(x) && x !== y) return x - y;
    return a.localeCompare(b);
  }

  function sortBy(table, heading) {
    var body = table.tBodies[0];
    var index = heading.cellIndex;
    var ascending = heading.getAttribute("aria-sort") !== "ascending";
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) {
      cell.setAttribute("aria-sort", "none");
    });
    heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    Array.prototype.slice.call(body.rows)
      .sort(function (a, b) {
        return (ascending ? 1 : -1) * compare(cellText(a, index), cellText(b, index));
      })
      .forEach(function (row) { body.appendChild(row); });
  }

  function makeSortable(table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (heading) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "matrix-sort";
      while (heading.firstChild) button.appendChild(heading.firstChild);
      heading.appendChild(button);
      heading.setAttribute("aria-sort", "none");
      button.addEventListener("click", function () { sortBy(table, heading); });
    });
  }

  function makeFilterable(table) {
    var label = document.createElement("label");
    var input = document.createElement("input");
    var count = document.createElement("output");
    label.className = "matrix-filter";
    label.textContent = "Keep rows with ";
    input.type = "search";
    label.appendChild(input);
    label.appendChild(count);
    table.parentNode.parentNode.insertBefore(label, table.parentNode);
    function apply() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      var rows = Array.prototype.slice.call(table.tBodies[0].rows);
      var shown = rows.filter(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
        return !row.hidden;
      });
      count.textContent = words.length ? shown.length + " of " + rows.length : "";
    }
    input.addEventListener("input", apply);
  }

  Array.prototype.forEach.call(document.querySelectorAll("table[data-matrix]"), function (table) {
    makeSortable(table);
    makeFilterable(table);
  });
})();
