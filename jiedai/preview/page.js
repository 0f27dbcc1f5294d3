"use strict";
// Shows what /state says, and asks /changed, which answers as soon as there is something new. All text goes in as text.
const by = (id) => document.getElementById(id);
const words = document.body.dataset;
let known = null;

function made(name, text, className) {
  const node = document.createElement(name);
  if (text) node.textContent = text;
  if (className) node.className = className;
  return node;
}

function finding(one) {
  const item = made("li", "", one.level);
  const head = made("p");
  head.append(made("span", one.level_text, "level"), ` ${one.code} ${one.title} · `);
  const place = `${one.file}:${one.line}:${one.column}`;
  if (one.link) {
    const link = made("a", place);
    link.href = one.link;
    link.title = words.open;
    head.append(link);
  } else {
    head.append(place);
  }
  item.append(head, made("p", one.message));
  if (one.excerpt) item.append(made("code", one.excerpt));
  if (one.hint) item.append(made("p", `${words.hint} ${one.hint}`));
  if (one.source) item.append(made("p", `${words.source} ${one.source}`, "faint"));
  return item;
}

function choices(select, entries) {
  const before = select.value;
  select.replaceChildren(...entries.map((one) => {
    const option = made("option", one.title);
    option.value = one.id;
    return option;
  }));
  if (entries.some((one) => one.id === before)) select.value = before;
}

function papers() {
  const reader = known.readers.find((one) => one.id === by("reader").value);
  choices(by("paper"), reader ? reader.papers : []);
  sheet();
}

function sheet() {
  const id = by("paper").value;
  const frame = by("sheet");
  by("pdf").hidden = frame.hidden = !id;
  if (!id) return;
  const page = frame.contentWindow;
  const same = frame.dataset.paper === id;
  const top = same && page ? page.scrollY : 0;
  frame.dataset.paper = id;
  frame.onload = () => frame.contentWindow.scrollTo(0, top);
  // A new address, so that Back never leads through every save.
  if (page) page.location.replace(`/paper/${encodeURIComponent(id)}.html?epoch=${known.epoch}`);
  by("pdf").href = `/paper/${encodeURIComponent(id)}.pdf?epoch=${known.epoch}`;
}

function drawing(one) {
  const figure = made("figure");
  const image = made("img");
  image.src = `/picture/${encodeURIComponent(one.id)}.svg?epoch=${known.epoch}`;
  image.alt = one.alt;
  figure.append(made("figcaption", one.title), image);
  return figure;
}

function show(state) {
  known = state;
  document.title = `${state.summary} · ${state.title}`;
  by("title").textContent = state.title;
  by("summary").textContent = state.summary;
  by("problem").textContent = state.problem;
  by("problem").hidden = !state.problem;
  by("stale").hidden = !(state.stale && state.readers.length);
  by("draft").hidden = !state.draft || state.stale;
  document.body.classList.toggle("stale", state.stale);
  const list = state.findings.map(finding);
  by("list").replaceChildren(...(list.length || state.problem ? list : [made("li", words.none)]));
  choices(by("reader"), state.readers);
  papers();
  by("charts").hidden = !state.charts.length;
  by("drawings").replaceChildren(...state.charts.map(drawing));
  document.body.dataset.epoch = state.epoch;
}

async function asked(path) {
  const answer = await fetch(path, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function follow() {
  for (;;) {
    try {
      const { epoch } = await asked(`/changed?since=${known ? known.epoch : 0}`);
      if (!known || epoch !== known.epoch) show(await asked("/state"));
      by("gone").hidden = true;
    } catch {
      by("gone").hidden = false;
      await new Promise((later) => setTimeout(later, 1000));
    }
  }
}

by("reader").addEventListener("change", papers);
by("paper").addEventListener("change", sheet);
follow();
