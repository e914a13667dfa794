// Dates as sources give them, as in model/dates.py: "2005", "2005-07", "2005-07-10", "about 2005".

const FORM = /^(?:(about|before|by|after)\s+)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const FORMS =
  "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or 'after' may stand in front";
const ABOUT = 2 * 366;
const DAY = 24 * 60 * 60 * 1000;
const FRONT =
  /^(about|before|by|after|around|roughly|approx(?:imately|\.)?|circa|ca?\.?|in|on|since|from)\s+/i;
const FRONTS = {
  before: "before ",
  by: "by ",
  after: "after ",
  in: "",
  on: "",
  since: "",
  from: "",
}; // all others mean "about"
const DAY_OF = /^(\d{1,2})(?:st|nd|rd|th)?$/;
const SAID_YEAR = /^(?:\d{4}|['’]?\d{2})$/;

const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (part) => String(part).padStart(2, "0");
const dayNumber = (year, month, day) => Date.UTC(year, month - 1, day) / DAY;

// {date} or {fault}, with the fault in words that an author understands.
export function readDate(text, months) {
  const match = FORM.exec(text);
  if (!match) return { fault: FORMS };
  const year = Number(match[2]);
  const [month, day] = [match[3], match[4]].map((part) => (part === undefined ? undefined : +part));
  if (year < 1800 || year > 2999) return { fault: `${year} is not a year that can be right` };
  if (month !== undefined && (month < 1 || month > 12))
    return { fault: `there is no month ${match[3]}` };
  if (month !== undefined && day !== undefined && (day < 1 || day > lastOf(year, month)))
    return { fault: `${months[month - 1]} ${year} has no day ${match[4]}` };
  return { date: { year, month, day, qualifier: match[1] ?? "" } };
}

// The first and the last day that a date can mean, as numbers that can be compared.
export function earliest({ year, month = 1, day = 1, qualifier }) {
  if (qualifier === "before" || qualifier === "by") return -Infinity;
  return dayNumber(year, month, day) - (qualifier === "about" ? ABOUT : 0);
}

export function latest({ year, month = 12, day, qualifier }) {
  if (qualifier === "after") return Infinity;
  return dayNumber(year, month, day ?? lastOf(year, month)) + (qualifier === "about" ? ABOUT : 0);
}

export function dayOf(isoDay) {
  return dayNumber(...isoDay.split("-").map(Number));
}

// The same day of a later month, or its last day where the month is shorter.
export function monthsLater(day, months) {
  const from = new Date(day * DAY);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const first = new Date(Date.UTC(year, month, 1));
  const last = lastOf(first.getUTCFullYear(), first.getUTCMonth() + 1);
  // As in the checks: a month's end stays a month's end.
  const wanted = from.getUTCDate() > 28 ? last : from.getUTCDate();
  return dayNumber(first.getUTCFullYear(), first.getUTCMonth() + 1, wanted);
}

export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join("-");
};

// A date as a reader meets it: "about 2005", "July 2005", "10 July 2005". What is no date stays as it is.
export function dateInWords(text, months) {
  const { date } = readDate(text, months);
  return date
    ? [date.qualifier, date.day, date.month && months[date.month - 1], date.year]
        .filter(Boolean)
        .join(" ")
    : text;
}

const isMonth = (number) => number >= 1 && number <= 12;

// What people write for a date, in the form of the files: "July 2005", "March 10th, 2021", "10.07.05", "today". The order
// is the British one, the day before the month. What can be read in two ways is left as it is, and refused.
export function tidyDate(text, months) {
  const said = text.trim().replace(/\s+/g, " ");
  const now = today();
  if (/^today\.?$/i.test(said)) return now;
  const before = FRONT.exec(said.replace(/^(c\.)(?=\d)/i, "$1 "))?.[1].toLowerCase();
  const rest = before ? said.slice(before.length).trim() : said;
  const date = fromNumbers(rest, now) || fromWords(rest, months, now);
  return date ? `${before ? (FRONTS[before] ?? "about ") : ""}${date}` : said;
}

function fromNumbers(text, now) {
  if (/^\d{4}(-\d{1,2}){0,2}$/.test(text)) return text;
  const [, year, month, day] = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(text) ?? [];
  if (year) return isMonth(Number(month)) ? `${year}-${two(month)}-${two(day)}` : "";
  const parts = /^(?:(\d{1,2})([/. -]))?(\d{1,2})([/. -])(\d{4}|\d{2})$/.exec(text);
  if (!parts || (parts[2] && parts[2] !== parts[4]) || !isMonth(Number(parts[3]))) return "";
  // "05-07-10" may begin with the year, and "07/05" may be a day.
  if (parts[5].length === 2 && (!parts[1] || !"/.".includes(parts[4]))) return "";
  return `${fullYear(parts[5], now)}-${two(parts[3])}${parts[1] ? `-${two(parts[1])}` : ""}`;
}

function fromWords(text, months, now) {
  const words = text
    .replace(/[,.]/g, " ")
    .replace(/\bthe\b|\bof\b/gi, " ")
    .split(/[\s-]+/)
    .filter(Boolean);
  const place = words.findIndex((word) => monthOf(word, months));
  if (place < 0 || words.length > 3 || !SAID_YEAR.test(words.at(-1)) || place === words.length - 1)
    return "";
  const year = words.at(-1);
  const month = two(monthOf(words[place], months));
  if (words.length === 2)
    return /^\d\d$/.test(year) && Number(year) >= 10 && Number(year) <= 31
      ? ""
      : `${fullYear(year, now)}-${month}`; // "July 12" may be a day
  const day = DAY_OF.exec(words[place ? 0 : 1])?.[1];
  return day ? `${fullYear(year, now)}-${month}-${two(day)}` : "";
}

const monthOf = (word, months) =>
  /^[a-z]{3,9}$/i.test(word)
    ? months.findIndex((name) => name.toLowerCase().startsWith(word.toLowerCase())) + 1
    : 0;

// Of the years with these two last figures, the last one that was not still to come.
function fullYear(figures, now) {
  if (figures.length === 4) return figures;
  const year = Number(figures.replace(/\D/g, ""));
  const century = Number(now.slice(0, 2)) * 100;
  return century + year <= Number(now.slice(0, 4)) ? century + year : century - 100 + year;
}

// Answers to "when" that are none.
export const saysUnknown = (text) =>
  /^(?:(?:i )?(?:do not|don['’]?t) know|not known|unknown|nobody knows|no idea|not sure|unsure|\?+)\.?$/i.test(
    text.trim(),
  );
export const saysItGoesOn = (text) =>
  /^(?:(?:it is |it['’]?s )?(?:still )?(?:running|going|on-?going|continuing|in use)(?: on)?|still|present|to (?:the )?present|to date|now|not (?:yet )?(?:ended|finished|over)|has not ended|n\/?a)\.?$/i.test(
    text.trim(),
  );
