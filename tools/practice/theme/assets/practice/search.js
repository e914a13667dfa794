// The search page: reads ?q= from the address, asks the index beside the site, lists what it finds.

const PAGE = 20;
const [EXCERPT, BEFORE] = [32, 10];
const root = new URL("../../", import.meta.url);
const box = document.getElementById("page-q");
const list = document.getElementById("found-list");
const status = document.getElementById("found-count");
const more = document.getElementById("found-more");
const hints = document.getElementById("found-hints");
let latest = 0;
let pagefind;

async function index() {
  if (!pagefind) {
    pagefind = await import(new URL("pagefind/pagefind.js", root).href);
  }
  return pagefind;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// Some words around the first hit below the title (the title stands above it anyway), or the summary.
// The index holds its words as HTML; only their text is taken over.
function excerpt(found) {
  const paragraph = element("p", "card__summary");
  const words = found.content.split(/\s+/);
  const title = found.meta.title.split(/\s+/).length;
  const hits = new Set(found.locations.filter((place) => place >= title && place < words.length));
  if (!hits.size) {
    paragraph.textContent = found.meta.summary;
    return paragraph;
  }
  const start = Math.max(title, Math.min(...hits) - BEFORE);
  paragraph.append(start > title ? "… " : "");
  words.slice(start, start + EXCERPT).forEach((word, offset) => {
    const text = new DOMParser().parseFromString(word, "text/html").documentElement.textContent;
    paragraph.append(hits.has(start + offset) ? element("mark", "", text) : text, " ");
  });
  paragraph.append(start + EXCERPT < words.length ? "…" : "");
  return paragraph;
}

function card(found) {
  const { meta } = found;
  const item = element("li", "card");
  const title = element("h2", "card__title");
  const link = element("a", "", meta.title);
  link.href = new URL(found.raw_url.replace(/^\//, ""), root).href;
  title.append(link);
  const chips = element("p", "card__chips");
  chips.append(element("span", `chip outcome outcome--${meta["outcome-id"]}`, meta.outcome), " ", element("span", "chip", meta.evidence));
  item.append(title, element("p", "card__where", `${meta.where} · ${meta.when}`), excerpt(found), chips);
  return item;
}

function nothing(query) {
  status.textContent = `Nothing found for “${query}”.`;
  const advice = element("p", "", "Try fewer or other words, or a wider one. ");
  const link = element("a", "", "Browse every case study");
  link.href = new URL("browse/", root).href;
  advice.append(link, ".");
  more.replaceChildren(...advice.childNodes);
}

async function show(results, from) {
  const batch = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  return batch.map(card);
}

async function search(query) {
  const turn = ++latest;
  list.replaceChildren();
  more.replaceChildren();
  hints.hidden = Boolean(query);
  document.title = document.title.replace(/^.*?(Search - )/, query ? `${query} - $1` : "$1");
  if (!query) {
    status.textContent = "";
    return;
  }
  status.textContent = "Searching…";
  let results;
  try {
    ({ results } = await (await index()).search(query));
  } catch {
    status.textContent = "The search could not be loaded. You can browse every case study instead.";
    hints.hidden = false;
    return;
  }
  if (turn !== latest) return; // a newer search has started
  if (!results.length) return nothing(query);
  const cards = await show(results, 0);
  if (turn !== latest) return;
  list.append(...cards);
  status.textContent = `${results.length} case ${results.length === 1 ? "study" : "studies"} found for “${query}”.`;
  offerMore(results, PAGE);
}

function offerMore(results, from) {
  more.replaceChildren();
  if (from >= results.length) return;
  const button = element("button", "more", `Show ${Math.min(PAGE, results.length - from)} more`);
  button.type = "button";
  button.addEventListener("click", async () => {
    const cards = await show(results, from);
    list.append(...cards);
    cards[0].querySelector("a").focus();
    offerMore(results, from + PAGE);
  });
  more.append(button);
}

function fromAddress() {
  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  box.value = query;
  search(query);
}

box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  const query = box.value.trim();
  const address = new URL(location.href);
  address.search = query ? `?${new URLSearchParams({ q: query })}` : "";
  if (address.href !== location.href) history.pushState(null, "", address);
  search(query);
});
addEventListener("popstate", fromAddress);
fromAddress();
if (!box.value) box.focus();
