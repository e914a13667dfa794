// One result: is it for us?

import { element } from "./elements.js";

const [EXCERPT, BEFORE] = [32, 10];

// Some words around the first hit below the title (the title stands above it anyway), or the summary.
// The index holds its words as HTML; only their text is taken over.
function excerpt(found, places) {
  const paragraph = element("p", "card__summary");
  const words = found.content.split(/\s+/);
  const title = found.meta.title.split(/\s+/).length;
  const last = words.length - Number(found.meta.names ?? 0); // then come names of terms and trusts, which are no sentence
  const hits = new Set([...places].filter((place) => place >= title && place < last));
  if (!hits.size) {
    paragraph.textContent = found.meta.summary;
    return paragraph;
  }
  const start = Math.max(title, Math.min(...hits) - BEFORE);
  const end = Math.min(start + EXCERPT, last);
  paragraph.append(start > title ? "… " : "");
  const part = new DOMParser().parseFromString(words.slice(start, end).join(" "), "text/html")
    .documentElement.textContent;
  part.split(" ").forEach((text, offset) => {
    paragraph.append(hits.has(start + offset) ? element("mark", "", text) : text, " ");
  });
  paragraph.append(end < last ? "…" : "");
  return paragraph;
}

// `found`: what the index holds of the study. `places`: numbers of the words that were hit. `compare`: the bar to tick it into.
export function resultCard(found, places, root, compare) {
  const { meta } = found;
  const item = element("li", "card");
  const title = element("h2", "card__title");
  const link = element("a", "", meta.title);
  const path = found.url.replace(/^\//, "");
  link.href = new URL(path, root).href;
  title.append(link);
  const chips = element("p", "card__chips");
  chips.append(
    element("span", `chip outcome outcome--${meta["outcome-id"]}`, meta.outcome),
    " ",
    element("span", "chip", meta.evidence),
  );
  item.append(
    title,
    element("p", "card__where", `${meta.where || "Place not reported"} · ${meta.when}`),
    excerpt(found, places),
  );
  if (meta.theme) item.append(element("p", "card__why", meta.theme));
  item.append(chips, compare.box(path.replace(/\/$/, "").split("/").pop(), meta.title));
  return item;
}
