/* Keeps an answer on the device until the server's receipt is there. Pages and worker load it. */
"use strict";
(() => {
  const STORE = "answers";
  const FIRST_WAIT_MS = 2000;
  const LONGEST_WAIT_MS = 300000;

  const opened = () => new Promise((done, failed) => {
    const asked = indexedDB.open("suara-loket", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const within = async (mode, act) => {
    const base = await opened();
    try {
      return await new Promise((done, failed) => {
        const turn = base.transaction(STORE, mode, { durability: "strict" });
        const asked = act(turn.objectStore(STORE));
        turn.oncomplete = () => done(asked.result);
        turn.onabort = () => failed(turn.error);
      });
    } finally {
      base.close();
    }
  };
  const put = (entry) => within("readwrite", (store) => store.put(entry));
  const remove = (key) => within("readwrite", (store) => store.delete(key));
  const all = async () => (await within("readonly", (s) => s.getAll())).filter((e) => e.body);
  const waiting = async () => (await all()).filter((entry) => entry.refused === undefined);

  /* What the server says of an answer: taken, refused in words, or nothing that can be relied on. */
  const post = async (entry) => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 20000);
    try {
      const reply = await fetch(entry.action, {
        method: "POST", body: entry.body, signal: stop.signal, credentials: "omit",
        headers: {
          Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded",
        },
      });
      const said = await reply.json();
      if (reply.ok && said.receipt) return { taken: said };
      if (reply.status < 500 && reply.status !== 429 && said.message) return { refused: said.message };
    } catch { /* No network, or somebody else's page. */ } finally {
      clearTimeout(timer);
    }
    return {};
  };
  const reachable = () => fetch("/jaringan", { cache: "no-store" })
    .then((reply) => reply.status === 204, () => false);

  /* One tab at a time; a second upload would be harmless, but a waste. */
  const alone = async (act) => {
    if (navigator.locks) {
      return navigator.locks.request("suara-loket", { ifAvailable: true }, (lock) => lock && act());
    }
    let mine = false;
    await within("readwrite", (store) => {
      const asked = store.get("");
      asked.onsuccess = () => {
        const left = (asked.result ? asked.result.until : 0) - Date.now();
        mine = !(left > 0 && left <= 60000);
        if (mine) store.put({ key: "", until: Date.now() + 60000 });
      };
      return asked;
    });
    return mine && act().finally(() => remove(""));
  };
  /* Sends what waits, one after the other; true when nothing is left to send. */
  const drain = (whenTaken = () => {}) => alone(async () => {
    for (const entry of await waiting()) {
      const { taken, refused } = await post(entry);
      if (taken) await remove(entry.key).then(() => whenTaken(entry, taken));
      else if (refused) await put({ ...entry, refused });
      else return false;
    }
    return true;
  });
  const token = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  globalThis.suaraLoket = { all, waiting, put, remove, post, drain, reachable, token };
  if (typeof document === "undefined") return;

  const box = document.getElementById("waiting");
  const form = document.querySelector("form[method=post]");
  if (!box) return;
  const words = box.dataset;
  const button = form && form.querySelector("[type=submit]");
  let pause = FIRST_WAIT_MS;
  let timer;
  let hadSome = false;
  let own = "";

  const say = (text, act) => {
    const sheet = box.appendChild(document.createElement("div"));
    sheet.className = "sheet";
    sheet.appendChild(document.createElement("p")).textContent = text;
    if (!act) return;
    const pressed = sheet.appendChild(document.createElement("button"));
    Object.assign(pressed, { type: "button", className: "button button--secondary", onclick: act });
    pressed.textContent = words.remove;
  };
  const show = async () => {
    const entries = await all();
    const count = entries.filter((entry) => entry.refused === undefined).length;
    box.textContent = "";
    if (words.kept && form.hidden) say(words.kept);
    if (count) say(words.waiting.replace("{n}", count));
    else if (hadSome) say(words.sent);
    hadSome = hadSome || count > 0;
    entries.filter((entry) => entry.refused).forEach((entry) => {
      say(`${entry.place}: ${entry.refused}`, () => remove(entry.key).then(show));
    });
    return count;
  };
  suaraLoket.show = show;
  const thank = (entry, taken) => entry.key === own && location.replace(taken.thanks);
  const keepTrying = async () => {
    clearTimeout(timer);
    if (!await show()) return;
    const isDone = await reachable() && await drain(thank);
    pause = isDone ? FIRST_WAIT_MS : Math.min(2 * pause, LONGEST_WAIT_MS);
    if (await show()) timer = setTimeout(keepTrying, pause * (0.5 + Math.random()));
  };
  const soon = () => {
    pause = FIRST_WAIT_MS;
    keepTrying().catch(() => {});
  };
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  addEventListener("pageshow", (shown) => shown.persisted && location.reload());
  soon();
  if (!form || words.needed === undefined) return;

  const isKept = (entry) => put(entry).then(() => true, () => false);
  const tell = (text) => {
    box.textContent = "";
    say(text);
    box.focus();
  };
  const settle = async (entry, kept) => {
    if (!kept) return tell(words.full);
    form.hidden = true;
    form.reset();
    await show();
    box.focus();
    if (words.device === undefined) own = entry.key;
    document.dispatchEvent(new Event("answer-waits"));
    soon();
    const worker = await navigator.serviceWorker?.getRegistration();
    return worker && worker.sync && worker.sync.register("suara-loket").catch(() => {});
  };
  const send = async () => {
    if (words.device !== undefined) {
      form.elements.submission_key.value = form.dataset.key = form.dataset.key || token();
      form.elements.receipt_seed.value = form.dataset.seed = form.dataset.seed || token();
    }
    const gap = words.needed.split(" ").find((key) => !form.elements[key].value);
    const entry = {
      key: form.elements.submission_key.value,
      action: form.action,
      body: new URLSearchParams(new FormData(form)).toString(),
      place: document.querySelector("h1").textContent,
    };
    const kept = !gap && await isKept(entry);
    const { taken, refused } = await post(entry);
    if (taken || refused) await remove(entry.key).catch(() => {});
    if (taken) {
      form.reset();
      location.replace(taken.thanks);
    } else if (refused) {
      form.submit();
    } else if (gap) {
      tell(words.gap);
      document.getElementById(`${gap}-1`)?.focus();
    } else await settle(entry, kept);
  };
  form.addEventListener("submit", (sent) => {
    sent.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    send().catch(() => form.submit()).finally(() => { button.disabled = false; });
  });
  form.addEventListener("change", () => {
    navigator.serviceWorker?.register("/sw.js").catch(() => {});
  }, { once: true });
})();
