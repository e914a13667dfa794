// The draft, kept in this browser and nowhere else. Storage that is switched off or full is an answer, not an accident.

const keyOf = (id) => `practice.write:${location.pathname}:${id || "new"}`;

// {answers, saved} or null; `saved` is when.
export function loadDraft(id) {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(id)));
    return kept?.version === 1 ? kept : null;
  } catch {
    return null;
  }
}

// Whether it could be kept.
export function saveDraft(id, answers) {
  try {
    localStorage.setItem(keyOf(id), JSON.stringify({ version: 1, saved: new Date().toISOString(), answers }));
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
