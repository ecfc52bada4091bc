// SPDX-License-Identifier: MIT
// door.test.mjs: how people come in, and what the pages are without any child. TIPTOE_PROGRAM names the
// program; TIPTOE_SHOTS a folder for pictures to be looked at.
import { test } from "node:test";
import assert from "node:assert/strict";
import https from "node:https";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import * as b from "./browser.mjs";

test("the clinic's pages in a browser", async (t) => {
  const folder = b.folderOf(t);
  const store = join(folder, "clinic.db");
  const { url, code } = await b.serve(t, store, folder);
  const look = async (...of) => assert.deepEqual(await b.look(...of), []);
  const browser = await b.browserOf(t);
  const admin = await b.person(browser, url);

  await t.test("what looks for faults finds them", async () => {
    const page = await browser.newPage();
    await page.setContent('<html><title></title><img src="data:,"><input></html>');
    assert.ok((await b.axe(page)).length >= 3);
    assert.ok((await b.htmlFaults("<!DOCTYPE html><html><body><p><div></p></body></html>")).length >= 2);
    await page.close();
  });

  await t.test("the first account is made by keyboard alone", async () => {
    await look(admin, "/first", "first");
    await admin.go("/");
    assert.equal(new URL(admin.page.url()).pathname, "/first");
    const keys = admin.page.keyboard;
    await keys.press("Tab");  // the skip link
    for (const text of [code, "boss", b.WORDS, b.WORDS]) {
      await keys.press("Tab");
      await keys.type(text);
    }
    await keys.press("Enter");
    await admin.page.waitForURL("**/accounts");
  });

  await t.test("an admin lets others in", async () => {
    await b.addAccounts(admin.page, ["therapist", "lead"]);
    for (const [path, name] of [["/accounts", "accounts"], ["/audit", "audit"], ["/me", "me"]])
      await look(admin, path, name);
    assert.equal((await admin.go("/worklist")).status(), 403);
    await look(admin, "/no-such-page", "error", 404);
    admin.faults.length = 0;  // the browser tells of each refusal
  });

  await t.test("two people at once, each with their own pages", async () => {
    const [ann, lea] = [await b.person(browser, url), await b.person(browser, url)];
    await Promise.all([b.signIn(ann, "therapist"), b.signIn(lea, "lead")]);
    await Promise.all([ann.page.waitForURL("**/worklist"), lea.page.waitForURL("**/worklist")]);
    assert.equal(await ann.page.textContent(".who").then((x) => x.trim().split(/\s/)[0]), "therapist");
    assert.equal(await lea.page.textContent(".who").then((x) => x.trim().split(/\s/)[0]), "lead");
    await look(ann, "/worklist", "worklist-empty");
    await look(ann, "/children", "children-empty");
    assert.deepEqual([...ann.faults, ...lea.faults], []);
    await ann.page.click("text=Sign out");
    await ann.page.waitForURL("**/sign-in");
    await look(ann, "/sign-in", "sign-in");
    // Back shows nothing of what was there.
    await ann.page.goBack();
    assert.equal(new URL(ann.page.url()).pathname === "/worklist" && (await ann.page.$(".who")) !== null, false);
    assert.equal((await lea.go("/worklist")).status(), 200);
  });

  await t.test("a form on another site is refused", async () => {
    const page = await admin.context.newPage();
    await page.setContent(`<form method="post" action="${url}/accounts"><input name="name" value="x"></form>`);
    const [answer] = await Promise.all([
      page.waitForResponse((r) => r.url().endsWith("/accounts")),
      page.evaluate(() => document.forms[0].submit()),
    ]);
    assert.equal(answer.status(), 403);
    await page.close();
  });

  await t.test("an open page locks after ten minutes without a key", async () => {
    const ann = await b.person(browser, url);
    await ann.page.clock.install();
    await b.signIn(ann, "therapist");
    await ann.page.waitForURL("**/worklist");
    await ann.page.clock.fastForward(9 * 60 * 1000);
    assert.equal(new URL(ann.page.url()).pathname, "/worklist");
    await ann.page.keyboard.press("Shift");
    await ann.page.clock.fastForward(9 * 60 * 1000);
    assert.equal(new URL(ann.page.url()).pathname, "/worklist");
    await ann.page.clock.fastForward(2 * 60 * 1000);
    await ann.page.waitForURL("**/sign-in?to=*");
    await ann.go("/worklist");
    assert.equal(new URL(ann.page.url()).pathname, "/sign-in");
  });

  await t.test("the store verifies, with its log", () => {
    assert.match(b.run("verify", "--all", "--store", store), /3 accounts, \d+ lines of the audit log: as written/);
  });
});

test("beyond this machine it speaks TLS alone", async (t) => {
  const address = Object.values(networkInterfaces()).flat().find((a) => a.family === "IPv4" && !a.internal)?.address;
  if (!address) return t.skip("this machine has no address but its own");
  const folder = b.folderOf(t);
  const store = join(folder, "clinic.db");
  const { url, print } = await b.serve(t, store, folder, ["--review-address", address]);
  assert.match(url, /^https:/);
  const ask = (options) => new Promise((done, failed) =>
    https.get(`${url}/first`, options, (r) => {
      done({ headers: r.headers, status: r.statusCode, cert: r.socket.getPeerCertificate() });
      r.resume();
    }).on("error", failed));
  await assert.rejects(ask({}), /self-signed/);
  // Trusted by its file, it holds for the address.
  const { headers, status, cert } = await ask({ ca: readFileSync(`${store}.tls-cert`) });
  assert.equal(status, 200);
  assert.equal(cert.fingerprint256, print);
  assert.match(headers["set-cookie"][0], /^__Host-tiptoe=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure$/);
  assert.ok(headers["strict-transport-security"]);
  await assert.rejects(ask({ ca: readFileSync(`${store}.tls-cert`), maxVersion: "TLSv1.1", minVersion: "TLSv1" }));
  await assert.rejects(fetch(url.replace("https:", "http:")));
  assert.equal(execFileSync("stat", ["-c", "%a", `${store}.tls-key`], { encoding: "utf8" }).trim(), "600");
});
