// SPDX-License-Identifier: MIT
// browser.mjs: the clinic's server over a store, and Debian's Chromium before it: what the tests of
// pages share.
import { spawn, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { HtmlValidate } from "html-validate";

const axeSource = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const WORDS = "four plain words here";

export function folderOf(test) {
  const folder = mkdtempSync(join(tmpdir(), "tiptoe-browser-"));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// The server, until the test is over. Gives its address and the code of the first time, if there is.
export async function serve(test, program, store, folder, more = []) {
  const child = spawn(program, ["review", "--store", store, "--review-port", "0", ...more], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, XDG_STATE_HOME: folder, XDG_CONFIG_HOME: folder },
  });
  let said = "";
  const ended = new Promise((done) => child.on("exit", done));
  test.after(async () => {
    child.kill("SIGTERM");
    const status = await ended;
    if (status !== 0) throw new Error(`the server ended with ${status}`);
  });
  for await (const part of child.stdout) {
    said += part;
    if (said.includes("Ctrl-C")) break;
  }
  const url = /pages: (\S+)\//.exec(said)[1];
  return { url, code: /once: (\S+)/.exec(said)?.[1], print: /  ((?:..:)+..)/.exec(said)?.[1] };
}

export async function browserOf(test, options = {}) {
  const path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((p) => existsSync(p));
  const browser = await chromium.launch({
    executablePath: path,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    ...options,
  });
  test.after(() => browser.close());
  return browser;
}

// A person at a browser of their own.
export async function person(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20000);
  const faults = [];
  page.on("console", (m) => m.type() === "error" && faults.push(m.text()));
  page.on("pageerror", (e) => faults.push(String(e)));
  page.on("request", (r) => {
    if (!r.url().startsWith(url) && !r.url().startsWith("data:")) faults.push(`asked ${r.url()}`);
  });
  return { context, page, faults, url, go: (path) => page.goto(url + path) };
}

export async function signIn(who, name, words = WORDS) {
  await who.go("/sign-in");
  await who.page.fill("#u", name);
  await who.page.fill("#p", words);
  await who.page.click("button.main");
}

// What axe-core finds of WCAG 2.2 AA and its best practice.
export async function axe(page) {
  // Pages take no script from elsewhere: it is put in by the browser itself, beside the page's own.
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" ; ")}`);
}

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: { "no-trailing-whitespace": "off", "no-redundant-role": "off", "long-title": "off" },
});

export async function htmlFaults(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`));
}

// How far the page is wider than its window, in px: what must be scrolled sideways.
export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

export const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8" });
