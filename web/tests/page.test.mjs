/** The page in a browser. `npm test` runs it; SALIENT names the program, CHROMIUM the browser. */

import { after, before, describe, test } from "node:test";
import { browse, hasChromium, hasReal, pages, REAL, serve } from "./stage.mjs";
import { chart } from "./chart.mjs";
import { days } from "./days.mjs";
import { fits } from "./fits.mjs";
import { map } from "./map.mjs";
import { plain } from "./plain.mjs";
import { quiet } from "./quiet.mjs";
import { reach } from "./reach.mjs";
import { shades } from "./shades.mjs";

if (!hasChromium) {
  console.log("skipped: no chromium");
  test("the page", { skip: "no chromium" }, () => {});
} else {
  /** @type {import("./stage.mjs").World} */
  const world = { origin: "", browser: /** @type {any} */ (null), pages: [] };
  let stop = async () => {};

  describe("the page", { concurrency: 1 }, () => {
    before(async () => {
      const [server, browser] = await Promise.all([serve(), browse()]);
      stop = server.stop;
      Object.assign(world, { origin: server.origin, browser, pages: await pages(server.origin) });
    });
    after(async () => { await world.browser?.close(); await stop(); });

    describe("days", () => days(world));
    describe("without script", () => plain(world));
    describe("nothing leaves, nothing complains", () => quiet(world));
    describe("chart", () => chart(world));
    describe("map", () => map(world));
    describe("small screens", () => fits(world));
    describe("light, dark, forced colours, less motion", () => shades(world));
    describe("axe", () => reach(world));
  });

  describe("the page on real maps", { skip: hasReal ? false : "no ../../shared" }, () => {
    if (!hasReal) return console.log("skipped: no ../../shared");
    const real = { origin: "", browser: /** @type {any} */ (null), pages: [] };
    let end = async () => {};
    before(async () => {
      const [server, browser] = await Promise.all([serve("--real", REAL), browse()]);
      end = server.stop;
      Object.assign(real, { origin: server.origin, browser });
    });
    after(async () => { await real.browser?.close(); await end(); });
    describe("days", () => days(real, { dates: false }));
  });
}
