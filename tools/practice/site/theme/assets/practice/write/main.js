// The form on the site: what stands here is everything that its page runs.
import { button, byId, fill, make } from "../dom.js";
import { blank, readAnswers, titleWas } from "./answers.js";
import { check, pathFor } from "./checks.js";
import { correctedFile } from "./correction.js";
import { tidyDate } from "./dates.js";
import { clearDraft, loadDraft } from "./drafts.js";
import { openForm } from "./form.js";
import { LAST, mailAddress, newFileAddress } from "./last_step.js";
import { personalProblems } from "./personal.js";
import { findPersonal } from "./privacy.js";
import { compose, oneLine } from "./serializer.js";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function start(root) {
  const schema = globalThis.practiceForm;
  const [intro, title] = [byId("write-start"), byId("write-title")];
  const { site } = root.dataset;
  // A page that was saved while somebody corrected a case study still knows which, though its address does not.
  const id = new URLSearchParams(location.search).get("id") ?? root.dataset.correcting ?? "";
  const names = [...schema.steps.map((step) => `#${step.id}`), `#${LAST.id}`];
  let started = false;
  root.hidden = false;
  if (id) {
    root.dataset.correcting = id;
    title.textContent = "Suggest a correction";
  }
  loadStudies(root);

  const open = (answers, saved = "") => {
    started = true;
    intro.hidden = true;
    openForm({ root, schema, site, answers, id, saved, restart });
  };
  const restart = (words = "") => {
    if (names.includes(location.hash))
      history.replaceState(null, "", location.pathname + location.search);
    begin();
    if (words) root.prepend(make("p.banner", { role: "alert" }, words));
    title.focus();
  };
  const begin = () => {
    started = false;
    intro.hidden = false;
    const draft = loadDraft(id);
    const answers = draft && readAnswers(draft.answers, schema);
    const inside = names.includes(location.hash);
    if (answers && inside) {
      open(answers, draft.saved);
      return;
    }
    // There is no step of nothing.
    if (inside) history.replaceState(null, "", location.pathname + location.search);
    if (answers) offer(draft, answers);
    else if (id) correct();
    else
      fill(
        root,
        goOn("Start now", () => open(blank())),
      );
  };
  const offer = (draft, answers) => {
    const when = new Date(draft.saved).toLocaleString("en-GB", {
      dateStyle: "long",
      timeStyle: "short",
    });
    const named = id && titleWas(answers);
    const takeUp = () => {
      // Another tab may have written more, or cleared it.
      const now = loadDraft(id);
      if (now) open(readAnswers(now.answers, schema), now.saved);
      else begin();
    };
    const again = () => {
      if (!confirm("Start again without what you wrote? It cannot be brought back.")) return;
      clearDraft(id);
      if (id) correct();
      else open(blank());
    };
    const what = named
      ? ["There is a draft of your correction of “", make("strong", named), "” in this browser"]
      : ["There is a draft in this browser"];
    fill(
      root,
      make("p", ...what, `, last changed on ${when}.`),
      goOn("Go on with it", takeUp, button("link", "Start again", again)),
    );
  };
  const correct = async () => {
    fill(root);
    const saved = location.protocol === "file:";
    const study =
      ID.test(id) && !saved ? await fetchStudy(`${site}assets/written/${id}.json`) : null;
    const answers = study && readAnswers(study, schema);
    if (started) return; // another tab had a draft of it meanwhile
    if (!answers) {
      const words = saved ? savedAlone(root.dataset.named) : [GONE];
      const anew =
        !saved &&
        make("p.write__go", make("a.more", { href: location.pathname }, "Write a new one"));
      fill(root, make("p.banner", { role: "alert" }, ...words), anew);
      return;
    }
    root.dataset.named = study.fields.title;
    if (!study.fields.reviewed) answers.fields.reviewed = "";
    fill(
      root,
      make(
        "p",
        "You are correcting “",
        make("strong", study.fields.title),
        "”. Everything it says is in the form; change what is wrong, and leave the rest.",
      ),
      goOn("Start now", () => open(answers)),
    );
  };
  title.tabIndex = -1;
  // The browser's buttons lead back into a step; the form that is open follows them itself.
  for (const event of ["hashchange", "popstate"])
    addEventListener(event, () => !started && names.includes(location.hash) && begin());
  begin();
}

const goOn = (words, act, ...others) => make("p.write__go", button("more", words, act), others);

const GONE =
  "That case study could not be opened here. You can write a new one, or tell the editors what is wrong with the page.";

const savedAlone = (named) => [
  "This is a saved copy of the form for a correction",
  ...(named ? [" of “", make("strong", named), "”"] : []),
  ". A correction needs the site: open the case study there, and follow “Suggest a correction”.",
];

async function fetchStudy(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // a page saved to disk has no others beside it
  }
}

// What other case studies there are is needed for few checks, and may be large: it comes after everything else.
function loadStudies(root) {
  if (globalThis.practiceStudies || document.querySelector("script[data-studies]")) return;
  root.after(
    make("script", {
      src: `${root.dataset.site}assets/practice/write-studies.js`,
      "data-studies": true,
    }),
  );
}

// For the tests, and for anybody who wants to try the rules in the console.
globalThis.practiceWrite = {
  compose,
  correctedFile,
  oneLine,
  check,
  pathFor,
  personalProblems,
  findPersonal,
  tidyDate,
  mailAddress,
  newFileAddress,
  readAnswers,
};

const place = byId("write");
if (place && globalThis.practiceForm) start(place);
