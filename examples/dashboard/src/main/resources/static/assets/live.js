// The server sends which job has changed (server-sent events); the page then asks for itself once more. Nothing is asked
// for on a timer, unless somebody has switched that on.

import { parsed, takeOver } from "./parts.js";

const PAUSE = 300; // milliseconds in which several changes become one request
const SHARE = 3; // of the time in which many changes come, at most a third is spent on asking

let due = null;
let asking = null;
let again = false;
let pause = PAUSE;

/** Shows the page as it is now; whoever asks while that is under way waits for one more time. */
export function refresh() {
  clearTimeout(due);
  due = null;
  if (asking) {
    again = true;
    return asking;
  }
  const began = performance.now();
  asking = ask().finally(() => {
    asking = null;
    pause = Math.max(PAUSE, SHARE * (performance.now() - began));
    if (again) {
      again = false;
      soon();
    }
  });
  return asking;
}

async function ask() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.status === 404) {
      location.assign("/");
    } else if (answer.redirected && new URL(answer.url).pathname === "/login") {
      location.assign(answer.url);
    } else if (answer.ok) {
      takeOver(await parsed(answer));
    }
  } catch {
    // The server is away; the stream connects again by itself, and the page is read anew then.
  }
}

function soon() {
  due ??= setTimeout(refresh, pause);
}

/** Tells of trouble with the connection, or that there is none any more. */
export function tell(text) {
  const place = document.getElementById("trouble");
  if (place && place.textContent !== text) {
    place.textContent = text;
    place.classList.toggle("quiet", text === "");
  }
}

/** Listens to what becomes of one job, or of all. */
export function listen(watched) {
  const news = new EventSource("/api/events");
  // What happened before the connection was there, or while it was away, was told to nobody.
  news.addEventListener("open", () => {
    tell("");
    soon();
  });
  news.addEventListener("error", () => tell(document.getElementById("trouble").dataset.away));
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
