// The draft, kept in this browser and nowhere else. Storage that is switched off or full is an answer, not an accident.

const DRAFTS = `practice.write:${location.pathname}:`;
const keyOf = (id) => DRAFTS + (id || "new");

// {answers, saved} or null; `saved` is when.
export function loadDraft(id) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(id)) ?? "null");
    return kept?.version === 1 ? kept : null;
  } catch {
    return null;
  }
}

// When it was kept, or "" where it could not be.
function saveDraft(id, answers) {
  const saved = new Date().toISOString();
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ version: 1, saved, answers }));
    return saved;
  } catch {
    return "";
  }
}

// Whether drafts can be kept at all, found out before there is anything to lose.
function canKeep() {
  const probe = `practice.write:${location.pathname}?`;
  try {
    localStorage.setItem(probe, "x");
    localStorage.removeItem(probe);
    return true;
  } catch {
    return false;
  }
}

export function clearDraft(id) {
  try {
    localStorage.removeItem(keyOf(id));
  } catch {
    // Then there is none.
  }
}

// All of them, those of corrections too: whoever clears a shared computer leaves nothing behind.
export function clearDrafts() {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith(DRAFTS))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // Then there are none.
  }
}

// Several tabs may have the same draft open. None may write over what another one kept, or bring back what another one cleared:
// what another tab did ends the work on it here.

// `mark` is when the draft that is open here was kept, or "" where there is none. `elsewhere` is told once that another tab
// has kept newer work, or cleared it (then there is no draft left).
export function sharedDraft(id, mark, elsewhere) {
  const ears = new AbortController();
  const self = {
    able: canKeep(),
    // Whether what is here is kept now.
    save(answers) {
      if (!look()) return false;
      const saved = saveDraft(id, answers);
      self.able = saved !== "";
      mark = saved || mark;
      return self.able;
    },
    close: () => ears.abort(),
  };

  // Whether the draft in the browser is still the one that this tab knows.
  function look() {
    if (ears.signal.aborted) return false;
    const kept = loadDraft(id);
    if ((kept?.saved ?? "") === mark) return true;
    self.close();
    elsewhere(kept);
    return false;
  }

  addEventListener("storage", look, { signal: ears.signal });
  addEventListener("pageshow", look, { signal: ears.signal }); // a page that comes back as it was has heard nothing
  return self;
}
