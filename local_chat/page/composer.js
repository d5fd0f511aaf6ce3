// Where a person writes: the field, the command menu, files, the bot's reply keyboard.

import { post, upload } from "./api.js";
import { Inline } from "./inline.js";
import { element } from "./text.js";

const byId = (id) => document.getElementById(id);
// Nobody's number: a country code and zeros.
const INVENTED_PHONE = "+70000000000";

/** The foot of the chat. `chat` tells who is on and says things for them. */
export class Composer {
  constructor(chat) {
    this.chat = chat;
    this.field = byId("field");
    this.commands = byId("commands");
    this.inline = new Inline(chat, this.commands, () => this.clear());
    byId("no-reply").addEventListener("click", () => this.replyTo(null));
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("input", () => this.typed());
    byId("menu").addEventListener("click", () => this.toggleMenu());
    byId("start").addEventListener("click", () => this.begin());
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", (event) => this.attach(event.target));
    document.addEventListener("click", (event) => {
      if (!byId("menu").contains(event.target)) this.showCommands([]);
    });
  }

  send() {
    const text = this.field.value.trim();
    if (!text || this.inline.asked !== null) return;
    this.clear();
    this.chat.say(text, this.replied?.message_id);
    this.replyTo(null);
  }

  clear() {
    this.field.value = "";
    this.typed();
  }

  /** What is written next answers this message; null for none. */
  replyTo(message) {
    this.replied = message;
    byId("reply").hidden = !message;
    if (!message) return;
    byId("reply-text").textContent = message.text ?? message.caption ?? this.chat.words.picture;
    byId("no-reply").setAttribute("aria-label", this.chat.words.noReply);
    this.field.focus();
  }

  begin() {
    const { me } = this.chat;
    if (me.blocked) this.chat.attempt(post(`/api/people/${me.id}/blocked`, { blocked: false }));
    else this.chat.say("/start");
  }

  attach(input) {
    const answers = this.replied?.message_id;
    for (const file of input.files) this.chat.attempt(upload(this.chat.me.id, file, answers));
    input.value = "";
    this.replyTo(null);
  }

  key(event) {
    const options = [...this.commands.children];
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      if (at >= 0) options[at].click();
      else this.send();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && options.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.choose(options, (Math.max(at, step > 0 ? -1 : 0) + step + options.length) % options.length);
    } else if (event.key === "Escape") {
      this.showCommands([]);
    }
  }

  choose(options, index) {
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    options[index].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", options[index].id);
  }

  typed() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 132)}px`;
    if (this.inline.typed(this.field.value)) return;
    const typed = /^\/(\w*)$/.exec(this.field.value);
    const matching = typed
      ? this.chat.me.commands.filter((one) => one.command.startsWith(typed[1].toLowerCase()))
      : [];
    this.showCommands(matching);
  }

  toggleMenu() {
    this.showCommands(this.commands.hidden ? this.chat.me.commands : []);
    this.commands.querySelector("li")?.focus();
  }

  showCommands(commands) {
    this.commands.replaceChildren(...commands.map((one, index) => this.option(one, index)));
    this.commands.hidden = !commands.length;
    byId("menu").setAttribute("aria-expanded", String(Boolean(commands.length)));
    this.field.removeAttribute("aria-activedescendant");
  }

  option(command, index) {
    const made = element("li", "command", "", {
      role: "option",
      id: `command-${index}`,
      tabindex: "-1",
      "aria-selected": "false",
    });
    made.append(
      element("span", "command-name", `/${command.command}`),
      element("span", "command-text", command.description),
    );
    const use = () => {
      this.field.value = "";
      this.typed();
      this.chat.say(`/${command.command}`);
    };
    made.addEventListener("click", use);
    made.addEventListener("keydown", (event) => {
      const next = { ArrowDown: made.nextElementSibling, ArrowUp: made.previousElementSibling };
      if (event.key === "Enter" || event.key === " ") use();
      else if (event.key === "Escape") {
        this.showCommands([]);
        byId("menu").focus();
      } else next[event.key]?.focus();
    });
    return made;
  }

  show() {
    const { me, words, isEmpty } = this.chat;
    byId("composer").hidden = isEmpty || me.blocked;
    byId("start").hidden = !(isEmpty || me.blocked);
    byId("start").textContent = me.blocked ? words.unblock : words.start;
    this.field.placeholder = me.placeholder || words.message;
    byId("field-label").textContent = words.message;
    byId("menu-label").textContent = words.menu;
    byId("menu").hidden = !me.commands.length;
    this.commands.setAttribute("aria-label", words.commands);
    byId("send").setAttribute("aria-label", words.send);
    byId("attach").setAttribute("aria-label", words.attach);
    this.showKeyboard(isEmpty || me.blocked ? null : me.keyboard);
  }

  showKeyboard(rows) {
    const made = (rows ?? []).map((buttons) => {
      const row = element("div", "keyboard-row");
      row.append(...buttons.map((button) => this.replyButton(button)));
      return row;
    });
    byId("keyboard").replaceChildren(...made);
    byId("keyboard").hidden = !made.length;
  }

  replyButton(button) {
    const made = element("button", "reply-button", button.text, { type: "button" });
    made.addEventListener("click", () => {
      if (button.request_contact) {
        const path = `/api/people/${this.chat.me.id}/contact`;
        this.chat.attempt(post(path, { phone: INVENTED_PHONE }));
      } else this.chat.say(button.text);
    });
    return made;
  }
}
