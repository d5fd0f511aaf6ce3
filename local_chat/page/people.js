// The people one can be: the list, the switch, a new one, language and blocking.

import { post } from "./api.js";
import { element } from "./text.js";

const byId = (id) => document.getElementById(id);
const COLOURS = 7;

/** Give an avatar the person's letter and colour. */
export function paintAvatar(avatar, person) {
  avatar.textContent = [...person.first_name][0] ?? "?";
  avatar.dataset.colour = String(person.id % COLOURS);
}

/** The panel of people. `chat` tells who is on and switches. */
export class People {
  constructor(chat) {
    this.chat = chat;
    byId("open-people").addEventListener("click", () => this.toggle());
    byId("close-people").addEventListener("click", () => this.toggle(false));
    byId("scrim").addEventListener("click", () => this.toggle(false));
    byId("people").addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.toggle(false);
    });
    byId("language").addEventListener("change", (event) =>
      this.change("language", { language_code: event.target.value }),
    );
    byId("block").addEventListener("click", () =>
      this.change("blocked", { blocked: !this.chat.me.blocked }),
    );
    byId("new-person").addEventListener("submit", (event) => this.add(event));
  }

  toggle(open = !document.body.classList.contains("people-open")) {
    const wasOpen = document.body.classList.contains("people-open");
    document.body.classList.toggle("people-open", open);
    byId("scrim").hidden = !open;
    byId("open-people").setAttribute("aria-expanded", String(open));
    if (open) byId("people-list").querySelector("[aria-current=true]")?.focus();
    else if (wasOpen) byId("open-people").focus();
  }

  change(what, values) {
    this.chat.attempt(post(`/api/people/${this.chat.me.id}/${what}`, values));
  }

  async add(event) {
    event.preventDefault();
    const name = byId("new-name").value.trim();
    if (!name) return;
    const person = await this.chat.attempt(
      post("/api/people", { first_name: name, language_code: byId("new-language").value }),
    );
    if (!person) return;
    byId("new-name").value = "";
    this.chat.meet(person);
    this.toggle(false);
  }

  async use(tool, button) {
    button.disabled = true;
    const person = this.chat.me.id;
    await this.chat.attempt(post(`/api/people/${person}/tools/${tool.name}`, {}));
    button.disabled = false;
    this.toggle(false);
  }

  tool(tool) {
    const made = element("div", "tool");
    const { language } = this.chat;
    const button = element("button", "main-button", tool.label[language], { type: "button" });
    button.addEventListener("click", () => this.use(tool, button));
    made.append(button, element("p", "person-note", tool.hint[language]));
    return made;
  }

  show() {
    const { me, people, words } = this.chat;
    byId("people-title").textContent = words.people;
    byId("new-title").textContent = words.newPerson;
    byId("new-name").placeholder = words.name;
    byId("new-name-label").textContent = words.name;
    byId("new-language-label").textContent = words.language;
    byId("new-add").textContent = words.add;
    byId("language-label").textContent = words.language;
    byId("language").value = this.chat.language;
    byId("block").textContent = me.blocked ? words.unblock : words.block;
    byId("close-people").setAttribute("aria-label", words.close);
    paintAvatar(byId("my-avatar"), me);
    byId("my-label").textContent = `${words.writingAs} ${me.first_name}`;
    byId("open-people").title = byId("my-label").textContent;
    const unread = [...this.chat.unread.values()].reduce((sum, count) => sum + count, 0);
    byId("my-badge").textContent = String(unread);
    byId("my-badge").hidden = !unread;
    byId("tools").replaceChildren(...(this.chat.tools ?? []).map((tool) => this.tool(tool)));
    byId("tools").hidden = !this.chat.tools?.length;
    const focused = document.activeElement?.dataset?.person;
    byId("people-list").replaceChildren(...people.map((person) => this.entry(person)));
    if (focused) byId("people-list").querySelector(`[data-person="${focused}"]`)?.focus();
  }

  entry(person) {
    const item = element("li");
    const button = element("button", "person", "", { type: "button", "data-person": person.id });
    const avatar = element("span", "avatar", "", { "aria-hidden": "true" });
    paintAvatar(avatar, person);
    const described = element("span", "person-text", "", { lang: person.language_code ?? "en" });
    described.append(
      element("span", "person-name", person.first_name),
      element("span", "person-note", person.note || (person.language_code ?? "")),
    );
    button.append(avatar, described);
    const unread = this.chat.unread.get(person.id) ?? 0;
    if (unread) button.append(element("span", "badge", String(unread)));
    if (person.id === this.chat.me.id) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => {
      this.chat.become(person.id);
      this.toggle(false);
    });
    item.append(button);
    return item;
  }
}
