/** The slider over the days: by keyboard, by address, and with the same facts as the page that the server draws. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { press, same, state, written } from "./day.mjs";
import { LOOKS } from "./stage.mjs";

/** @typedef {import("playwright-core").Page} Page */

/**
 * @param {import("./stage.mjs").World} world
 * @param {{dates: boolean}} [given]
 */
export function days(world, { dates } = { dates: true }) {
  /** @param {string} path @param {(page: Page) => Promise<void>} act */
  const on = async (path, act) => {
    const context = await world.browser.newContext(LOOKS.light);
    try {
      const page = await context.newPage();
      await page.goto(world.origin + path);
      await act(page);
    } finally { await context.close(); }
  };

  test("an arrow on the slider changes all that depends on the day", () => on("/", async (page) => {
    await page.locator("#day").focus();
    const was = await state(page);
    const to = was.days[was.value - 1];
    await press(page, "ArrowLeft", to);
    const now = await state(page);
    assert.equal(now.value, was.value - 1);
    assert.notEqual(now.question, was.question);
    assert.notEqual(now.answers, was.answers);
    assert.ok(now.ground !== was.ground || now.below !== was.below, "neither the ground nor its caption changed");
    assert.notEqual(now.cursor, was.cursor);
    assert.equal(now.date, to);
    await page.waitForTimeout(450);
    const later = await state(page);
    assert.equal(later.on, to);
    assert.ok(later.aria.includes(written(to)), later.aria);
    assert.match(later.aria.replace(written(to), ""), /\d|of it|nothing|none/, "the slider's text has no figures");
    assert.equal(later.live, later.aria);
  }));

  test("the slider tells the figures before it is moved", () => on("/", async (page) => {
    const { aria, days: all } = await state(page);
    assert.match(aria.replace(written(all[all.length - 1]), ""), /\d|of it|nothing|none/, `it says only: ${aria}`);
  }));

  test("Home, End, Page Up and Page Down", () => on("/", async (page) => {
    await page.locator("#day").focus();
    const { days: all } = await state(page);
    const last = all.length - 1;
    await press(page, "Home", all[0]);
    // A month after the first day, or the next day with something to show.
    const month = new Date(`${all[0]}T00:00:00Z`);
    month.setUTCMonth(month.getUTCMonth() + 1);
    const up = all.find((day) => day >= month.toISOString().slice(0, 10)) ?? all[last];
    await press(page, "PageUp", up);
    month.setTime(Date.parse(`${up}T00:00:00Z`));
    month.setUTCMonth(month.getUTCMonth() - 1);
    const down = all.findLast((day) => day <= month.toISOString().slice(0, 10)) ?? all[0];
    await press(page, "PageDown", down);
    await press(page, "End", all[last]);
    assert.equal((await state(page)).value, last);
    await press(page, "PageUp", all[last]);
    assert.equal((await state(page)).value, last);
  }));

  test("every day of the slider shows what the server draws for it", () => on("/", async (page) => {
    await page.locator("#day").focus();
    const { days: all } = await state(page);
    for (const day of all.toReversed()) {
      await press(page, day === all.at(-1) ? "End" : "ArrowLeft", day);
      same(await state(page), await state(page, `/?on=${day}`), day);
    }
  }));

  test("the steps beside the slider take Enter and Space", () => on("/", async (page) => {
    const { days: all } = await state(page);
    await page.locator(".days a[rel=prev]").focus();
    await press(page, "Enter", all[all.length - 2]);
    await press(page, "Space", all[all.length - 3]);
  }));

  test("a reload shows the day to which the slider was moved", () => on("/", async (page) => {
    await page.locator("#day").focus();
    const { days: all } = await state(page);
    await press(page, "ArrowLeft", all[all.length - 2]);
    await press(page, "ArrowLeft", all[all.length - 3]);
    await page.waitForURL(`**/?on=${all[all.length - 3]}`);
    const was = await state(page);
    await page.reload();
    same(await state(page), was, "after the reload");
  }));

  test("a reload before the address has followed shows one day throughout", () => on("/", async (page) => {
    await page.locator("#day").focus();
    const { days: all } = await state(page);
    await press(page, "ArrowLeft", all[all.length - 2]);
    await page.reload();
    const now = await state(page);
    same(now, await state(page, `/?on=${now.days[now.value]}`), "after the reload");
  }));

  test("the way back from a claim leads to the day that was left", () => on("/", async (page) => {
    await page.locator("#day").focus();
    const { days: all } = await state(page);
    await press(page, "ArrowLeft", all[all.length - 2]);
    await page.waitForURL(`**/?on=${all[all.length - 2]}`);
    const was = await state(page);
    await page.locator("#cards .links a").first().click();
    await page.waitForURL("**/claim/*");
    await page.goBack();
    same(await state(page), was, "after the way back");
  }));

  test("the link to the content does not load the page again", () => on("/", async (page) => {
    await page.evaluate(() => { /** @type {any} */ (window).kept = true; });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.className), "skip");
    await page.keyboard.press("Enter");
    await page.waitForTimeout(500);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).kept), true, "the page was loaded again");
  }));

  if (dates) test("an address with a day opens at that day", () => on("/?on=2025-02-20", async (page) => {
    const now = await state(page);
    assert.ok(now.question.includes("20 February 2025"), now.question);
    assert.equal(now.days[now.value], "2025-02-20");
    assert.equal(now.date, "2025-02-20");
  }));
}
