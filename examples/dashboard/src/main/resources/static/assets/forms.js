// Sends forms without leaving the page, so that nothing is lost of what was chosen, and takes over what the answer shows:
// the news, or what is wrong with which field.

import { parsed, takeOver } from "./parts.js";
import { tell } from "./live.js";

/** Sends all forms with data-inline in place; its value names where to look after that, if anywhere. */
export function sendInPlace() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-inline]")) {
      event.preventDefault();
      send(form, event.submitter);
    }
  });
}

async function send(form, button) {
  if (form.getAttribute("aria-busy") === "true") {
    return;
  }
  form.setAttribute("aria-busy", "true");
  try {
    const fields = new FormData(form, button);
    const hasFiles = form.enctype === "multipart/form-data";
    const body = hasFiles ? fields : new URLSearchParams(fields);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
    await show(form, answer);
  } catch {
    tell(document.getElementById("trouble").dataset.unsent);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

async function show(form, answer) {
  const fresh = await parsed(answer);
  const isRefused = answer.status === 400 && fresh.getElementById(form.id);
  if (answer.ok && !isSamePage(answer.url)) {
    location.assign(answer.url);
  } else if (answer.ok) {
    tell("");
    takeOver(fresh);
    takeErrors(form, fresh);
    takeKeys(fresh);
    if (form.dataset.inline) {
      form.reset();
      document.getElementById(form.dataset.inline).scrollIntoView({ block: "start" });
    }
  } else if (isRefused) {
    tell("");
    takeErrors(form, fresh);
    form.querySelector("[aria-invalid=true], [data-invalid] input")?.focus();
  } else {
    tell(fresh.querySelector("#failure")?.textContent ?? document.getElementById("trouble").dataset.unsent);
  }
}

function isSamePage(url) {
  const there = new URL(url);
  return there.pathname + there.search === location.pathname + location.search;
}

function takeErrors(form, fresh) {
  for (const place of form.querySelectorAll("[data-error]")) {
    const wanted = fresh.getElementById(place.id);
    place.replaceChildren(...(wanted ? document.importNode(wanted, true).childNodes : []));
    const isWrong = place.childElementCount > 0;
    const field = place.closest(".field, fieldset");
    field?.toggleAttribute("data-invalid", isWrong);
    const input = field?.querySelector("textarea, input[type=file], input[type=text]");
    if (input) {
      isWrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
    }
    for (const [index, item] of [...(field?.querySelectorAll(".preview") ?? [])].entries()) {
      item.toggleAttribute("data-invalid", place.querySelector(`[data-index="${index}"]`) !== null);
    }
  }
}

/** Each filled-in form has a key of its own, so that sending it twice makes one job. */
function takeKeys(fresh) {
  for (const form of document.querySelectorAll("form[id]")) {
    const wanted = fresh.getElementById(form.id)?.querySelector("input[name=key]");
    const key = form.querySelector("input[name=key]");
    if (wanted && key) {
      key.value = wanted.value;
      key.defaultValue = wanted.value;
    }
  }
}
