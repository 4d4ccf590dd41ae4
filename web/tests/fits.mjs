/** Phones: no page is wider than the screen. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, unfold } from "./stage.mjs";

/** @param {import("./stage.mjs").World} world */
export function fits(world) {
  for (const look of /** @type {const} */ (["phone", "small"])) {
    test(`${LOOKS[look].viewport.width} pixels`, async (t) => {
      const context = await world.browser.newContext(LOOKS[look]);
      const page = await context.newPage();
      for (const place of world.pages) {
        await t.test(place.name, async () => {
          await place.open(page);
          await unfold(page);
          const { wide, room, over } = await page.evaluate(() => {
            const room = innerWidth;
            // What sticks out, unless something around it scrolls or cuts it off.
            const held = (/** @type {Element | null} */ one) => {
              for (let up = one?.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return true;
              return false;
            };
            const over = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 0.5 && !held(one));
            return { wide: document.documentElement.scrollWidth, room, over: over.slice(0, 5).map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute("class") ?? ""}`) };
          });
          assert.ok(wide <= room, `${wide} > ${room}: ${over.join(", ")}`);
        });
      }
      await context.close();
    });
  }
}
