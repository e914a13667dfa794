// Dates as sources give them, as in tools/practice/partial_date.py: "2005", "2005-07", "2005-07-10", "about 2005".

const FORM = /^(?:(about|before|by|after)\s+)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const QUALIFIER = /^(about|before|by|after|around|circa|c\.|in|since)\s+/i;
const FORMS = "a date is written 2005, 2005-07 or 2005-07-10, and 'about', 'before', 'by' or 'after' may stand in front";
const ABOUT = 2 * 366;
const DAY = 24 * 60 * 60 * 1000;

const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const dayNumber = (year, month, day) => Date.UTC(year, month - 1, day) / DAY;

// {date} or {fault}, with the fault in words that an author understands.
export function readDate(text, months) {
  const match = FORM.exec(text);
  if (!match) return { fault: FORMS };
  const [year, month, day] = [match[2], match[3], match[4]].map((part) => (part === undefined ? undefined : Number(part)));
  if (year < 1800 || year > 2999) return { fault: `${year} is not a year that can be right` };
  if (month !== undefined && (month < 1 || month > 12)) return { fault: `there is no month ${match[3]}` };
  if (day !== undefined && (day < 1 || day > lastOf(year, month))) return { fault: `${months[month - 1]} ${year} has no day ${match[4]}` };
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
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

// What people write for a date, in our form: "July 2005", "10 July 2005", "10/07/2005", "07/2005". Anything else stays.
export function tidyDate(text, months) {
  const said = text.trim().replace(/\s+/g, " ");
  const qualifier = (QUALIFIER.exec(said)?.[1] ?? "").toLowerCase();
  const rest = said.replace(QUALIFIER, "").replace(/,/g, "");
  const front = { "": "", in: "", since: "", around: "about ", circa: "about ", "c.": "about " }[qualifier] ?? `${qualifier} `;
  const two = (part) => part.padStart(2, "0");
  const numbers = /^(?:(\d{1,2})[/.])?(\d{1,2})[/.](\d{4})$/.exec(rest);
  if (numbers) return `${front}${numbers[3]}-${two(numbers[2])}${numbers[1] ? `-${two(numbers[1])}` : ""}`;
  const named = /^(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]{3,9})\.? (\d{4})$/i.exec(rest);
  const month = named ? months.findIndex((name) => name.toLowerCase().startsWith(named[2].toLowerCase())) : -1;
  if (month >= 0) return `${front}${named[3]}-${two(String(month + 1))}${named[1] ? `-${two(named[1])}` : ""}`;
  return /^\d{4}(-\d{1,2}){0,2}$/.test(rest) ? `${front}${rest}` : said;
}
