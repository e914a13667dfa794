// Exceptions that set nothing aside, in the words of `practice check`.
import { allowable, holds, isFor } from "./exceptions.js";
import { quote } from "./words.js";

// `found` is everything that was found, allowed or not: {code, name, line}.
export function* exceptionProblems(exceptions, found, table) {
  const checks = allowable(table);
  for (const one of exceptions) {
    const known = [...checks].some(([code, name]) => isFor(one, code, name));
    const bad = { line: one.line, code: "CS515", name: "bad-exception", severity: "error" };
    if (!one.check) {
      yield {
        ...bad,
        message: `${quote(one.words)} is no exception.`,
        hint: "Write: practice: allow CS505 because ...",
      };
    } else if (!known) {
      const codes = [...checks.keys()].sort();
      yield {
        ...bad,
        message: `${quote(one.check)} is no check that can be set aside.`,
        hint: `The checks are ${codes[0]} to ${codes.at(-1)}.`,
      };
    } else if (!one.reason) {
      const hint = `Say why, for whoever reviews it: practice: allow ${one.check} because ...`;
      yield { ...bad, message: `The exception for ${one.check} gives no reason.`, hint };
    } else if (
      !holds(
        one,
        found.filter(({ line }) => line === one.holdsFor).map(({ code, name }) => [code, name]),
      )
    ) {
      const message = `Nothing on line ${one.holdsFor} needs the exception for ${one.check}.`;
      const hint =
        "Take it out, or put it at the end of the line it speaks of, or alone on the line above.";
      yield {
        line: one.line,
        code: "CS516",
        name: "unused-exception",
        severity: "warning",
        message,
        hint,
      };
    }
  }
}
