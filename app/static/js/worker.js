/* Opens a page without a network: the kiosk's form, or else the page that says what waits.
   `FILES` and `SHELL` stand above, put there by the server. No answer and no phone's form is kept. */
"use strict";
const KIOSK = "kiosk";
const OFFLINE = "/luring";
const PAGES = /^\/(s|t|k)\//;

addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((kept) => kept.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener("activate", (event) => {
  const drop = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((n) => n !== SHELL && n !== KIOSK).map((n) => caches.delete(n)));
    await clients.claim();
  };
  event.waitUntil(drop());
});
addEventListener("sync", (event) => {
  const send = async () => {
    if (await suaraLoket.drain() === false) throw new Error("not all could be sent");
  };
  event.waitUntil(send());
});

/* The file of that name, though its version may be another. */
const fileLike = async (address) => {
  const name = address.split("/").slice(3).join("/");
  const found = FILES.find((file) => file.split("/").slice(3).join("/") === name);
  return found ? caches.match(found, { ignoreVary: true }) : Response.error();
};
const file = async (request, address) => {
  const kept = await caches.match(address, { ignoreVary: true });
  return kept || fetch(request).catch(() => fileLike(address));
};
/* A kiosk's form serves many people: its script makes each one a key. A refused device forgets. */
const remember = async (address, reply) => {
  const kept = await caches.open(KIOSK);
  if (reply.headers.get("Kiosk-Screen") === "form") await kept.put(address, reply.clone());
  else if (reply.status === 404 || reply.status === 410) await caches.delete(KIOSK);
};
const firstKept = async (addresses, cacheName) => {
  for (const address of addresses) {
    const found = await caches.match(address, { cacheName, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
};
const languageOf = (asked) => (asked.has("bahasa") ? `?bahasa=${asked.get("bahasa")}` : "");
/* The page that says what waits, and leads a kiosk back to its form. */
const away = async (asked) => await firstKept([OFFLINE + languageOf(asked), OFFLINE], SHELL)
  || Response.error();
const page = async (event, { pathname, search, searchParams }) => {
  const address = pathname + search;
  try {
    /* Once more at once, and anew: what is left of a connection that was cut fails by itself, as
       does a page that Back leads to and that was never kept. */
    const anew = () => fetch(new Request(event.request, { cache: "reload" }));
    const reply = await fetch(event.request).catch(anew);
    if (pathname.startsWith("/k/")) await remember(address, reply);
    return reply;
  } catch {
    /* Without the display that was asked for, rather than not at all. */
    const addresses = [address, pathname + languageOf(searchParams), pathname];
    return await firstKept(addresses, KIOSK) || away(searchParams);
  }
};
/* What a form sends: kept until it is taken. While it waits, the page stays and is told. */
const answer = async ({ request }, { searchParams }) => {
  const asSent = request.clone();
  /* What Back leads to was sent long ago, and is kept nowhere: the form is opened anew. */
  const instead = () => request.cache === "default"
    ? away(searchParams) : Response.redirect(request.url, 303);
  const sendOn = () => fetch(asSent).catch(instead);
  const entry = suaraLoket.entryOf(request.url, await request.text());
  if (!entry.key) return sendOn();
  const { kept, taken, refused } = await suaraLoket.give(entry);
  if (taken) return Response.redirect(taken.thanks, 303);
  if (refused) return sendOn();
  suaraLoket.channel.postMessage([entry.key, "", kept]);
  return new Response(null, { status: 204 });
};
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method === "POST") {
    if (request.mode === "navigate" && PAGES.test(address.pathname)) event.respondWith(answer(event, address));
  } else if (address.pathname.startsWith("/assets/")) event.respondWith(file(request, address.pathname));
  else if (request.mode === "navigate" && PAGES.test(address.pathname)) {
    event.respondWith(page(event, address));
  }
});
