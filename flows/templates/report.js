"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = (table) => table.rows.map((row) => Object.fromEntries(table.names.map((name, i) => [name, row[i]])));
  const grouped = (list) => { const groups = new Map(); for (const row of list) { if (!groups.has(row.plant_id)) groups.set(row.plant_id, []); groups.get(row.plant_id).push(row); } return groups; };
  const versions = grouped(rows(data.versions)), output = grouped(rows(data.output));
  const at = (id) => document.getElementById(id);
  if (!at("plant-list")) return;
  const node = (name, text, attributes = {}) => { const made = document.createElement(name); made.textContent = text ?? ""; for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value); return made; };
  const buttons = () => [...at("plant-list").querySelectorAll("button")], narrow = matchMedia("(max-width: 46rem)");
  const number = (value) => value.toLocaleString("en");
  const year = (start, end) => !start ? "" : start.endsWith("-01-01") && end && end.endsWith("-12-31") && start.slice(0, 4) === end.slice(0, 4) ? start.slice(0, 4) : `${start} – ${end}`;
  const value = (v) => v.kind === "start" ? (v.start_from === v.start_to ? v.start_from || "undated" : `${v.start_from} – ${v.start_to}`)
    : v.low === null ? `up to ${number(v.high)}` : v.high === null ? `at least ${number(v.low)}` : v.low === v.high ? number(v.low) : `${number(v.low)} – ${number(v.high)}`;
  const seriesName = (v) => [v.kind, v.scope === "all" ? "" : v.scope, year(v.period_start, v.period_end), v.unit && v.unit !== "vehicles" ? v.unit : "", v.per ? `a ${v.per}` : ""].filter(Boolean).join(" · ");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function list() {
    const text = at("filter-plant").value.trim().toLowerCase(), country = at("filter-country").value, changed = at("filter-changed").checked;
    const shown = data.plants.filter((p) => (!text || p.plant.toLowerCase().includes(text) || p.plant_id.toLowerCase().includes(text)) && (!country || p.country === country) && (!changed || p.changes));
    at("plant-list").replaceChildren(...shown.map((p) => {
      const item = node("li"), button = node("button", "", { type: "button", "data-plant": p.plant_id });
      button.append(node("span", p.plant), node("span", p.changes ? `${p.changes} changed` : "", { class: "count" }));
      button.addEventListener("click", () => { choose(p.plant_id); history.replaceState(null, "", `#plant-${encodeURIComponent(p.plant_id)}`); if (narrow.matches) at("plant").scrollIntoView(); });
      item.append(button);
      return item;
    }));
    if (!shown.length) at("plant-list").append(node("li", "no plant matches", { class: "none" }));
    mark();
    at("filter-count").textContent = `${shown.length} of ${data.plants.length}`;
  }

  // one stop of the Tab key for the whole list; arrow keys move in it
  function mark() {
    const all = buttons(), stop = all.find((b) => b.dataset.plant === chosen) || all[0];
    for (const button of all) { button.setAttribute("aria-pressed", String(button.dataset.plant === chosen)); button.tabIndex = button === stop ? 0 : -1; }
  }
  function move(event) {
    const all = buttons(), here = all.indexOf(document.activeElement), to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (here < 0 || to === undefined || !all[to]) return;
    event.preventDefault();
    all[to].focus();
  }

  let chosen = null;
  function choose(id) {
    const plant = data.plants.find((p) => p.plant_id === id);
    if (!plant) return;
    chosen = id;
    mark();
    at("plant-name").textContent = plant.plant;
    at("plant-place").textContent = [plant.place && plant.place[0].toUpperCase() + plant.place.slice(1), plant.country, plant.main_product].filter(Boolean).join(", ");
    const mine = versions.get(id) || [], names = [...new Set(mine.filter((v) => v.kind === "target").map(seriesName))];
    at("series").replaceChildren(...names.map((name) => node("option", name)));
    at("series-label").hidden = at("figure").hidden = !names.length;
    at("plant-said").textContent = `${plant.plant}: ${mine.length} ${mine.length === 1 ? "version" : "versions"}`;
    const busiest = names.reduce((best, name) => mine.filter((v) => seriesName(v) === name).length >= mine.filter((v) => seriesName(v) === best).length ? name : best, names[0]);
    if (names.length) { at("series").value = busiest; draw(); }
    at("versions").tBodies[0].replaceChildren(...mine.map(versionRow));
  }

  function versionRow(v) {
    const row = node("tr"), words = node("td", "", { class: "words" });
    words.append(node("q", v.quote));
    if (/^https?:/i.test(v.url || "")) words.append(" ", node("a", "source", { href: v.url, rel: "noopener noreferrer nofollow" }));
    if (v.speaker) words.append(` — ${v.speaker}`);
    row.append(node("td", v.stated_at, { class: "day" }), node("td", `${seriesName(v)}, version ${v.version}${v.status ? `, ${v.status}` : ""}`, { "data-label": "What" }), node("td", value(v), { class: "value", "data-label": "Value" }), node("td", v.cause, { "data-label": "Cause" }), words);
    return row;
  }

  function draw() {
    const name = at("series").value, mine = (versions.get(chosen) || []).filter((v) => v.kind === "target" && seriesName(v) === name);
    if (!mine.length) return;
    const first = mine[0], made = (output.get(chosen) || []).filter((o) => o.unit === first.unit && o.scope === first.scope && o.period_start === first.period_start);
    const end = mine.at(-1).period_end && mine.at(-1).period_end > mine.at(-1).stated_at ? mine.at(-1).period_end : mine.at(-1).stated_at;
    const steps = [...mine, { ...mine.at(-1), stated_at: end }], x = steps.map((v) => v.stated_at), ink = colour("--ink"), accent = colour("--accent");
    const line = { color: accent, width: 2, shape: "hv" };
    const traces = [
      { x, y: steps.map((v) => v.low ?? v.high), mode: "lines", line, name: "stated, low end", hoverinfo: "x+y" },
      { x, y: steps.map((v) => v.high ?? v.low), mode: "lines", line, fill: "tonexty", name: "stated, high end", hoverinfo: "x+y" },
      { x: mine.map((v) => v.stated_at), y: mine.map((v) => v.high ?? v.low), mode: "markers", marker: { color: accent, size: 8 }, name: "a version", text: mine.map(value), hoverinfo: "x+text" },
      { x: made.map((o) => o.period_end), y: made.map((o) => o.low ?? o.high), mode: "markers", marker: { color: colour("--output"), size: 11, symbol: "diamond" }, name: "output", hoverinfo: "x+y" },
    ];
    const axis = { gridcolor: colour("--line"), linecolor: colour("--line"), zerolinecolor: colour("--line") };
    Plotly.react(at("chart"), traces, { margin: { l: 70, r: 16, t: 16, b: 40 }, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { color: ink, family: "system-ui, sans-serif" }, showlegend: false, xaxis: { ...axis, type: "date" }, yaxis: { ...axis, rangemode: "tozero", separatethousands: true, title: { text: first.unit || "" } } }, { displayModeBar: false, responsive: true });
    at("chart").setAttribute("aria-label", `${at("plant-name").textContent}, ${name}: ${mine.map((v) => `${value(v)} said ${v.stated_at}`).join("; ")}`);
  }

  at("filter-plant").addEventListener("input", list);
  at("filter-country").addEventListener("change", list);
  at("filter-changed").addEventListener("change", list);
  at("series").addEventListener("change", draw);
  at("plant-list").addEventListener("keydown", move);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  const linked = () => { if (!location.hash.startsWith("#plant-")) return false; choose(decodeURIComponent(location.hash.slice(7))); return chosen !== null; };
  const follow = () => { if (linked()) { at("plant").scrollIntoView(); at("plant-name").focus({ preventScroll: true }); } };
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => { if (event.target.closest?.('a[href^="#plant-"]')?.hash === location.hash) follow(); });
  list();
  if (!linked() && data.plants.length) choose((data.plants.find((p) => p.changes) || data.plants[0]).plant_id);
})();
