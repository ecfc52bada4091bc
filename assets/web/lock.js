// SPDX-License-Identifier: MIT
// After ten minutes without a key or a touch the page is left, so that nobody else reads it. Whoever
// types for long is told to the server once a minute, so that it does not lock meanwhile.
"use strict";
(() => {
  const LOCK_MS = 10 * 60 * 1000, TELL_MS = 60 * 1000;
  const token = document.querySelector('input[name="token"]').value;
  const post = (path) => fetch(path, {
    method: "POST",
    body: new URLSearchParams({ token }),
    redirect: "manual",
  }).catch(() => {});
  let last = Date.now(), told = Date.now();
  const stir = () => {
    last = Date.now();
    if (last - told < TELL_MS) return;
    told = last;
    post("/alive");
  };
  for (const what of ["keydown", "pointerdown", "wheel", "touchstart"])
    addEventListener(what, stir, { passive: true });
  const look = () => {
    if (Date.now() - last < LOCK_MS) return;
    clearInterval(timer);
    document.body.hidden = true;
    post("/sign-out").then(() => location.replace("/sign-in?to=" + encodeURIComponent(location.pathname)));
  };
  const timer = setInterval(look, 5000);
  document.addEventListener("visibilitychange", look);
})();
