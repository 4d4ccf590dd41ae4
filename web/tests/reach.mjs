/** axe-core on one page of every kind, in light, in dark and on a phone. It has to find nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { createRequire } from "node:module";
import { LOOKS, unfold } from "./stage.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function violations(page) {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(async (tags) => {
    const axe = /** @type {any} */ (window).axe;
    // The size of targets is a rule that axe runs only when it is named.
    const told = await axe.run(document, { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } } });
    return told.violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) =>
      `${rule.id} (${rule.impact}) ${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1).join("; ").trim()}`));
  }, TAGS);
}

/** @param {import("./stage.mjs").World} world */
export function reach(world) {
  for (const look of /** @type {const} */ (["light", "dark", "phone"])) {
    test(look, async (t) => {
      // The page's policy lets no script in but its own; only here it is set aside, for axe.
      const context = await world.browser.newContext({ ...LOOKS[look], bypassCSP: true });
      const page = await context.newPage();
      for (const place of world.pages) {
        await t.test(place.name, async () => {
          await place.open(page);
          await unfold(page);
          assert.deepEqual(await violations(page), []);
        });
      }
      await context.close();
    });
  }
}
