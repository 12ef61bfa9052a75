// Takes over from a page that the server has rendered what differs in the one that is shown: elements with data-part as a
// whole, and the children of elements with data-list one by one. What is not marked, such as a form, is left alone.

import { localTimes } from "./times.js";

const known = new WeakMap(); // what the server sent for an element, before times were made local

/** Notes what the server sent, so that only what differs is replaced later. */
export function remember(root) {
  for (const element of root.querySelectorAll("[data-part], [data-list] > *")) {
    known.set(element, sent(element));
  }
  localTimes(root);
}

/** Reads a page that was answered. */
export async function parsed(answer) {
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Takes over all that differs. */
export function takeOver(fresh) {
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

/** Shows an element as the server has sent it anew. */
export function show(element, wanted) {
  const html = sent(wanted);
  if (known.get(element) === html) {
    return element;
  }
  if (element.getAttribute("role") === "status") {
    // A live region has to stay the same element, or its news are not read out.
    element.className = wanted.className;
    element.innerHTML = wanted.innerHTML;
    known.set(element, html);
    localTimes(element);
    return element;
  }
  const focused = element.contains(document.activeElement) ? document.activeElement.id : "";
  const open = [...element.querySelectorAll("details[id][open]")].map((details) => details.id);
  const fresh = document.importNode(wanted, true);
  element.replaceWith(fresh);
  known.set(fresh, html);
  localTimes(fresh);
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (focused) {
    focusAgain(focused, fresh);
  }
  return fresh;
}

function focusAgain(id, place) {
  const again = document.getElementById(id);
  if (again) {
    again.focus();
  } else {
    // The button is gone with what it was for; whoever works by keyboard goes on from here.
    place.tabIndex = -1;
    place.focus();
  }
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
      known.set(element, sent(item));
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

/** Tokens are masked anew each time, and say nothing new. */
function sent(element) {
  return element.outerHTML.replace(/(name="(?:_csrf|key)" value=")[^"]*/g, "$1");
}
