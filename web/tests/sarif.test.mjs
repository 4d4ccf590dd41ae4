// What `salient check --format sarif` prints, against the published schema of SARIF 2.1.0.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

const ajv = new Ajv({ schemaId: "id", allErrors: true, unknownFormats: "ignore", logger: false });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const valid = ajv.compile(schema);

const WRONG = "A wire gave the ground as 420 square kilometers (261 square miles) on Monday, May 2, 2023.\n";
const TEXTS = {
  "no findings": "The army held the town.\n",
  "a finding with notes": WRONG,
  "signs beyond the basic plane before the finding": `\u{1F5FA}\u{1F5FA} “Київ” – ${WRONG}`,
  "several paragraphs": `${WRONG}\nOf 800 men 16,000 fell.\n\n${WRONG}`,
};

function sarif(text, ...more) {
  const run = spawnSync(process.env.SALIENT, ["check", "--language", "any", "--format", "sarif", ...more, "-"], { input: text, encoding: "utf8" });
  assert.ok(run.status === 0 || run.status === 1, run.stderr);
  return JSON.parse(run.stdout);
}

for (const [what, text] of Object.entries(TEXTS)) {
  test(`SARIF of ${what} is as its schema asks`, () => {
    assert.ok(valid(sarif(text)), JSON.stringify(valid.errors, null, 1));
  });
}

test("columns count UTF-16 units of the finding's own line", () => {
  const line = TEXTS["signs beyond the basic plane before the finding"];
  const { region } = sarif(line).runs[0].results[0].locations[0].physicalLocation;
  const at = line.slice(region.startColumn - 1, region.endColumn - 1);
  assert.equal(region.startLine, 1);
  assert.match(at, /^\S.*\S$/u);
  assert.ok(line.indexOf(at) > 0 && /261/.test(at), at);
});

test("the schema refuses what is no SARIF", () => {
  const other = sarif(WRONG);
  delete other.runs[0].tool.driver.name;
  assert.equal(valid(other), false);
});
