// One message as an element: bubble, media, buttons.

import { element, link, writeText } from "./text.js";
import { dayAndMonth, fileSize, hoursAndMinutes } from "./words.js";

/** The element of a message. `acts` is what a person can do with it. */
export function bubble(message, acts) {
  if (message.pinned_message) return service(`📌 ${acts.words().pinned}`, message);
  const row = element("article", message.mine ? "row mine" : "row", "", {
    "data-id": String(message.message_id),
  });
  const body = element("div", "bubble");
  if (message.via_bot) body.append(element("p", "forwarded", `via @${message.via_bot.username}`));
  if (message.forward_origin) body.append(element("p", "forwarded", acts.words().forwarded));
  if (message.reply_to_message) body.append(quoted(message.reply_to_message, acts));
  if (message.photo) body.append(picture(message, acts));
  if (message.document) body.append(file(message.document, acts));
  if (message.contact) body.append(contact(message.contact, acts));
  body.append(...text(message, acts));
  body.append(foot(message, acts));
  body.classList.toggle("only-picture", Boolean(message.photo && !message.caption));
  row.append(body);
  // As in Telegram on a computer.
  body.addEventListener("dblclick", () => acts.reply(message));
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length) row.append(keyboard(message, rows, acts));
  return row;
}

function service(text, message) {
  const row = element("article", "service", "", { "data-id": String(message.message_id) });
  row.append(element("span", "", text));
  return row;
}

function quoted(original, acts) {
  const quote = element("div", "quoted");
  const line = original.text ?? original.caption ?? original.document?.file_name;
  quote.append(element("p", "", line ?? acts.words().picture));
  return quote;
}

function text(message, acts) {
  const written = message.text ?? message.caption;
  if (!written) return [];
  const made = element("div", "text");
  writeText(made, written, message.entities ?? message.caption_entities, acts);
  return [made];
}

function foot(message, acts) {
  const made = element("span", "foot-line");
  if (message.edited) made.append(element("span", "edited", acts.words().edited));
  const date = new Date(message.date * 1000);
  const shown = hoursAndMinutes(date, acts.language());
  made.append(element("time", "", shown, { datetime: date.toISOString() }));
  if (message.mine) made.append(element("span", "ticks", "✓✓", { "aria-hidden": "true" }));
  return made;
}

function picture(message, acts) {
  const size = message.photo.at(-1);
  const address = `/api/files/${encodeURIComponent(size.file_id)}`;
  const open = element("a", "picture", "", { href: address, target: "_blank" });
  open.append(
    element("img", "", "", {
      src: address,
      width: String(size.width),
      height: String(size.height),
      alt: message.caption ?? acts.words().picture,
    }),
  );
  return open;
}

function file(document, acts) {
  const open = element("a", "file", "", {
    href: `/api/files/${encodeURIComponent(document.file_id)}`,
    download: document.file_name ?? "",
  });
  const described = element("span", "file-text");
  described.append(
    element("span", "file-name", document.file_name ?? ""),
    element("span", "file-size", fileSize(document.file_size, acts.language())),
  );
  open.append(element("span", "file-icon", "⤓", { "aria-hidden": "true" }), described);
  return open;
}

function contact(shared, acts) {
  const made = element("div", "file");
  const described = element("span", "file-text");
  const name = element("span", "file-name", shared.first_name);
  described.append(name, element("span", "file-size", shared.phone_number));
  made.append(element("span", "file-icon", "☎", { "aria-hidden": "true" }), described);
  made.setAttribute("aria-label", acts.words().contact);
  return made;
}

function keyboard(message, rows, acts) {
  const made = element("div", "keyboard");
  for (const buttons of rows) {
    const row = element("div", "keyboard-row");
    row.append(...buttons.map((button) => inlineButton(message, button, acts)));
    made.append(row);
  }
  return made;
}

function inlineButton(message, button, acts) {
  if (button.url) {
    const made = link(button.url, "inline-button leads-out", acts);
    made.append(element("span", "label", button.text));
    return made;
  }
  const made = element("button", "inline-button", "", { type: "button" });
  made.append(element("span", "label", button.text));
  if (button.callback_data !== undefined) {
    made.dataset.data = button.callback_data;
    spin(made, acts.isWaiting(message.message_id, button.callback_data));
    made.addEventListener("click", () => acts.press(message.message_id, button.callback_data));
  } else if (button.copy_text) {
    made.addEventListener("click", () => acts.copy(button.copy_text.text));
  }
  return made;
}

/** Show on a button that the bot has not answered yet. */
export function spin(button, waiting) {
  button.classList.toggle("waiting", waiting);
  if (waiting) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

/** The separator above the first message of a day. */
export function daySeparator(seconds, language) {
  const text = dayAndMonth(new Date(seconds * 1000), language);
  const row = element("div", "service day", "", { role: "separator", "aria-label": text });
  row.append(element("span", "", text));
  return row;
}
