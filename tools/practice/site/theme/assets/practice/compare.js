// The compare page: two to four studies side by side, each from its own small file.

import { byId, element, shown } from "./elements.js";

const MOST = 4;
const root = new URL("../../", import.meta.url);
const place = byId("compare");
const note = byId("compare-note");

// Roles are written out, since the table is shown as blocks on a narrow screen.
function part(name, role, className) {
  const made = element(name, className);
  made.setAttribute("role", role);
  return made;
}

function table(studies) {
  const made = part("table", "table", "side-by-side");
  made.append(element("caption", "sr-only", "The case studies side by side"));
  const head = part("thead", "rowgroup");
  const top = part("tr", "row");
  const corner = part("td", "cell");
  top.append(corner);
  const several = studies.length > 1;
  // On a narrow screen the studies stand below one another, and their numbers tell them apart.
  const numbered = (study) =>
    several ? `${studies.indexOf(study) + 1}. ${study.title}` : study.title;
  for (const study of studies) {
    const cell = part("th", "columnheader");
    cell.scope = "col";
    const link = element("a", "", numbered(study));
    link.href = new URL(study.address, root).href;
    cell.append(link);
    if (several) {
      const out = element("button", "link screen-only", "Take out");
      out.type = "button";
      out.append(element("span", "sr-only", ` “${study.title}”`));
      out.addEventListener("click", () => {
        history.pushState(null, "", addressOf(studies.filter((other) => other !== study)));
        show();
      });
      cell.append(out);
    }
    top.append(cell);
  }
  head.append(top);
  const body = part("tbody", "rowgroup");
  studies[0].rows.forEach(([name], row) => {
    const line = part("tr", "row");
    const header = part("th", "rowheader");
    header.scope = "row";
    header.textContent = name;
    line.append(header);
    if (several && studies.every((study) => !study.rows[row][1].length)) {
      const cell = part("td", "cell");
      cell.colSpan = studies.length;
      cell.append(element("span", "quiet", "not reported by any of them"));
      line.append(cell);
      body.append(line);
      return;
    }
    for (const study of studies) {
      const cell = part("td", "cell");
      const lines = study.rows[row][1];
      if (several) cell.append(element("span", "side-by-side__which", numbered(study)));
      if (!lines.length) cell.append(element("span", "quiet", "not reported"));
      for (const text of lines) cell.append(element("span", "line", text));
      line.append(cell);
    }
    body.append(line);
  });
  made.append(head, body);
  return made;
}

function addressOf(studies) {
  const params = new URLSearchParams();
  for (const { id } of studies) params.append("id", id);
  return `${location.pathname}?${params}`;
}

async function load(id) {
  if (!/^[\w-]+$/.test(id)) return null;
  try {
    const answer = await fetch(new URL(`assets/studies/${id}.json`, root));
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function show() {
  const ids = [...new Set(new URLSearchParams(location.search).getAll("id"))].filter(Boolean);
  const loaded = await Promise.all(ids.slice(0, MOST).map(load));
  const studies = loaded.filter(Boolean);
  const missing = ids.slice(0, MOST).filter((_, index) => !loaded[index]);
  const told = [];
  if (missing.length)
    told.push(
      `There is no case study ${missing.map((id) => `“${shown(id, 80)}”`).join(" or ")} here, so it was left out.`,
    );
  if (ids.length > MOST) told.push(`At most ${MOST} are compared; the first ${MOST} are shown.`);
  if (!studies.length)
    told.push("Nothing is chosen yet. Tick two to four results on the search page.");
  else
    told.push(
      studies.length === 1 ? "One case study." : `${studies.length} case studies, side by side.`,
    );
  note.textContent = told.join(" ");
  /** @type {Element} */ (document.querySelector("[data-address]")).textContent = location.href; // on paper, with what is compared
  place.replaceChildren(...(studies.length ? [table(studies)] : []));
}

addEventListener("popstate", show);
show();
