/** No request goes to another machine; no page writes an error or breaks its content security policy. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "./stage.mjs";

/** @param {import("./stage.mjs").World} world */
export function quiet(world) {
  /** Requests and complaints while something is done. @param {(page: import("playwright-core").Page) => Promise<void>} act */
  const heard = async (act) => {
    const context = await world.browser.newContext(LOOKS.light);
    try {
      const page = await context.newPage();
      /** @type {string[]} */
      const asked = [];
      /** @type {string[]} */
      const said = [];
      context.on("request", (request) => asked.push(request.url()));
      page.on("console", (line) => { if (["error", "warning"].includes(line.type())) said.push(`${line.type()}: ${line.text()} ${line.location().url}`); });
      page.on("pageerror", (error) => said.push(String(error)));
      await act(page);
      await page.waitForLoadState("networkidle");
      return { asked, said };
    } finally { await context.close(); }
  };
  /** @param {string[]} asked */
  const elsewhere = (asked) => asked.filter((url) => new URL(url).origin !== world.origin && !url.startsWith("data:"));

  test("every page", async (t) => {
    for (const place of world.pages) {
      await t.test(place.name, async () => {
        const { asked, said } = await heard(place.open);
        assert.ok(asked.length > 1);
        assert.deepEqual(elsewhere(asked), []);
        // A browser says of itself that a page was not found.
        assert.deepEqual(said.filter((line) => !(place.name === "/no-such-page" && /404/.test(line))), []);
      });
    }
  });

  test("the slider, the map, the chart and the buttons", async () => {
    const { asked, said } = await heard(async (page) => {
      await page.goto(`${world.origin}/`);
      await page.locator("#day").focus();
      for (const key of ["ArrowLeft", "ArrowLeft", "Home", "PageUp", "End"]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(100);
      }
      await page.getByRole("button", { name: "Nearer" }).click();
      await page.getByRole("button", { name: "Play" }).click();
      await page.waitForTimeout(1200);
      await page.getByRole("button", { name: "Pause" }).click();
      await page.getByRole("button", { name: "Copy link" }).click();
      await page.waitForTimeout(500);
      await page.locator("#chart svg").click({ position: { x: 200, y: 30 } });
      await page.waitForTimeout(500);
    });
    assert.ok(asked.some((url) => url.includes("/api/frames")), "the slider asked for no frames");
    assert.deepEqual(elsewhere(asked), []);
    assert.deepEqual(said, []);
  });
}
