// The compare page: two to four studies side by side, each from its own small file.

import { button, byId, make, shown } from "./dom.js";

const MOST = 4;
const root = new URL("../../", import.meta.url);
const place = byId("compare");
const note = byId("compare-note");

// Roles are written out, since the table is shown as blocks on a narrow screen.
function table(studies) {
  const several = studies.length > 1;
  // On a narrow screen the studies stand below one another, and their numbers tell them apart.
  const numbered = (study) =>
    several ? `${studies.indexOf(study) + 1}. ${study.title}` : study.title;
  const takeOut = (study) => {
    history.pushState(null, "", addressOf(studies.filter((other) => other !== study)));
    show();
  };
  const headings = studies.map((study) =>
    make(
      "th",
      { role: "columnheader", scope: "col" },
      make("a", { href: new URL(study.address, root).href }, numbered(study)),
      several &&
        button("link.screen-only", ["Take out", make("span.sr-only", ` “${study.title}”`)], () =>
          takeOut(study),
        ),
    ),
  );
  const cell = (study, row) => {
    const lines = study.rows[row][1];
    return make(
      "td",
      { role: "cell" },
      several && make("span.side-by-side__which", numbered(study)),
      lines.length ? lines.map((text) => make("span.line", text)) : quiet("not reported"),
    );
  };
  const none = () =>
    make("td", { role: "cell", colspan: studies.length }, quiet("not reported by any of them"));
  const line = ([name], row) =>
    make(
      "tr",
      { role: "row" },
      make("th", { role: "rowheader", scope: "row" }, name),
      several && studies.every((study) => !study.rows[row][1].length)
        ? none()
        : studies.map((study) => cell(study, row)),
    );
  return make(
    "table.side-by-side",
    { role: "table" },
    make("caption.sr-only", "The case studies side by side"),
    make(
      "thead",
      { role: "rowgroup" },
      make("tr", { role: "row" }, make("td", { role: "cell" }), headings),
    ),
    make("tbody", { role: "rowgroup" }, studies[0].rows.map(line)),
  );
}

const quiet = (words) => make("span.quiet", words);

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
