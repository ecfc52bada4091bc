// SPDX-License-Identifier: MIT
// plain.test.mjs: the clinic's pages in a browser that runs no script.
import { test } from "node:test";
import assert from "node:assert/strict";
import * as b from "./browser.mjs";

test("without scripts the pages are read and the forms stored", async (t) => {
  const clinic = await b.clinic(t);
  const who = await b.comeAs(clinic, "therapist", { javaScriptEnabled: false });
  await who.go(`/children/${b.CHILD}/plan`);
  await who.page.fill("#reason", "Without a script");
  await who.page.click("#store");
  await who.page.waitForURL("**/plan?stored=1*");
  assert.equal(await who.page.inputValue("#reason"), "Without a script");
  await who.go(`/children/${b.CHILD}`);
  assert.match(await who.page.textContent(".finding"), /primary measure/);
  const checkup = await who.page.getAttribute('tr:has(td:text-is("Check-up")) >> a >> nth=0', "href");
  await who.go(checkup);
  assert.equal(await who.page.isVisible("#replay"), false);
  assert.equal(await who.page.locator(".stills li").count(), 6);
});
