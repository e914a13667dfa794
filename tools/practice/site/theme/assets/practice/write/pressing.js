// While a button of the mouse is down nothing may move: a click needs press and release on the same place. What changes
// the page when a question is left waits for the release, or the press that left the question would be lost.

const waiting = [];
let pressed = false;

// Do it now, or after the click that is on its way.
export function afterPress(act) {
  if (pressed) waiting.push(act);
  else act();
}

const press = () => {
  pressed = true;
};

// The click comes in the same go as the release, before anything that has waited.
const release = () =>
  setTimeout(() => {
    pressed = false;
    for (const act of waiting.splice(0)) act();
  });

// A finger's press becomes one of a mouse only when it is over, so both are heard.
for (const name of ["pointerdown", "mousedown"]) addEventListener(name, press, true);
for (const name of ["pointerup", "pointercancel", "mouseup", "dragend"])
  addEventListener(name, release, true);
