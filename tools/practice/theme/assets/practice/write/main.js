// The form on the site: what stands here is everything that its page runs.
import { compose, oneLine } from "../compose.js";
import { check, pathFor, readCollection } from "./checking.js";
import { tidyDate } from "./dates.js";
import { make } from "./dom.js";
import { openForm } from "./form.js";
import { mailAddress, newFileAddress } from "./handing.js";
import { loadDraft } from "./keeping.js";
import { countedWords, nearDuplicates } from "./likeness.js";
import { personalProblems } from "./personal.js";
import { advise } from "./plain_words.js";
import { findPersonal } from "./privacy.js";
import { correctedFile } from "./splicing.js";
import { blank, readAnswers } from "./state.js";

const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

function start(root) {
  const schema = globalThis.practiceForm;
  const intro = document.getElementById("write-start");
  const title = document.getElementById("write-title");
  const { site } = root.dataset;
  const id = new URLSearchParams(location.search).get("id") ?? "";
  root.hidden = false;
  loadStudies(root);

  const open = (answers) => {
    intro.hidden = true;
    openForm({ root, schema, site, answers, id, restart });
  };
  const restart = () => {
    history.replaceState(null, "", location.pathname + location.search);
    intro.hidden = false;
    begin();
    title.focus();
  };
  const begin = () => {
    const draft = loadDraft(id);
    const answers = draft && readAnswers(draft.answers, schema);
    if (answers && location.hash.length > 1) open(answers);
    else if (answers) offer(draft, answers);
    else if (id) correct();
    else root.replaceChildren(make("p.write__go", {}, make("button.more", { type: "button", on: { click: () => open(blank()) } }, "Start now")));
  };
  const offer = (draft, answers) => {
    const when = new Date(draft.saved).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    const again = () => (id ? correct() : open(blank()));
    root.replaceChildren(
      make("p", {}, `There is a draft in this browser, last changed on ${when}.`),
      make("p.write__go", {}, make("button.more", { type: "button", on: { click: () => open(answers) } }, "Go on with it"), make("button.link", { type: "button", on: { click: again } }, "Start again")),
    );
  };
  const correct = async () => {
    const study = ID.test(id) ? await fetchStudy(`${site}assets/written/${id}.json`) : null;
    const answers = study && readAnswers(study, schema);
    if (!answers) {
      const words = "That case study could not be opened here. You can write a new one, or tell the editors what is wrong with the page.";
      root.replaceChildren(make("p.banner", { role: "alert" }, words), make("p.write__go", {}, make("a.more", { href: location.pathname }, "Write a new one")));
      return;
    }
    if (!study.fields.reviewed) answers.fields.reviewed = "";
    title.textContent = "Suggest a correction";
    root.replaceChildren(
      make("p", {}, "You are correcting “", make("strong", {}, study.fields.title), "”. Everything it says is in the form; change what is wrong, and leave the rest."),
      make("p.write__go", {}, make("button.more", { type: "button", on: { click: () => open(answers) } }, "Start now")),
    );
  };
  title.tabIndex = -1;
  begin();
}

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
  root.after(make("script", { src: `${root.dataset.site}assets/practice/write-studies.js`, "data-studies": true }));
}

// For the tests, and for anybody who wants to try the rules in the console.
globalThis.practiceWrite = { compose, correctedFile, oneLine, check, pathFor, readCollection, personalProblems, advise, nearDuplicates, countedWords, findPersonal, tidyDate, mailAddress, newFileAddress, readAnswers };

const place = document.getElementById("write");
if (place && globalThis.practiceForm) start(place);
