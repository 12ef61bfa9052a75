// Chosen files, before they are sent: previews, an order by dragging or by buttons, and each can be removed again. They
// stay in the form's own file input, in the order that is shown, so that the form is sent as ever.

const MAX_BYTES = 20 * 1024 * 1024;
const PICTURES = ["image/png", "image/jpeg", "image/webp"];

/** Makes a picker of each field with data-files, whose value is how many there may be. */
export function pickFiles() {
  const preview = document.getElementById("preview");
  for (const field of document.querySelectorAll("[data-files]")) {
    new Picker(field, preview).start();
  }
}

class Picker {
  constructor(field, preview) {
    this.field = field;
    this.texts = preview.dataset;
    this.item = preview.content.firstElementChild;
    this.most = Number(field.dataset.files);
    this.input = field.querySelector("input[type=file]");
    this.list = field.querySelector(".previews");
    this.said = field.querySelector("[data-said]");
    this.errors = field.querySelector("[data-error]");
    this.files = [];
    this.dragged = null;
  }

  start() {
    this.input.addEventListener("change", () => this.add([...this.input.files]));
    this.input.form.addEventListener("reset", () => setTimeout(() => this.show([])));
    this.field.addEventListener("dragover", (event) => this.over(event));
    this.field.addEventListener("dragleave", () => this.field.classList.remove("over"));
    this.field.addEventListener("drop", (event) => this.drop(event));
    this.list.addEventListener("click", (event) => this.press(event.target.closest("button")));
    this.list.addEventListener("dragstart", (event) => this.drag(event));
    this.list.addEventListener("dragend", () => this.settle());
    if (this.input.files.length > 0) {
      this.add([...this.input.files]); // a browser has kept them over a reload
    }
  }

  add(chosen) {
    const good = chosen.filter((file) => PICTURES.includes(file.type) && file.size <= MAX_BYTES);
    const wrong = chosen.filter((file) => !good.includes(file)).map((file) => `${file.name}: ${this.fault(file)}`);
    const all = this.most === 1 ? good.slice(0, 1) : [...this.files, ...good];
    if (all.length > this.most || (this.most === 1 && good.length > 1)) {
      wrong.push(this.field.dataset.tooMany);
    }
    this.show(this.most === 1 && all.length === 0 ? this.files : all.slice(0, this.most));
    this.complain(wrong);
    if (good.length > 0) {
      this.say(this.texts.added, good.map((file) => file.name).join(", "));
    }
  }

  fault(file) {
    return PICTURES.includes(file.type) ? this.texts.tooLarge : this.texts.noPicture;
  }

  complain(texts) {
    this.errors.replaceChildren(
      ...texts.map((text) => {
        const line = document.createElement("p");
        line.textContent = text;
        return line;
      }),
    );
    this.field.toggleAttribute("data-invalid", texts.length > 0);
  }

  /** Shows these files, and gives them to the form. */
  show(files) {
    this.files = files;
    const kept = new DataTransfer();
    files.forEach((file) => kept.items.add(file));
    this.input.files = kept.files;
    for (const image of this.list.querySelectorAll("img")) {
      URL.revokeObjectURL(image.src);
    }
    this.list.replaceChildren(...files.map((file, index) => this.preview(file, index)));
    this.field.classList.toggle("chosen", files.length > 0);
  }

  preview(file, index) {
    const item = document.importNode(this.item, true);
    item.dataset.index = index;
    item.draggable = this.most > 1;
    const image = item.querySelector("img");
    image.addEventListener("error", () => image.removeAttribute("src")); // it is no picture after all
    image.src = URL.createObjectURL(file);
    item.querySelector(".place").textContent = this.most > 1 ? index + 1 : "";
    item.querySelector(".name").textContent = file.name;
    for (const button of item.querySelectorAll("button")) {
      button.ariaLabel = filled(button.dataset.label, file.name);
      const to = index + Number(button.dataset.move ?? 0);
      button.disabled = to < 0 || to >= this.files.length;
      button.hidden = this.most === 1 && "move" in button.dataset;
    }
    return item;
  }

  press(button) {
    if (!button) {
      return;
    }
    const index = Number(button.closest("li").dataset.index);
    if ("move" in button.dataset) {
      this.move(index, index + Number(button.dataset.move));
      const again = this.list.children[index + Number(button.dataset.move)];
      const same = again.querySelector(`[data-move="${button.dataset.move}"]`);
      (same.disabled ? again.querySelector("[data-move]:not(:disabled)") : same).focus();
    } else {
      const name = this.files[index].name;
      this.show(this.files.filter((file, place) => place !== index));
      this.complain([]);
      this.say(this.texts.removed, name);
      const next = this.list.children[Math.min(index, this.files.length - 1)];
      (next?.querySelector("[data-remove]") ?? this.input).focus();
    }
  }

  move(from, to) {
    const files = [...this.files];
    files.splice(to, 0, ...files.splice(from, 1));
    this.show(files);
    this.say(this.texts.moved, files[to].name, to + 1, files.length);
  }

  drag(event) {
    this.dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.dragged.dataset.index);
    this.dragged.classList.add("dragged");
  }

  over(event) {
    const hasFiles = event.dataTransfer.types.includes("Files");
    if (!hasFiles && !this.dragged) {
      return;
    }
    event.preventDefault();
    this.field.classList.toggle("over", hasFiles && !this.dragged);
    const under = event.target.closest("li");
    if (this.dragged && under && under !== this.dragged) {
      const isAfter = this.dragged.compareDocumentPosition(under) & Node.DOCUMENT_POSITION_FOLLOWING;
      isAfter ? under.after(this.dragged) : under.before(this.dragged);
    }
  }

  drop(event) {
    event.preventDefault();
    this.field.classList.remove("over");
    if (!this.dragged) {
      this.add([...event.dataTransfer.files]);
    }
  }

  /** The files follow the order into which their previews were dragged. */
  settle() {
    if (this.dragged) {
      const from = Number(this.dragged.dataset.index);
      const to = [...this.list.children].indexOf(this.dragged);
      this.dragged = null;
      this.move(from, to);
    }
  }

  say(text, ...values) {
    this.said.textContent = filled(text, ...values);
  }
}

function filled(text, ...values) {
  return text.replace(/\{(\d)\}/g, (place, number) => values[number]);
}
