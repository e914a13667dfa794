// What scripts of the site share through the page, for the type checker.
export {};

declare global {
  interface Window {
    practice: unknown;
    practiceSearch: unknown;
  }
  /** The data of the form: what is asked, the words to choose from, the rules. */
  var practiceForm: any;
  var practiceStudies: any;
  var practiceWrite: unknown;
  var markdownit: any;
  var __md_scope: URL;
  var __md_hash: (text: string) => number;
  var __md_get: (name: string, store?: Storage, scope?: URL) => any;
  var __md_set: (name: string, value: unknown, store?: Storage, scope?: URL) => void;
}
