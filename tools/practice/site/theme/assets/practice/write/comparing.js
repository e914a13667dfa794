// Compare a case study with all the others before it is handed over. Their words may be many, so they come only now.
import { idOf, make } from "./dom.js";
import { nearDuplicates } from "./likeness.js";

const ALONE = "It could not be compared with the other case studies from here. The editors will do that.";
const TOO_MANY = "There are too many case studies here to compare it with all of them in a browser. The editors will do that.";

let asked = null;

// A place that fills once the words are there; it stays empty where nothing is much the same.
export function comparison(given, path, { schema, site, titleOf, go }) {
  const place = make("div.write__alike", { role: "status" });
  asked ??= loadWords(`${site}assets/practice/write-words.js`);
  asked.then((data) => {
    if (!data) asked = null; // the network may be back the next time
    place.replaceChildren(...[told(data)].filter(Boolean));
  });
  const told = (data) => {
    if (!data?.studies) return make("p.quiet", {}, data ? TOO_MANY : ALONE);
    const found = nearDuplicates(given, path, schema, data);
    return found.length ? alike(found, { site, ...titleOf(["related"]), go }) : null;
  };
  return place;
}

// As a script, since a page saved to disk may fetch nothing; there it is missing, unless it was saved too.
function loadWords(address) {
  if (globalThis.practiceWords) return Promise.resolve(globalThis.practiceWords);
  return new Promise((resolve) => {
    const script = make("script", { src: address });
    const done = () => {
      if (!globalThis.practiceWords) script.remove();
      resolve(globalThis.practiceWords);
    };
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    document.getElementById("write").after(script);
  });
}

function alike(found, { site, step, title, go }) {
  const words = "Opens in a new tab. To add to it, follow “Suggest a correction” there.";
  const page = ({ id, message }) => make("li", {}, make("a", { href: `${site}case-studies/${id}/`, target: "_blank", rel: "noopener" }, message), make("span.error-summary__where", {}, words));
  const question = make("a", { href: `#${idOf(["related"])}`, on: { click: (event) => { event.preventDefault(); go(step, ["related"]); } } }, title);
  const where = title && ["In this form that is “", question, "”."];
  return make("div.error-summary.error-summary--mild", {}, make("h3", {}, "Perhaps it is here already"), make("ul", {}, found.map(page)), make("p", {}, `${found[0].hint} `, where));
}
