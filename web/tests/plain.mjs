/** Without script: the same facts, and a way to every day. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS } from "./stage.mjs";

/** @param {import("./stage.mjs").World} world */
export function plain(world) {
  /** @param {boolean} script @param {string} path @param {(page: import("playwright-core").Page) => Promise<void>} act */
  const on = async (script, path, act) => {
    const context = await world.browser.newContext({ ...LOOKS.light, javaScriptEnabled: script });
    try {
      const page = await context.newPage();
      await page.goto(world.origin + path);
      await act(page);
    } finally { await context.close(); }
  };

  test("the first page is whole", () => on(false, "/", async (page) => {
    assert.ok((await page.locator("h1").textContent())?.endsWith("?"));
    assert.ok(await page.locator("#answers .answer .figure").count() >= 2, "answers");
    assert.ok(await page.locator("svg.map #map-ground path").count() >= 1, "ground");
    assert.ok(await page.locator("#chart svg a[href^='/claim/']").count() >= 2, "points");
    assert.ok(await page.locator("#cards .card").count() >= 1, "cards");
    assert.equal(await page.locator("#day").isVisible(), false, "a slider that moves nothing");
    const days = ((await page.locator(".days").getAttribute("data-days")) ?? "").split(" ");
    const links = await page.locator(".stops a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    assert.deepEqual(links.map((link) => link.replace(/.*on=/, "")), days);
  }));

  test("links and the form lead to other days", () => on(false, "/", async (page) => {
    const newest = await page.locator("h1").textContent();
    await page.locator(".days a[rel=prev]").click();
    assert.notEqual(await page.locator("h1").textContent(), newest);
    await page.locator(".days input[type=date]").fill("2025-02-20");
    await page.locator(".days button", { hasText: "Show" }).click();
    assert.match((await page.locator("h1").textContent()) ?? "", /20 February 2025/);
    await page.locator(".stops summary").click();
    await page.locator(".stops a").first().click();
    assert.match((await page.locator("h1").textContent()) ?? "", /7 August 2024/);
    assert.equal(await page.locator(".days a[rel=prev]").getAttribute("href"), null, "a step before the first day");
  }));

  for (const path of ["/", "/?on=2025-02-20"]) {
    test(`${path} has the same facts as with script`, async () => {
      /** @type {string[][]} */
      const told = [];
      for (const script of [false, true]) {
        await on(script, path, async (page) => {
          const ids = ["question", "answers", "verdict", "below", "findings", "cards"];
          told.push(await Promise.all(ids.map(async (id) => (await page.locator(`#${id}`).textContent()) ?? "")));
        });
      }
      assert.deepEqual(told[0], told[1]);
    });
  }
}
