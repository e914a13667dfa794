// Tabs in prose: open the one that the address names, and those chosen by name before.

{
  const linked = "linked" in document.currentScript.dataset;
  const chosen = linked ? __md_get("__tabs") : null;
  for (const set of Array.isArray(chosen) ? document.querySelectorAll(".tabbed-set") : []) {
    const labels = [...set.querySelectorAll(":scope > .tabbed-labels > label")];
    const label = chosen.map((name) => labels.find((one) => one.innerText.trim() === name)).find(Boolean);
    if (label) document.getElementById(label.htmlFor).checked = true;
  }
  const named = document.getElementById(location.hash.slice(1));
  if (named?.name?.startsWith("__tabbed_")) named.checked = true;
}
