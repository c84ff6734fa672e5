/* Keeps an answer on the device until the server's receipt is there. Pages and worker load it. */
"use strict";
(() => {
  const STORE = "answers";
  const FIRST_WAIT_MS = 2000;
  const LONGEST_WAIT_MS = 300000;
  const PATIENCE_MS = 20000;
  const SLOW_MS = 3000;
  const REGISTER_MS = 300;

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
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
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
  /* An answer as a form sends it. A form with gaps names no place, and is not kept. */
  const entryOf = (action, body) => {
    const sent = new URLSearchParams(body);
    return { key: sent.get("submission_key"), action, body, place: sent.get("place") };
  };
  /* Whether it is kept. A store that never answers, as some browsers' do, keeps nothing. */
  const keep = (entry) => new Promise((done) => {
    setTimeout(done, SLOW_MS, false);
    put(entry).then(() => done(true), () => done(false));
  });
  /* Keeps an answer while it is given on: whether it is kept, and what the server said. */
  const give = async (entry) => {
    const kept = entry.place !== null && await keep(entry);
    const said = await post(entry);
    const gone = (said.taken || said.refused) && remove(entry.key).catch(() => {});
    /* What was kept late is forgotten too, but nobody waits for a store that did not answer. */
    if (kept) await gone;
    return { kept, ...said };
  };
  const reachable = () => fetch("/jaringan", { cache: "no-store" })
    .then((reply) => reply.status === 204, () => false);

  /* One tab at a time where tabs share locks; elsewhere a second upload is a waste, and harmless. */
  const alone = (act) => (navigator.locks
    ? navigator.locks.request("suara-loket", { ifAvailable: true }, (lock) => lock && act()) : act());
  /* Whoever uploads an answer, the worker too, tells its page: the key, and the thanks if it was taken. */
  const channel = globalThis.BroadcastChannel && new BroadcastChannel("suara-loket");
  /* Sends what waits, one after the other; true when nothing is left to send. */
  const drain = (whenTaken = () => {}) => alone(async () => {
    for (const entry of await waiting()) {
      const { taken, refused } = await post(entry);
      if (taken) {
        /* Told before it is forgotten: if this tab ends in between, another sends it once more. */
        channel?.postMessage([entry.key, taken.thanks]);
        await remove(entry.key);
        whenTaken([entry.key, taken.thanks]);
      } else if (refused) await put({ ...entry, refused });
      else return false;
    }
    return true;
  });
  const token = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
  globalThis.suaraLoket = { all, entryOf, give, drain, channel };
  if (typeof document === "undefined") return;

  const box = document.getElementById("waiting");
  const form = document.querySelector("form[method=post]");
  if (!box) return;
  const words = box.dataset;
  const button = form && form.querySelector("[type=submit]");
  let pause = FIRST_WAIT_MS;
  let timer;
  const waited = new Set();
  let own;
  let isSending = false;
  let isPlain = false;

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
    const kept = entries.map((entry) => entry.key);
    const queued = entries.filter((entry) => entry.refused === undefined);
    const count = queued.length;
    box.textContent = "";
    if (words.kept && form.hidden) say(words.kept);
    if (count) say(words.waiting.replace("{n}", count));
    else if ([...waited].some((key) => !kept.includes(key))) say(words.sent);
    queued.forEach((entry) => waited.add(entry.key));
    entries.filter((entry) => entry.refused).forEach((entry) => {
      const forget = async () => {
        await remove(entry.key);
        waited.delete(entry.key);
        await show();
      };
      say(`${words.refused}: ${entry.place}. ${entry.refused}`, forget);
    });
    return count;
  };
  suaraLoket.show = show;
  const thank = ([key, thanks]) => (key === own ? location.replace(thanks) : show());
  channel?.addEventListener("message", ({ data }) => data[1] && thank(data));
  /* True when all that waits was sent. All of it is, before the thanks lead on and cut a send off. */
  const sendAll = async () => {
    const taken = [];
    const isDone = await reachable() && await drain((one) => taken.push(one));
    taken.forEach(thank);
    return isDone;
  };
  /* Until nothing waits; whatever goes wrong on the way, in the store too, is tried again. */
  const keepTrying = async () => {
    clearTimeout(timer);
    let isLeft = true;
    let isDone = false;
    try {
      isLeft = await show();
      if (isLeft) {
        isDone = await sendAll();
        isLeft = await show();
      }
    } catch { /* Asked again in a while. */ }
    pause = isDone ? FIRST_WAIT_MS : Math.min(2 * pause, LONGEST_WAIT_MS);
    clearTimeout(timer);
    if (isLeft) timer = setTimeout(keepTrying, pause * (0.5 + Math.random()));
  };
  const soon = () => {
    pause = FIRST_WAIT_MS;
    keepTrying();
  };
  addEventListener("online", soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  addEventListener("pageshow", (shown) => (shown.persisted ? location.reload() : soon()));
  if (!form || words.needed === undefined) return;

  /* The first question without an answer; a tap leaves none. */
  const gapIn = (given) => words.gap && words.needed.split(" ").find((key) => !given.get(key));
  const tell = (text) => {
    box.textContent = "";
    say(text);
    box.focus();
  };
  const settle = async (kept) => {
    const gap = gapIn(new FormData(form));
    if (gap) {
      tell(words.gap);
      return document.getElementById(`${gap}-1`)?.focus();
    }
    if (!kept) return tell(words.full);
    form.hidden = true;
    form.reset();
    await show();
    box.focus();
    document.dispatchEvent(new Event("answer-waits"));
    soon();
    const worker = await navigator.serviceWorker?.getRegistration();
    return worker && worker.sync && worker.sync.register("suara-loket").catch(() => {});
  };
  /* The form by itself, as the button would send it: the server's page takes over. */
  const sendPlainly = (pressed) => {
    isPlain = true;
    pressed.disabled = false;
    pressed.click();
  };
  /* A whole answer says where it was given. */
  const place = (given) => {
    if (!given.has("place") && !gapIn(given)) given.append("place", document.querySelector("h1").textContent);
  };
  form.addEventListener("formdata", ({ formData }) => place(formData));
  const send = async (pressed) => {
    const body = new URLSearchParams(new FormData(form));
    place(body);
    if (pressed.name) body.append(pressed.name, pressed.value);
    const { kept, taken, refused } = await suaraLoket.give(entryOf(form.action, body.toString()));
    if (taken) {
      form.reset();
      location.replace(taken.thanks);
    } else if (refused) sendPlainly(pressed);
    else await settle(kept);
  };
  /* Each person at a kiosk gets keys of their own; a phone waits for the thanks of its own key. */
  const stamp = () => {
    const { submission_key: key, receipt_seed: seed } = form.elements;
    if (words.device !== undefined) {
      key.value = form.dataset.key = form.dataset.key || token();
      seed.value = form.dataset.seed = form.dataset.seed || token();
    } else own = key.value;
  };
  /* Whether the worker carries what the browser sends by itself. */
  const isCarried = () => navigator.onLine && channel && navigator.serviceWorker?.controller;
  form.addEventListener("submit", (sent) => {
    /* An old browser does not say which of several buttons was pressed. */
    const pressed = sent.submitter || (button.name ? null : button);
    if (isPlain || !pressed) return;
    if (isSending || !isCarried()) sent.preventDefault();
    if (isSending) return;
    isSending = true;
    stamp();
    setTimeout(() => isSending && tell(words.sending), SLOW_MS);
    if (!sent.defaultPrevented) return void setTimeout(() => { isSending = false; }, PATIENCE_MS);
    pressed.disabled = true;
    send(pressed).catch(() => sendPlainly(pressed)).finally(() => {
      isSending = pressed.disabled = false;
    });
  });
  channel?.addEventListener("message", ({ data: [key, thanks, kept] }) => {
    if (thanks || key !== form.elements.submission_key.value) return;
    isSending = false;
    settle(kept);
  });
  /* Once the page is seen, so that a slow phone does one thing at a time. */
  const register = () => navigator.serviceWorker?.register("/sw.js").catch(() => {});
  addEventListener("pageshow", () => setTimeout(register, REGISTER_MS));
})();
