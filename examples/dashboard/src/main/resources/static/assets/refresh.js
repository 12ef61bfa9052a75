// Refreshing by hand or every ten seconds, a card alone, and the log's filters, each without leaving the page.

import { refresh } from "./live.js";
import { parsed, show } from "./parts.js";

const EVERY = 10_000; // milliseconds
const KEPT = "hookline-auto-refresh";

let timer = null;

/** Makes the page's own links and filters work in place. */
export function refreshInPlace() {
  document.addEventListener("click", (event) => {
    const card = event.target.closest("a[data-refresh-card]");
    const all = event.target.closest("a[data-refresh]");
    if (card || all) {
      event.preventDefault();
      busily(card ?? all, card ? () => refreshCard(card) : refresh);
    }
  });
  document.addEventListener("change", (event) => {
    const filter = event.target.closest("form[data-filter]");
    if (filter) {
      history.replaceState(null, "", location.pathname + "?" + new URLSearchParams(new FormData(filter)));
      refresh();
    }
  });
  refreshByItself(document.getElementById("auto-refresh"));
}

function refreshByItself(box) {
  if (!box) {
    return;
  }
  box.checked = localStorage.getItem(KEPT) === "on";
  const follow = () => {
    clearInterval(timer);
    timer = box.checked ? setInterval(refresh, EVERY) : null;
  };
  box.addEventListener("change", () => {
    localStorage.setItem(KEPT, box.checked ? "on" : "off");
    follow();
  });
  follow();
}

async function busily(link, work) {
  link.classList.add("busy");
  await work();
  document.getElementById(link.id)?.classList.remove("busy");
}

async function refreshCard(link) {
  const card = link.closest(".card");
  try {
    const url = new URL(link.href);
    url.searchParams.set("part", "");
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const fresh = answer.ok ? (await parsed(answer)).getElementById(card.id) : null;
    if (fresh) {
      show(card, fresh);
    } else {
      await refresh();
    }
  } catch {
    // The server is away; the page says so by itself.
  }
}
