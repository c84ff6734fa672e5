/* Keeps a kiosk free for the next person: idle reset with a warning, thanks that end, night. */
"use strict";
(() => {
  const IDLE_MS = 30000;
  const WARNING_S = 20;
  const DONE_MS = 15000;
  const LOOK_MS = 60000;
  const FRESH_MS = 600000;
  const HOUR_MS = 3600000;
  const SKEW = "kiosk-clock";

  const area = document.getElementById("waiting");
  const screen = document.querySelector("[data-screen]");
  const device = /^\/k\/[^/]+/.exec(location.pathname);
  /* A phone too may show the page without a network, which is this kiosk's own at its address. */
  if (!device) return;
  const { home = device[0], opens, closes, zone } = (screen || area).dataset;
  const goHome = () => location.replace(home);
  /* The server's clock, by the last reply that told it; a kiosk's own may be wrong. */
  const serverTime = () => Date.now() + Number(localStorage.getItem(SKEW) || 0);
  const isReachable = async () => {
    try {
      const reply = await fetch("/jaringan", { cache: "no-store" });
      const told = Date.parse(reply.headers.get("Date"));
      if (told) localStorage.setItem(SKEW, String(told - Date.now()));
      return reply.status === 204;
    } catch {
      return false;
    }
  };

  if (screen) {
    if (screen.hidden) {
      screen.querySelector("a").href = home;
      screen.nextElementSibling.hidden = true;
      screen.hidden = false;
    }
    if (screen.dataset.screen !== "night") setTimeout(goHome, DONE_MS * (screen.dataset.screen === "exit" ? 4 : 1));
    else setInterval(async () => { if (await isReachable()) goHome(); }, LOOK_MS);
    return;
  }

  const form = document.querySelector("form[method=post]");
  const dialog = document.getElementById("still-there");
  const seconds = dialog.querySelector("[role=timer]");
  const night = document.getElementById("night");
  const hiddenByNight = document.querySelectorAll("header, main, footer > :not(#night)");
  const begun = performance.now();
  let idle;
  let countdown;

  /* The page carries a signed visit for each half-day of a week; that of now is sent. */
  const { opened } = form.elements;
  const visits = opened.value.split(" ");
  const begins = (visit) => {
    const [, , day, slot] = visit.split(".");
    return Date.parse(`${day}T${slot === "morning" ? "00" : "12"}:00Z`) - zone * HOUR_MS;
  };
  form.addEventListener("submit", () => {
    opened.value = visits.filter((visit, at) => !at || begins(visit) <= serverTime()).pop();
  });

  const answers = () => {
    const now = new FormData(form);
    ["submission_key", "receipt_seed", "opened"].forEach((name) => now.delete(name));
    return new URLSearchParams(now).toString();
  };
  const untouched = answers();
  const isTouched = () => answers() !== untouched || form.hidden || location.search !== ""
    || document.querySelector(".error-summary") !== null || scrollY > 0;

  const reset = async () => {
    clearInterval(countdown);
    if (dialog.open) dialog.close();
    form.reset();
    delete form.dataset.key;
    delete form.dataset.seed;
    if (await isReachable()) return goHome();
    form.hidden = false;
    await suaraLoket.show();
    document.getElementById("main").focus({ preventScroll: true });
    scrollTo(0, 0);
    return wait();
  };
  const warn = () => {
    if (!isTouched()) return wait();
    let left = WARNING_S;
    const tick = () => {
      if (!dialog.open) return clearInterval(countdown);
      seconds.textContent = seconds.dataset.words.replace("{n}", left);
      left -= 1;
      return left < 0 && reset();
    };
    dialog.showModal();
    tick();
    countdown = setInterval(tick, 1000);
    return undefined;
  };
  const wait = () => {
    clearTimeout(idle);
    idle = setTimeout(warn, IDLE_MS);
  };
  ["pointerdown", "keydown", "input", "scroll"].forEach((name) => {
    addEventListener(name, () => dialog.open || wait(), { passive: true });
  });
  dialog.addEventListener("close", () => {
    clearInterval(countdown);
    wait();
  });
  document.addEventListener("answer-waits", () => setTimeout(reset, DONE_MS));
  wait();

  const showNight = (isNight) => {
    night.hidden = !isNight;
    hiddenByNight.forEach((part) => { part.inert = isNight; });
    if (isNight) night.focus();
  };
  const look = async () => {
    const isThere = await isReachable();
    if (isTouched()) return;
    if (isThere && performance.now() - begun > FRESH_MS) goHome();
    const hour = (serverTime() / HOUR_MS + Number(zone)) % 24;
    const isNight = hour < Number(opens) || hour >= Number(closes);
    if (isNight === night.hidden) showNight(isNight);
  };
  setInterval(look, LOOK_MS);
  isReachable();

  const keep = async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    const kept = await caches.open("kiosk");
    const links = [...document.querySelectorAll("a[hreflang]")].map((link) => link.href);
    for (const address of [home, ...links]) {
      const { pathname, search } = new URL(address, location.href);
      if (await kept.match(pathname + search)) continue;
      const reply = await fetch(address, { cache: "no-store" });
      if (reply.headers.get("Kiosk-Screen") === "form") await kept.put(pathname + search, reply);
    }
  };
  if (navigator.serviceWorker) keep().catch(() => {});
})();
