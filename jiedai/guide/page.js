(function () {
  "use strict";
  var MOST = 40, AROUND = 36;
  var form = document.getElementById("search"), field = document.getElementById("words");
  var told = document.getElementById("told"), list = document.getElementById("found");
  var units = [];

  // Full-width letters and digits, and capitals, are found as what they are.
  function plain(text) { return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim(); }

  function collect() {
    var under = "", topic = "";
    document.querySelectorAll("main h2, main h3, main h4, main p, main li, main tbody tr, main pre").forEach(function (node) {
      var text = node.textContent.replace(/\s+/g, " ").trim(), head = /^H/.test(node.tagName);
      if (!head && node.parentElement.closest("li, td")) return;
      if (node.tagName === "TR") text = [].map.call(node.cells, function (cell) { return cell.textContent.trim(); }).join(" · ");
      if (node.tagName === "H2") topic = under = text; else if (head) under = topic + " › " + text;
      units.push({ node: node, text: text, under: under, head: head, plain: plain(text), context: plain(under) });
    });
  }

  // Best first: headings, then rows and lines that begin with the words, then the others in the order of the page.
  function weight(unit, words) {
    if (unit.head) return 0;
    return unit.plain.indexOf(words[0]) === 0 ? 1 : 2;
  }

  function find(words) {
    return units.filter(function (unit) {
      return words.every(function (word) { return unit.plain.indexOf(word) >= 0 || unit.context.indexOf(word) >= 0; }) &&
        words.some(function (word) { return unit.plain.indexOf(word) >= 0; });
    }).map(function (unit, place) {
      return { unit: unit, key: weight(unit, words) * 1e6 + place };
    }).sort(function (one, other) { return one.key - other.key; }).map(function (hit) { return hit.unit; });
  }

  function excerpt(text, words) {
    var at = text.toLowerCase().indexOf(words[0]), from = Math.max(0, at - AROUND);
    return (from ? "…" : "") + text.slice(from, from + 4 * AROUND) + (text.length > from + 4 * AROUND ? "…" : "");
  }

  // Text alone goes into the page: nothing that is searched for can become a tag.
  function marked(into, text, words) {
    var lower = text.toLowerCase(), at = 0;
    while (at < text.length) {
      var next = -1, length = 0;
      words.forEach(function (word) {
        var place = lower.indexOf(word, at);
        if (place >= 0 && (next < 0 || place < next)) { next = place; length = word.length; }
      });
      if (next < 0) break;
      into.append(text.slice(at, next));
      var mark = document.createElement("mark");
      mark.textContent = text.slice(next, next + length);
      into.append(mark);
      at = next + length;
    }
    into.append(text.slice(at));
  }

  function entry(unit, words, number) {
    if (!unit.node.id) unit.node.id = "found-" + number;
    var item = document.createElement("li"), link = document.createElement("a"), name = document.createElement("b");
    link.href = "#" + unit.node.id;
    marked(name, unit.under, words);
    link.append(name);
    if (!unit.head) {
      var text = document.createElement("span");
      marked(text, excerpt(unit.text, words), words);
      link.append(text);
    }
    item.append(link);
    return item;
  }

  function say(name, count) {
    told.textContent = told.dataset[name].replace("{count}", count).replace("{shown}", MOST);
  }

  function show() {
    var words = plain(field.value).split(" ").filter(Boolean);
    list.replaceChildren();
    if (!words.length) { told.textContent = ""; return; }
    var hits = find(words);
    say(!hits.length ? "none" : hits.length > MOST ? "more" : "found", hits.length);
    hits.slice(0, MOST).forEach(function (unit) { list.append(entry(unit, words, units.indexOf(unit))); });
  }

  collect();
  form.hidden = false;
  field.addEventListener("input", show);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) first.click();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== field) { event.preventDefault(); field.focus(); }
    if (event.key === "Escape" && field.value) { field.value = ""; show(); field.focus(); }
  });
  var at = document.documentElement.dataset.at;
  if (at && !location.hash) location.replace("#" + at);
})();
