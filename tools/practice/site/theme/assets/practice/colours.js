// The colours a reader chose, or those of their system, from the first moment. Material's script takes over later.

{
  /** @type {HTMLInputElement[]} */
  const boxes = Array.from(document.querySelectorAll("[name='__palette']"));
  /** @type {(box: HTMLInputElement) => boolean} */
  const fitting = (box) => matchMedia(box.dataset.mdColorMedia ?? "").matches;
  const kept = __md_get("__palette")?.color;
  // A choice that means "as the system has it" is looked up anew, as is everything on a first visit.
  const color =
    kept && kept.media !== "(prefers-color-scheme)" ? kept : boxes.find(fitting)?.dataset;
  for (const part of ["scheme", "primary", "accent"]) {
    const value = color?.[part] ?? color?.[`mdColor${part[0].toUpperCase()}${part.slice(1)}`];
    if (typeof value === "string") document.body.setAttribute(`data-md-color-${part}`, value);
  }
}
