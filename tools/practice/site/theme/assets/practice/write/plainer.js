// Words that could be plainer, as in tools/practice/plain_words.py. Every form of them, the longest first, is in the form's data
// (`schema.plainer`) with the plainer word.
import { withoutQuotations } from "./short_forms.js";
import { quote } from "./words.js";

// Each plainer word once, where one that it could stand for is first written.
export function* plainerWords(told, { plainer }) {
  const forms = Object.keys(plainer);
  if (!forms.length) return;
  const written = new RegExp(`(?<![\\p{L}\\p{N}_'’-])(?:${forms.join("|")})(?![\\p{L}\\p{N}_'’-])`, "gu");
  const seen = new Set();
  for (const { text: sentence, at, row } of told) {
    const text = withoutQuotations(sentence);
    const capital = /^[A-Z]/.test(text);
    const small = capital ? text[0].toLowerCase() + text.slice(1) : text;
    for (const { 0: form, index } of small.matchAll(written)) {
      const end = index + form.length;
      // The first word of a sentence may begin a name: then the next one is large too.
      if (capital && index === 0 && /^ [A-Z]/.test(text.slice(end))) continue;
      const plain = plainer[form];
      if (!seen.has(plain)) yield { code: "CS606", name: "plainer-word", at, row, message: `'${text.slice(index, end)}' could be plainer: ${quote(plain)}.`, hint: "Names and quotations keep theirs." };
      seen.add(plain);
    }
  }
}
