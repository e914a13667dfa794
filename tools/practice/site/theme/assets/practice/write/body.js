// Exceptions that authors write for the checks of privacy are no part of the text.
const EXEMPTIONS = /<!--[ \t]{0,9}practice:[ \t]{0,9}.{0,400}?[ \t]{0,9}-->/g;

export const withoutExemptions = (text) => text.replace(EXEMPTIONS, "");
