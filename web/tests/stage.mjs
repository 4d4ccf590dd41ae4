/** What every test stands on: a server of our own on a free port, a browser, and the list of pages. */

import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{name: string, open: (page: import("playwright-core").Page) => Promise<void>}} Place
 * @typedef {{origin: string, browser: import("playwright-core").Browser, pages: Place[]}} World
 */

/** @param {string} path */
const beside = (path) => fileURLToPath(new URL(path, import.meta.url));

export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const SALIENT = process.env.SALIENT ?? beside("../../target/debug/salient");
/** Articles and maps that are not part of the project. */
export const REAL = beside("../../../shared");

export const hasChromium = existsSync(CHROMIUM);
export const hasReal = existsSync(`${REAL}/maps`);

/**
 * Starts `salient demo` and waits for the address that it prints.
 * @param {string[]} more
 * @returns {Promise<{origin: string, stop: () => Promise<void>}>}
 */
export function serve(...more) {
  if (!existsSync(SALIENT)) throw new Error(`there is no ${SALIENT}: build it, or set SALIENT`);
  const given = ["demo", "--addr", "127.0.0.1:0", "--rate", "0", "--log", "off", ...more];
  const child = spawn(SALIENT, given, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise((done) => child.once("exit", done));
  // The server keeps its record in a folder that it removes when it is asked to stop.
  const stop = async () => {
    child.kill("SIGINT");
    const late = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(late);
  };
  process.once("exit", () => child.kill("SIGKILL"));
  return new Promise((done, fail) => {
    const late = setTimeout(() => { child.kill("SIGKILL"); fail(new Error(`no address after 90 s; it said: ${said}`)); }, 90_000);
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
      const found = said.match(/(http:\/\/127\.0\.0\.1:\d+)\/ {2}\(Ctrl\+C stops\)/);
      if (!found) return;
      clearTimeout(late);
      done({ origin: found[1], stop });
    });
    child.once("error", fail);
    child.once("exit", (code) => { clearTimeout(late); fail(new Error(`the server ended with ${code}; it said: ${said}`)); });
  });
}

/** A browser that asks nobody for anything. */
export const browse = () => chromium.launch({
  executablePath: CHROMIUM,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

/** How a page is looked at. */
export const LOOKS = {
  light: { viewport: { width: 1360, height: 900 }, colorScheme: /** @type {const} */ ("light") },
  dark: { viewport: { width: 1360, height: 900 }, colorScheme: /** @type {const} */ ("dark") },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true },
};

/**
 * One page of every kind. A name, and how to get there.
 * @param {string} origin
 * @returns {Promise<Place[]>}
 */
export async function pages(origin) {
  const first = async (/** @type {string} */ from, /** @type {RegExp} */ link) => {
    const found = (await (await fetch(origin + from)).text()).match(link);
    if (!found) throw new Error(`${from} has no link like ${link}`);
    return found[1].replaceAll("&amp;", "&");
  };
  const paths = [
    "/", "/?on=2025-02-20", "/articles", await first("/findings", /href="(\/article\/[^"#]+)/), "/claims",
    await first("/", /href="(\/claim\/[^"]+)"/), "/findings", "/compare/kursk-2024", "/check", "/data", "/api", "/rules",
    "/rule/unit-mismatch", "/speakers", await first("/speakers", /href="(\/speaker\/[^"]+)"/),
    await first("/", /href="(\/embed\/[^"]+)"/), "/embed/kursk-2024/chart", "/embed/kursk-2024/map", "/no-such-page",
  ];
  const all = paths.map((path) => ({
    name: path,
    open: async (/** @type {import("playwright-core").Page} */ page) => { await page.goto(origin + path); },
  }));
  all.push({
    name: "/check, answered",
    open: async (page) => {
      await page.goto(`${origin}/check`);
      await page.locator("form.check button").click();
      await page.locator("#result").waitFor();
    },
  });
  return all;
}

/** Opens whatever is folded, so that it is looked at as well. @param {import("playwright-core").Page} page */
export const unfold = (page) => page.evaluate(() => { for (const folded of document.querySelectorAll("details")) folded.open = true; });
