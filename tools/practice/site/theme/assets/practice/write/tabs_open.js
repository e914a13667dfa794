// Several tabs may have the same draft open. None may write over what another one kept, or bring back what another one cleared.
import { canKeep, loadDraft, saveDraft } from "./keeping.js";

/** @type {[string, EventTarget][]} */
const OCCASIONS = [
  ["storage", globalThis],
  ["pageshow", globalThis], // a page that comes back as it was has heard nothing meanwhile
  ["visibilitychange", document],
];

// `mark` is when the draft that is open here was kept, or "" where there is none.
// `newer` is told of a draft that another tab has kept since, `cleared` that it is gone.
export function sharedDraft(id, mark, { newer, cleared }) {
  const ears = new AbortController();
  let told = "";
  const self = {
    able: canKeep(),
    get elsewhere() {
      return told !== "";
    },
    // Whether what is here is kept now.
    save(answers) {
      if (!look()) return false;
      const saved = saveDraft(id, answers);
      self.able = saved !== "";
      mark = saved || mark;
      return self.able;
    },
    // What is here counts, whatever the other tab has.
    insist() {
      mark = told;
      told = "";
    },
    close: () => ears.abort(),
  };

  // Whether the draft in the browser is the one that this tab knows.
  function look() {
    if (ears.signal.aborted) return false;
    const kept = loadDraft(id);
    const saved = kept?.saved ?? "";
    if (saved === mark) return told === "";
    if (!kept) cleared();
    else if (saved !== told) {
      told = saved;
      newer(kept);
    }
    return false;
  }

  for (const [event, place] of OCCASIONS)
    place.addEventListener(event, look, { signal: ears.signal });
  return self;
}
