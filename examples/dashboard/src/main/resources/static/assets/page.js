// The script of every page. All of it works without: scripts bring the news, and comfort.

import { remember } from "./parts.js";
import { listen } from "./live.js";
import { sendInPlace } from "./forms.js";
import { pickFiles } from "./files.js";
import { refreshInPlace } from "./refresh.js";

document.documentElement.classList.add("script");
for (const element of document.querySelectorAll("[data-script]")) {
  element.hidden = false;
}
for (const element of document.querySelectorAll("[data-without-script]")) {
  element.hidden = true;
}

remember(document);
pickFiles();
sendInPlace();
refreshInPlace();
if (document.body.dataset.live) {
  listen(document.body.dataset.live);
}
