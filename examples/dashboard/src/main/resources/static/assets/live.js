// Brings the news into a page that the server has rendered. The server sends which job has changed (server-sent events);
// the page then asks for itself once more and takes over the parts that differ. Nothing is asked for on a timer.

import { localTimes } from "./times.js";

const PAUSE = 300; // milliseconds in which several changes become one request

const watched = document.body.dataset.live;
const known = new WeakMap(); // what the server sent for an element, before times were made local
let due = null;
let asking = false;
let again = false;

function remember(root) {
  for (const element of root.querySelectorAll("[data-part], [data-list] > *")) {
    known.set(element, element.outerHTML);
  }
  localTimes(root);
}

function show(element, wanted) {
  const html = wanted.outerHTML;
  if (known.get(element) === html) {
    return element;
  }
  const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
  if (element.getAttribute("role") === "status") {
    // A live region has to stay the same element, or its news are not read out.
    element.className = wanted.className;
    element.innerHTML = wanted.innerHTML;
    known.set(element, html);
    return element;
  }
  const fresh = document.importNode(wanted, true);
  element.replaceWith(fresh);
  known.set(fresh, html);
  localTimes(fresh);
  if (focused) {
    document.getElementById(focused)?.focus();
  }
  return fresh;
}

function showList(list, wanted) {
  list.className = wanted.className;
  const stay = new Set();
  let place = null;
  for (const item of wanted.children) {
    let element = item.id ? document.getElementById(item.id) : null;
    if (element && list.contains(element)) {
      element = show(element, item);
    } else {
      element = document.importNode(item, true);
      known.set(element, item.outerHTML);
      localTimes(element);
    }
    const next = place ? place.nextElementSibling : list.firstElementChild;
    if (element !== next) {
      list.insertBefore(element, next);
    }
    stay.add(element);
    place = element;
  }
  for (const element of [...list.children]) {
    if (!stay.has(element)) {
      element.remove();
    }
  }
}

async function refresh() {
  due = null;
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.status === 404) {
      location.assign("/");
      return;
    }
    if (answer.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-part]")) {
        const wanted = fresh.getElementById(part.id);
        if (wanted) {
          show(part, wanted);
        }
      }
      for (const list of document.querySelectorAll("[data-list]")) {
        const wanted = fresh.getElementById(list.id);
        if (wanted) {
          showList(list, wanted);
        }
      }
    }
  } catch {
    // The server is away; the stream connects again by itself, and the page is read anew then.
  } finally {
    asking = false;
    if (again) {
      again = false;
      soon();
    }
  }
}

function soon() {
  due ??= setTimeout(refresh, PAUSE);
}

function listen() {
  const news = new EventSource("/api/events");
  // What happened before the connection was there, or while it was away, was told to nobody.
  news.addEventListener("open", soon);
  news.addEventListener("message", (message) => {
    if (watched === "all" || JSON.parse(message.data).id === watched) {
      soon();
    }
  });
  addEventListener("pagehide", () => news.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      location.reload();
    }
  });
}

remember(document);
if (watched) {
  listen();
}
