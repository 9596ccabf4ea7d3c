// Copies the few third-party files the pages use from node_modules to ops/static/vendor, with their licences and hashes.
// Versions are those of package.json; `make vendor` calls this after `npm ci`.

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const SOURCE = "node_modules";
const TARGET = "ops/static/vendor";
const KEPT = "README.md";

/** @type {Record<string, Record<string, string>>} package → file in it → name here */
const WANTED = {
  "@fontsource-variable/atkinson-hyperlegible-mono": {
    "files/atkinson-hyperlegible-mono-latin-wght-normal.woff2": "atkinson-hyperlegible-mono.woff2",
    "files/atkinson-hyperlegible-mono-latin-ext-wght-normal.woff2": "atkinson-hyperlegible-mono-ext.woff2",
    LICENSE: "licences/atkinson-hyperlegible-mono.txt",
  },
  "@fontsource-variable/atkinson-hyperlegible-next": {
    "files/atkinson-hyperlegible-next-latin-wght-normal.woff2": "atkinson-hyperlegible-next.woff2",
    "files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2": "atkinson-hyperlegible-next-ext.woff2",
    LICENSE: "licences/atkinson-hyperlegible-next.txt",
  },
  idb: { "build/index.js": "idb/index.js", LICENSE: "licences/idb.txt" },
  "plotly.js-basic-dist-min": {
    "plotly-basic.min.js": "plotly-basic.min.js",
    LICENSE: "licences/plotly.js.txt",
  },
  preact: { "dist/preact.mjs": "preact.js", LICENSE: "licences/preact.txt" },
  "socket.io-client": {
    "dist/socket.io.esm.min.js": "socket.io.esm.min.js",
    LICENSE: "licences/socket.io-client.txt",
  },
};

/** Beside each copy that a page imports, the types by which `make lint` knows it. */
const TYPED = { "idb/index.d.ts": "idb", "preact.d.ts": "preact", "socket.io.esm.min.d.ts": "socket.io-client" };

for (const name of readdirSync(TARGET)) {
  if (name !== KEPT) rmSync(join(TARGET, name), { recursive: true });
}
const lines = ["# Made by `make vendor`; `sha256sum --check HASHES` here compares."];
for (const [name, files] of Object.entries(WANTED)) {
  const { version } = JSON.parse(readFileSync(join(SOURCE, name, "package.json"), "utf8"));
  lines.push(`# ${name} ${version}`);
  for (const [from, to] of Object.entries(files)) {
    mkdirSync(dirname(join(TARGET, to)), { recursive: true });
    copyFileSync(join(SOURCE, name, from), join(TARGET, to));
    lines.push(`${createHash("sha256").update(readFileSync(join(TARGET, to))).digest("hex")}  ${to}`);
  }
}
for (const [to, name] of Object.entries(TYPED)) writeFileSync(join(TARGET, to), `export * from "${name}";\n`);
writeFileSync(join(TARGET, "HASHES"), `${lines.join("\n")}\n`);
