// Dates as sources give them: "2005", "2005-07", "2005-07-10", "about 2005". Their forms are data of model/dates.py.

const DAY = 24 * 60 * 60 * 1000;

const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (part) => String(part).padStart(2, "0");
const dayNumber = (year, month, day) => Date.UTC(year, month - 1, day) / DAY;
const isWithin = (number, first, last) => number >= first && number <= last;
const whole = (form, flags = "") => new RegExp(`^(?:${form})$`, flags);

// {date} or {fault}, with the fault in words that an author understands.
export function readDate(text, { months, form, years, faults }) {
  const [, qualifier = "", year, month, day] = whole(form).exec(text) ?? [];
  const name = months[Number(month) - 1];
  const fault = (kind) => ({
    fault: faults[kind].replace(/\{(\w+)\}/g, (_, part) => ({ year, month, day, name })[part]),
  });
  if (!year) return fault("form");
  if (!isWithin(Number(year), ...years)) return fault("year");
  if (month && !name) return fault("month");
  if (day && !isWithin(Number(day), 1, lastOf(year, month))) return fault("day");
  const [known, exact] = [month, day].map((part) => (part ? Number(part) : undefined));
  return { date: { year: Number(year), month: known, day: exact, qualifier } };
}

// The first and the last day that a date can mean, as numbers that can be compared.
export function earliest({ year, month = 1, day = 1, qualifier }, { about_days: about }) {
  if (qualifier === "before" || qualifier === "by") return -Infinity;
  return dayNumber(year, month, day) - (qualifier === "about" ? about : 0);
}

export function latest({ year, month = 12, day, qualifier }, { about_days: about }) {
  if (qualifier === "after") return Infinity;
  return dayNumber(year, month, day ?? lastOf(year, month)) + (qualifier === "about" ? about : 0);
}

export function dayOf(isoDay) {
  return dayNumber(...isoDay.split("-").map(Number));
}

// The same day of a later month, or its last day where the month is shorter or ends with that day.
export function monthsLater(day, months) {
  const from = new Date(day * DAY);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const date = from.getUTCDate();
  return Date.UTC(year, date > 28 ? month + 1 : month, date > 28 ? 0 : date) / DAY;
}

export const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(two).join("-");
};

// A date as a reader meets it: "about 2005", "July 2005", "10 July 2005". What is no date stays as it is.
export function dateInWords(text, { dates }) {
  const { date } = readDate(text, dates);
  return date
    ? [date.qualifier, date.day, date.month && dates.months[date.month - 1], date.year]
        .filter(Boolean)
        .join(" ")
    : text;
}

// What people write for a date, in the form of the files: "July 2005", "March 10th, 2021", "10.07.05", "today". What can be
// read in two ways is left as it is, and refused.
export function tidyDate(text, { dates }) {
  const said = text.trim().replace(/\s+/g, " ");
  if (/^today\.?$/i.test(said)) return today();
  const [word, front] = Object.entries(dates.in_front)
    .map(([meant, forms]) => [
      meant,
      new RegExp(`^(?:${forms})(?: |(?<=\\.)(?=\\d))`, "i").exec(said)?.[0] ?? "",
    ])
    .find(([, found]) => found) ?? ["", ""];
  const rest = said.slice(front.length);
  const parts = dates.said.map((form) => whole(form, "i").exec(rest)?.groups).find(Boolean);
  const date = parts && written(parts, dates.months);
  return date ? `${word} ${date}`.trim() : said;
}

function written({ year, month, day, name }, months) {
  const number = name
    ? months.findIndex((one) => one.toLowerCase().startsWith(name.toLowerCase())) + 1
    : Number(month ?? 1);
  if (!isWithin(number, 1, 12)) return "";
  return [fullYear(year), (name || month) && two(number), day && two(day)]
    .filter(Boolean)
    .join("-");
}

// Of the years with these two last figures, the last one that was not still to come.
function fullYear(figures) {
  if (figures.length === 4) return figures;
  const now = new Date().getFullYear();
  const year = now - (now % 100) + Number(figures.replace(/\D/g, ""));
  return year <= now ? year : year - 100;
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
