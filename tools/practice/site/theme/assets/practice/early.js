// Read before the page is drawn.

// What is meant for readers without scripts never shows to others.
document.documentElement.classList.replace("no-js", "js");

// Under these names Material's own script looks for what it keeps for a reader, such as the colours. A site keeps it
// apart from others on the same host by its address.
const scope = document.currentScript?.dataset.scope ?? "";
const site = new URL(scope.replace(/\/*$/, "/"), location.href);
globalThis.__md_scope = site;
globalThis.__md_hash = (text) =>
  [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
globalThis.__md_get = (name, store, scope = site) => {
  try {
    return JSON.parse((store ?? localStorage).getItem(`${scope.pathname}.${name}`) ?? "null");
  } catch {
    return null; // storage that is switched off, or holds something else, keeps nothing
  }
};
globalThis.__md_set = (name, value, store, scope = site) => {
  try {
    (store ?? localStorage).setItem(`${scope.pathname}.${name}`, JSON.stringify(value));
  } catch {
    // Then it lasts as long as the page.
  }
};
