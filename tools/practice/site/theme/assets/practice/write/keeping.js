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
export function saveDraft(id, answers) {
  const saved = new Date().toISOString();
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ version: 1, saved, answers }));
    return saved;
  } catch {
    return "";
  }
}

// Whether drafts can be kept at all, found out before there is anything to lose.
export function canKeep() {
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
