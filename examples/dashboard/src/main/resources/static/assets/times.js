// Writes times in the reader's own zone and language; the server wrote them in its own.

const language = document.documentElement.lang || undefined;
const day = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat(language, { timeStyle: "medium" });

export function localTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    time.textContent = ("clock" in time.dataset ? clock : day).format(moment);
    time.title = day.format(moment);
  }
}
