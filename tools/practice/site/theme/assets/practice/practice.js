// Small helps on every page; nothing here is needed to read one.

// The address on paper: the builder knows it only when the site's address is set.
for (const place of document.querySelectorAll("[data-address]")) {
  if (!place.textContent.trim()) place.textContent = location.origin + location.pathname;
}
for (const place of document.querySelectorAll("[data-today]")) {
  place.textContent = new Date().toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

// Material puts wide tables of prose pages into boxes that scroll; a keyboard must be able to scroll them too.
addEventListener("load", () => {
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = document.querySelectorAll(".md-typeset__scrollwrap");
  for (const box of boxes) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    const heading = [...document.querySelectorAll("h1, h2, h3")].findLast(
      (title) => title.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING,
    );
    box.setAttribute("aria-label", `Table: ${heading?.firstChild?.textContent ?? document.title}`);
  }
});
