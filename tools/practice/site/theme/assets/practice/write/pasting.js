// What is pasted into a question, in the form that the question takes.
import { markdownOf } from "./from_html.js";
import { entriesOfText, markdownOfText } from "./from_text.js";

const LONGEST_HTML = 2_000_000; // letters: more than any report; the plain text is taken instead

const READERS = {
  text: (data) =>
    (data.html.length <= LONGEST_HTML && markdownOf(data.html)) || markdownOfText(data.text),
  entries: (data) => entriesOfText(data.text),
  line: (data) => (/[\r\n]/.test(data.text) ? data.text.trim().replace(/\s+/g, " ") : ""),
};

// `kind` is "text" for Markdown, "entries" for one entry a line, "line" for a single line.
export function readPastes(box, kind) {
  box.addEventListener("paste", (event) => {
    const data = {
      text: event.clipboardData?.getData("text/plain") ?? "",
      html: event.clipboardData?.getData("text/html") ?? "",
    };
    const text = READERS[kind](data);
    if (!text || text === data.text.trim()) return; // the browser does that itself
    event.preventDefault();
    insert(box, kind === "text" ? apart(box, text) : text);
  });
}

// What has several paragraphs begins and ends with an empty line, unless the box begins or ends there.
function apart(box, text) {
  if (!text.includes("\n")) return text;
  const [before, after] = [
    box.value.slice(0, box.selectionStart),
    box.value.slice(box.selectionEnd),
  ];
  return `${before.trim() ? emptyLines(before.match(/\n*$/)?.[0] ?? "") : ""}${text}${after.trim() ? emptyLines(after.match(/^\n*/)?.[0] ?? "") : ""}`;
}

const emptyLines = (ends) => "\n".repeat(Math.max(0, 2 - ends.length));

// As if it were typed, so that the browser's "undo" brings back what was there.
function insert(box, text) {
  box.focus();
  apartFromTyping(box);
  if (document.execCommand("insertText", false, text)) {
    apartFromTyping(box);
    return;
  }
  box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

// A caret that was elsewhere ends what "undo" takes for one piece of typing.
function apartFromTyping(box) {
  const { selectionStart, selectionEnd } = box;
  box.setSelectionRange(
    selectionStart ? 0 : box.value.length,
    selectionStart ? 0 : box.value.length,
  );
  box.setSelectionRange(selectionStart, selectionEnd);
}
