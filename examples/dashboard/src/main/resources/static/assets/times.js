// Writes times in the reader's own zone and language; the server wrote them in its own zone.

const page = document.documentElement.lang || "en";
const language = navigator.languages.find((each) => each.split("-")[0] === page) ?? page; // en-GB or en-US, say
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(language, { timeStyle: "medium" });

export function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    time.textContent = ("clock" in time.dataset ? clock : day).format(moment);
    time.title = day.format(moment);
  }
}
