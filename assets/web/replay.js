// SPDX-License-Identifier: MIT
// replay.js: the recorded body on a canvas at any speed, beside its curves. Numbers come from the
// session's own route; nothing is computed of them here.
"use strict";
(function () {
  const box = document.getElementById("replay");
  if (!box) return;
  const stage = document.getElementById("stage"), pen = stage.getContext("2d");
  const moment = document.getElementById("moment"), clock = document.getElementById("clock");
  const play = document.getElementById("play"), speed = document.getElementById("speed");
  const ink = "#1c2126", left = "#9c4400", right = "#1f5f93", edge = "#7b848c";
  // Places in the list of joints: view_replay.c.
  const trunk = [1, 2, 8, 7, 1];
  const limbs = [[[1, 3, 5], left, []], [[7, 9, 11, 13], left, []], [[2, 4, 6], right, [6, 4]],
    [[8, 10, 12, 14], right, [6, 4]]];
  let data = null, at = 0, running = false, before = 0, charts = [];

  function place(joints, k) {
    const x = joints[2 * k], y = joints[2 * k + 1];
    if (x === null || y === null) return null;
    const scale = stage.height / 1240;
    return [stage.width / 2 + x * scale, stage.height - 60 * scale - y * scale];
  }

  function line(joints, way, colour, dash) {
    pen.beginPath();
    pen.strokeStyle = colour;
    pen.setLineDash(dash);
    let open = false;
    for (const k of way) {
      const p = place(joints, k);
      if (!p) { open = false; continue; }
      if (open) pen.lineTo(p[0], p[1]); else pen.moveTo(p[0], p[1]);
      open = true;
    }
    pen.stroke();
  }

  function draw() {
    const joints = data.joints[at], scale = stage.height / 1240;
    pen.clearRect(0, 0, stage.width, stage.height);
    pen.lineWidth = 1;
    pen.lineCap = "butt";
    pen.strokeStyle = edge;
    pen.setLineDash([2, 3]);
    pen.beginPath();
    pen.moveTo(0, stage.height - 60 * scale);
    pen.lineTo(stage.width, stage.height - 60 * scale);
    pen.moveTo(stage.width / 2, 0);
    pen.lineTo(stage.width / 2, stage.height);
    pen.stroke();
    pen.lineWidth = 5;
    pen.lineCap = "round";
    line(joints, trunk, ink, []);
    for (const limb of limbs) line(joints, limb[0], limb[1], limb[2]);
    const head = place(joints, 0);
    if (head) {
      pen.setLineDash([]);
      pen.strokeStyle = ink;
      pen.beginPath();
      pen.arc(head[0], head[1], 62 * scale, 0, 2 * Math.PI);
      pen.stroke();
    }
    tell();
  }

  function words(ms) {
    const s = ms / 1000;
    return Math.floor(s / 60) + ":" + (s % 60).toFixed(1).padStart(4, "0");
  }

  function tell() {
    const end = data.time_ms[data.time_ms.length - 1];
    moment.value = at;
    moment.setAttribute("aria-valuetext", words(data.time_ms[at]) + " of " + words(end));
    clock.textContent = words(data.time_ms[at]) + " of " + words(end);
    for (const one of charts) one.show();
  }

  function go(to) {
    at = Math.max(0, Math.min(data.time_ms.length - 1, to));
    draw();
  }

  function halt() {
    running = false;
    play.textContent = "Play";
  }

  function step(now) {
    if (!running) return;
    const wanted = data.time_ms[at] + (now - before) * Number(speed.value);
    let next = at;
    while (next + 1 < data.time_ms.length && data.time_ms[next + 1] <= wanted) next++;
    if (next !== at) {
      before = now - (wanted - data.time_ms[next]) / Number(speed.value);
      go(next);
    }
    if (at === data.time_ms.length - 1) halt();
    else requestAnimationFrame(step);
  }

  // One curve a canvas: its line once, kept as a picture, and the moment over it.
  function chart(curve) {
    const host = document.getElementById("curves");
    const figure = document.createElement("figure"), words = document.createElement("figcaption");
    const canvas = document.createElement("canvas"), values = curve.value.filter(function (v) { return v !== null; });
    const low = Math.min(0, ...values), high = Math.max(0, ...values), span = high - low || 1;
    words.className = "small";
    words.textContent = curve.name + ": " + curve.unit + "; from " + low.toFixed(2) + " to " + high.toFixed(2);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", words.textContent);
    figure.append(words, canvas);
    host.append(figure);
    const end = data.time_ms[data.time_ms.length - 1] || 1, paint = canvas.getContext("2d");
    const colour = curve.name.startsWith("Left") ? left : curve.name.startsWith("Right") ? right : ink;
    let picture = null;

    function across(ms) { return ms / end * canvas.width; }
    function down(value) { return 6 + (high - value) / span * (canvas.height - 12); }

    function lay() {
      canvas.width = Math.max(200, host.clientWidth);
      canvas.height = 96;
      paint.strokeStyle = edge;
      paint.beginPath();
      paint.moveTo(0, down(0));
      paint.lineTo(canvas.width, down(0));
      paint.stroke();
      paint.strokeStyle = colour;
      paint.lineWidth = 1.5;
      paint.beginPath();
      let open = false;
      curve.value.forEach(function (value, i) {
        if (value === null) { open = false; return; }
        if (open) paint.lineTo(across(data.time_ms[i]), down(value));
        else paint.moveTo(across(data.time_ms[i]), down(value));
        open = true;
      });
      paint.stroke();
      picture = paint.getImageData(0, 0, canvas.width, canvas.height);
    }

    function show() {
      paint.putImageData(picture, 0, 0);
      paint.strokeStyle = ink;
      paint.lineWidth = 1;
      paint.setLineDash([2, 2]);
      paint.beginPath();
      paint.moveTo(across(data.time_ms[at]), 0);
      paint.lineTo(across(data.time_ms[at]), canvas.height);
      paint.stroke();
      paint.setLineDash([]);
    }

    canvas.addEventListener("click", function (event) {
      const wanted = event.offsetX / canvas.clientWidth * end;
      halt();
      go(data.time_ms.findIndex(function (ms) { return ms >= wanted; }));
    });
    lay();
    return { lay: lay, show: show };
  }

  function curves() { charts = data.curves.map(chart); }

  play.addEventListener("click", function () {
    if (running) { halt(); return; }
    if (at === data.time_ms.length - 1) at = 0;
    running = true;
    play.textContent = "Pause";
    before = performance.now();
    requestAnimationFrame(step);
  });
  document.getElementById("back").addEventListener("click", function () { halt(); go(at - 1); });
  document.getElementById("on").addEventListener("click", function () { halt(); go(at + 1); });
  moment.addEventListener("input", function () { halt(); go(Number(moment.value)); });
  addEventListener("resize", function () {
    for (const one of charts) { one.lay(); one.show(); }
  });
  document.addEventListener("visibilitychange", function () { if (document.hidden) halt(); });

  fetch(box.dataset.src, { credentials: "same-origin" }).then(function (answer) {
    if (!answer.ok) throw new Error("no replay");
    return answer.json();
  }).then(function (read) {
    if (!read.time_ms.length) return;
    data = read;
    moment.max = data.time_ms.length - 1;
    box.hidden = false;
    curves();
    draw();
  }).catch(function () { /* the six moments below stay */ });
})();
