// Tabs in prose: open the one that the address names, and those chosen by name before.

{
  const linked = document.currentScript?.dataset.linked !== undefined;
  const chosen = linked ? __md_get("__tabs") : null;
  for (const set of Array.isArray(chosen) ? document.querySelectorAll(".tabbed-set") : []) {
    /** @type {HTMLLabelElement[]} */
    const labels = Array.from(set.querySelectorAll(":scope > .tabbed-labels > label"));
    const label = chosen
      .map((name) => labels.find((one) => one.textContent.trim() === name))
      .find(Boolean);
    if (label?.control) /** @type {HTMLInputElement} */ (label.control).checked = true;
  }
  const named = /** @type {HTMLInputElement | null} */ (
    document.getElementById(location.hash.slice(1))
  );
  if (named?.name?.startsWith("__tabbed_")) named.checked = true;
}
