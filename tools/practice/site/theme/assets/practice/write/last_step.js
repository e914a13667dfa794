// The last step: what is wrong, how to hand it over, and what was written.
import { button, fill, make } from "../dom.js";
import { idOf, titleWas } from "./answers.js";
import { described, shell } from "./controls.js";
import { correctedFile } from "./correction.js";
import { preview } from "./preview.js";
import { lostRemarks, summary } from "./problems.js";
import { isEmpty } from "./serializer.js";

const LONGEST_MAIL = 1800; // what every mail program takes as one address
const LONGEST_ADDRESS = 7000; // what code hosts take

// The address of an e-mail to the editors: with the text if it is short enough, and else asking for the file.
// `change` is what the author of a correction says of it; where even that is too long, it is asked for too.
export function mailAddress(editors, { title, name, text, correction, change }) {
  const subject = `${correction ? "Correction" : "Case study"}: ${title}`;
  const address = (body) =>
    `mailto:${editors}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  const whole = address(`${change ? `${saidOf(change)}\n` : ""}${text}\n`);
  if (whole.length <= LONGEST_MAIL) return { address: whole, whole: true };
  const what = correction ? `correction of “${title}”` : "case study";
  const attached = `Please find my ${what} attached: ${name}\n\n(Attach the file that you downloaded from the form.)\n`;
  const told = address(`${attached}${change ? `\n${saidOf(change)}` : ""}`);
  if (told.length <= LONGEST_MAIL) return { address: told, whole: false };
  return { address: address(`${attached}${change ? PASTE : ""}`), whole: false };
}

const PASTE = "\n(Paste here what you changed, and how you know. The form copies it for you.)\n";
const saidOf = (change) => `What I changed, and how I know:\n${change}\n`;

// The address of a page for the new file on the code host, and whether the text is in it.
export function newFileAddress(host, path, text) {
  const named = `${host.address}?${host.name}=${encodeURIComponent(path)}`;
  const whole = host.text ? `${named}&${host.text}=${encodeURIComponent(text)}` : "";
  return whole && whole.length <= LONGEST_ADDRESS
    ? { address: whole, whole: true }
    : { address: named, whole: false };
}

// The ways to hand over a file: {path, text, title, correction, change, found, same}.
function handOver(file, schema, site) {
  const { path, text, correction, change, found, same } = file;
  const name = path.slice(path.lastIndexOf("/") + 1);
  const downloaded = status();
  const where = correction
    ? `It takes the place of ${path}.`
    : `The editors will put it at ${path}.`;
  const untouched = "You have not changed anything yet. “All steps” above leads to the questions.";
  return make(
    "section.hand",
    make("h3", "Hand it over"),
    same && !change && make("p.banner", untouched),
    make("p", `${stateOf(found)} ${where}`),
    make("p.q__hint", REST),
    way(
      "Download the file",
      `It is called ${name}, and opens in any text program.`,
      button("more", "Download the file", () => download(name, text, downloaded)),
      downloaded,
    ),
    wayToCopy("Copy the text", "To paste it into an e-mail or a document.", text, {
      rows: 10,
      label: "The whole text of the file",
      summary: "Show the text",
    }),
    change &&
      wayToCopy(
        "Copy what you changed",
        "It goes with the file: into the e-mail, or where the code host asks what was changed.",
        change,
        { rows: 3, label: "What you changed, and how you know", summary: "Show what you wrote" },
      ),
    schema.editors
      ? mail(schema.editors, { ...file, name })
      : way(
          "Send it to the editors",
          "As a file, or as the text that you copied.",
          make("a.quiet-button", { href: `${site}contact/` }, "How to reach the editors"),
        ),
    (schema.new_file || schema.edit) && codeHost(schema, path, text, correction),
  );
}

const status = () => make("p.hand__status", { role: "status" });

function stateOf(found) {
  if (found.some((problem) => problem.severity === "error"))
    return "You can send it as it is: the editors will help with what is listed above.";
  return found.length
    ? "You can send it once you have looked again at what is listed above."
    : "Everything that the form looks at is in order.";
}

const REST =
  "The form does not look at everything: links, headings inside the text and small numbers of people are looked at once it is with the editors.";

function wayToCopy(title, words, value, { rows, label, summary }) {
  const told = status();
  const box = make("textarea.hand__text", {
    readonly: true,
    rows,
    "aria-label": label,
    spellcheck: "false",
    value,
  });
  return way(
    title,
    words,
    button("quiet-button", title, () => copy(box, told)),
    told,
    make("details", make("summary", summary), box),
  );
}

const way = (title, words, ...controls) =>
  make("div.hand__way", make("h4", title), make("p", words), controls);

const link = (href, words) => make("a.quiet-button", { href, rel: "noopener" }, words);

function mail(editors, file) {
  const { address, whole } = mailAddress(editors, file);
  const words = whole
    ? "Your mail program opens with the text in it."
    : "The text is too long to be put into the e-mail. Download the file first, then attach it to the e-mail that opens.";
  return way("Send it by e-mail", words, link(address, `Write to ${editors}`));
}

function codeHost(schema, path, text, correction) {
  const start = "For those with an account there: ";
  if (correction)
    return way(
      "Change it on the code host",
      `${start}copy the text, open the file, and paste the text over everything in it. Say there what you changed, and how you know.`,
      link(`${schema.edit}${path}`, "Open the file"),
    );
  if (!schema.new_file) return null;
  const { address, whole } = newFileAddress(schema.new_file, path, text);
  const words = whole
    ? "a page opens with the file in it. Choose to propose the new file."
    : "copy the text, open the page for a new file, paste the text, and choose to propose the new file.";
  return way(
    "Propose it on the code host",
    `${start}${words}`,
    link(address, "Open the page for a new file"),
  );
}

function download(name, text, status) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  status.textContent = `${name} is in your downloads.`;
}

// Browsers let pages copy only when they came from a secure host; a saved page selects the text instead.
async function copy(box, status) {
  try {
    await navigator.clipboard.writeText(box.value);
    status.textContent = "The text is copied.";
  } catch {
    box.closest("details").open = true;
    box.select();
    const done = document.execCommand("copy");
    status.textContent = done
      ? "The text is copied."
      : "Press Ctrl and C to copy the text, which is selected.";
  }
}

export const LAST = { id: "send", title: "Check and send", intro: "" };
export const CHANGE = {
  at: ["correction"],
  question: "What did you change, and how do you know?",
  hint: "It goes to the editors beside the file, and is not published.",
};
const UNSEEN =
  "What you wrote is not shown while something in it may tell a reader who a patient is.";

// What was written, or what is in the way of showing it.
export const shownPage = (answers, schema, found) =>
  found.some(({ stops }) => stops) ? make("p.quiet", UNSEEN) : preview(answers, schema);

// `look` says what is wrong now, and where the file goes: {found, path}.
export function lastStep({ answers, schema, site, look, titleOf, go, back, changed }) {
  const before = make("div");
  const after = make("div");
  const draw = () => {
    const { found, path } = look();
    const { text, lost } = correctedFile(answers, schema);
    const stopped = found.some((problem) => problem.stops);
    fill(
      before,
      found.length > 0 && summary(found, titleOf, go),
      lost.length > 0 && lostRemarks(lost, (at) => titleOf(at).title),
    );
    const file = {
      path,
      text,
      title: titleWas(answers) || "no title yet",
      correction: Boolean(answers.path),
      change: (answers.change ?? "").trim(),
      found,
      same: isAsItWas(answers, text, schema),
    };
    const handing = stopped
      ? stopping()
      : isNothing(answers)
        ? nothingYet()
        : handOver(file, schema, site);
    fill(after, handing, shownPage(answers, schema, found));
  };
  draw();
  const question = answers.path && changeQuestion(answers, () => changed(CHANGE.at), draw);
  return [before, question, after, back];
}

function changeQuestion(answers, changed, draw) {
  const input = () => {
    answers.change = box.value;
    changed();
    draw(); // the e-mail has it at once
  };
  const box = make("textarea", {
    id: idOf(CHANGE.at),
    rows: 3,
    spellcheck: "true",
    value: answers.change,
    ...described(CHANGE.at),
    on: { input },
  });
  return shell(CHANGE.at, { ...CHANGE, needed: false }, box);
}

const stopping = () =>
  make(
    "div.banner",
    make("strong", "It cannot be handed over yet."),
    " Something in it may tell a reader who a patient is. Take out what is marked “Stops” above; nothing has left this page.",
  );

const nothingYet = () =>
  make("p.banner", "There is nothing to send yet. Begin with the first step.");

// A correction in which nothing was changed yet.
const isAsItWas = (answers, text, schema) =>
  Boolean(answers.was) && text === correctedFile({ ...answers, ...answers.was }, schema).text;

// What the form sets by itself is no answer.
const isNothing = ({ fields, sections, path }) =>
  !path &&
  Object.entries(fields).every(
    ([name, value]) => ["origin", "reviewed"].includes(name) || isEmpty(value),
  ) &&
  Object.values(sections).every(isEmpty);
