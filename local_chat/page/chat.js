// The chat: what is known, what arrives, what is shown.

import { post } from "./api.js";
import { bubble, daySeparator, spin } from "./bubbles.js";
import { Composer } from "./composer.js";
import { People } from "./people.js";
import { element } from "./text.js";
import { pageLanguage, words } from "./words.js";

const byId = (id) => document.getElementById(id);
const NEAR_END = 120;
const TOAST_MS = 4000;
const ACTION_MS = 5000;
const WAITING_MS = 30000;

class Chat {
  constructor() {
    this.people = [];
    this.chats = new Map();
    this.unread = new Map();
    this.waiting = new Map();
    this.missed = 0;
    this.log = byId("messages");
    this.panel = new People(this);
    this.composer = new Composer(this);
    this.isAtEnd = true;
    this.log.addEventListener("scroll", () => this.scrolled());
    // A picture that arrives late or a field that grows must not hide the newest message.
    this.log.addEventListener("load", () => this.stay(), { capture: true });
    new ResizeObserver(() => this.stay()).observe(this.log);
    byId("jump").addEventListener("click", () => this.toEnd("smooth"));
    byId("alert-ok").addEventListener("click", () => byId("alert").close());
    window.addEventListener("hashchange", () => this.become(Number(location.hash.slice(1))));
    this.acts = {
      say: (text) => this.say(text),
      press: (messageId, data) => this.press(messageId, data),
      copy: (text) => this.copy(text),
      isWaiting: (messageId, data) => this.waiting.has(`${messageId} ${data}`),
      botName: () => this.me.bot.username,
      words: () => this.words,
      language: () => this.language,
      reply: (message) => this.composer.replyTo(message),
    };
  }

  // Who is on

  get me() {
    return this.people.find((person) => person.id === this.myId) ?? this.people[0];
  }

  get language() {
    return pageLanguage(this.me.language_code);
  }

  get words() {
    return words(this.language);
  }

  get messages() {
    return this.chats.get(this.me.id) ?? new Map();
  }

  get isEmpty() {
    return this.messages.size === 0;
  }

  become(id) {
    if (!this.people.some((person) => person.id === id)) return;
    this.myId = id;
    this.composer.replyTo(null);
    this.unread.delete(id);
    history.replaceState(null, "", `#${id}`);
    this.showAll();
  }

  // What a person does

  async attempt(act) {
    try {
      return await act;
    } catch (error) {
      this.toast(`${this.words.failed} ${error.message}`);
      return null;
    }
  }

  say(text, replyTo) {
    this.attempt(post(`/api/people/${this.me.id}/text`, { text, reply_to: replyTo }));
    this.toEnd();
  }

  /** Somebody whom the news have not told of yet is met at once. */
  meet(person) {
    if (!this.people.some((known) => known.id === person.id)) this.people.push(person);
    this.become(person.id);
  }

  async press(messageId, data) {
    const key = `${messageId} ${data}`;
    if (this.waiting.has(key)) return;
    this.waiting.set(key, null);
    this.showWaiting(messageId, data, true);
    const path = `/api/people/${this.me.id}/press`;
    const pressed = await this.attempt(post(path, { message_id: messageId, button: data }));
    if (!pressed || this.answers?.delete(pressed.query_id)) this.stopWaiting(key);
    else {
      this.waiting.set(key, pressed.query_id);
      setTimeout(() => this.stopWaiting(key, pressed.query_id), WAITING_MS);
    }
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.toast(this.words.copied);
  }

  stopWaiting(key, queryId) {
    if (queryId && this.waiting.get(key) !== queryId) return;
    this.waiting.delete(key);
    const [messageId, ...data] = key.split(" ");
    this.showWaiting(messageId, data.join(" "), false);
  }

  showWaiting(messageId, data, waiting) {
    const row = this.log.querySelector(`[data-id="${messageId}"]`);
    for (const button of row?.querySelectorAll("button.inline-button") ?? []) {
      if (button.dataset.data === data) spin(button, waiting);
    }
  }

  // What arrives

  listen() {
    const source = new EventSource("/api/news");
    source.onmessage = (event) => this.hear(JSON.parse(event.data));
    source.onopen = () => (byId("offline").hidden = true);
    source.onerror = () => {
      byId("offline").hidden = false;
      byId("offline").textContent = words(this.me?.language_code).offline;
    };
  }

  hear(event) {
    const heard = {
      snapshot: () => this.load(event),
      people: () => this.loadPeople(event.people),
      message: () => this.take(event.message),
      deleted: () => this.remove(event.chat_id, event.message_id),
      keyboard: () => this.changeKeyboard(event),
      answer: () => this.answered(event),
      action: () => this.acting(event),
      inline: () => event.chat_id === this.me.id && this.composer.inline.heard(event),
    };
    heard[event.kind]?.();
  }

  load(snapshot) {
    const before = this.people.find((person) => person.id === this.myId);
    this.people = snapshot.people;
    this.tools = snapshot.tools;
    // A server that was started anew knows nobody who was added: one stays who one is.
    if (before && !this.people.some((person) => person.id === before.id)) this.addAgain(before);
    this.chats = new Map();
    for (const message of snapshot.messages) this.keep(message);
    if (!this.people.length) return;
    this.myId ??= this.wanted();
    this.showAll();
    this.followDeepLink();
  }

  addAgain(person) {
    this.people.push(person);
    const { id, first_name, language_code, note } = person;
    this.attempt(post("/api/people", { id, first_name, language_code, note }));
  }

  wanted() {
    const asked = new URLSearchParams(location.search).get("person") ?? location.hash.slice(1);
    return this.people.some((person) => person.id === Number(asked))
      ? Number(asked)
      : this.people[0].id;
  }

  followDeepLink() {
    const start = new URLSearchParams(location.search).get("start");
    if (start === null) return;
    history.replaceState(null, "", `/#${this.me.id}`);
    this.say(`/start ${start}`.trim());
  }

  loadPeople(people) {
    const language = this.language;
    this.people = people;
    if (this.language === language) this.showFrame();
    else this.showAll();
  }

  keep(message) {
    const id = message.chat.id;
    if (!this.chats.has(id)) this.chats.set(id, new Map());
    this.chats.get(id).set(message.message_id, message);
  }

  take(message) {
    const isNew = !this.chats.get(message.chat.id)?.has(message.message_id);
    this.keep(message);
    if (message.chat.id !== this.me.id) {
      if (isNew && !message.mine) this.count(message.chat.id);
      return;
    }
    if (!message.mine) this.showStatus();
    if (this.messages.size === 1) this.showAll();
    else this.place(message, isNew);
  }

  count(personId) {
    this.unread.set(personId, (this.unread.get(personId) ?? 0) + 1);
    this.panel.show();
  }

  remove(chatId, messageId) {
    this.chats.get(chatId)?.delete(messageId);
    if (chatId !== this.me.id) return;
    this.log.querySelector(`[data-id="${messageId}"]`)?.remove();
    if (this.isEmpty) this.showAll();
  }

  changeKeyboard(event) {
    const person = this.people.find((one) => one.id === event.chat_id);
    if (!person) return;
    Object.assign(person, { keyboard: event.keyboard, placeholder: event.placeholder });
    if (person.id === this.me.id) this.composer.show();
  }

  answered(event) {
    const found = [...this.waiting].find(([, queryId]) => queryId === event.query_id);
    if (found) this.stopWaiting(found[0]);
    // The answer may overtake the response to the press itself.
    else (this.answers ??= new Set()).add(event.query_id);
    if (event.chat_id !== this.me.id || !event.text) return;
    if (event.alert) this.alert(event.text);
    else this.toast(event.text);
  }

  acting(event) {
    if (event.chat_id !== this.me.id) return;
    const { typing, sendingFile } = this.words;
    this.showStatus(event.action === "typing" ? typing : sendingFile);
    clearTimeout(this.actionTimer);
    this.actionTimer = setTimeout(() => this.showStatus(), ACTION_MS);
  }

  // What is shown

  showAll() {
    document.documentElement.lang = this.language;
    this.showFrame();
    this.log.setAttribute("aria-label", this.words.messages);
    this.log.replaceChildren();
    this.lastDay = "";
    if (this.isEmpty) this.log.append(this.greeting());
    for (const message of this.messages.values()) this.append(message);
    this.toEnd();
  }

  showFrame() {
    document.title = this.me.bot.name;
    byId("bot-name").textContent = this.me.bot.name;
    byId("jump").setAttribute("aria-label", this.words.newest);
    byId("alert-ok").textContent = this.words.ok;
    this.showStatus();
    this.panel.show();
    this.composer.show();
  }

  showStatus(action = "") {
    byId("status").textContent = action || this.words.bot;
    byId("status").classList.toggle("acting", Boolean(action));
  }

  greeting() {
    const made = element("div", "greeting");
    made.append(
      element("span", "avatar bot-avatar", "", { "aria-hidden": "true" }),
      element("strong", "", this.me.bot.name),
      element("p", "", this.me.bot.description || this.words.empty),
    );
    return made;
  }

  append(message) {
    const day = new Date(message.date * 1000).toDateString();
    if (day !== this.lastDay) this.log.append(daySeparator(message.date, this.language));
    this.lastDay = day;
    this.log.append(bubble(message, this.acts));
  }

  place(message, isNew) {
    const wasNearEnd = this.isNearEnd();
    const old = this.log.querySelector(`[data-id="${message.message_id}"]`);
    if (old) this.replace(old, bubble(message, this.acts));
    else this.append(message);
    if (wasNearEnd || (isNew && message.mine)) this.toEnd(isNew ? "smooth" : "auto");
    else if (isNew) this.showMissed(this.missed + 1);
  }

  replace(old, fresh) {
    const buttons = [...old.querySelectorAll(".inline-button")];
    const focused = buttons.indexOf(document.activeElement);
    old.replaceWith(fresh);
    if (focused < 0) return;
    // Someone who works by keyboard stays where the buttons are.
    const now = [...fresh.querySelectorAll(".inline-button")];
    (now[Math.min(focused, now.length - 1)] ?? this.log).focus({ preventScroll: true });
  }

  stay() {
    if (this.isAtEnd) this.toEnd();
  }

  isNearEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
  }

  toEnd(behavior = "auto") {
    this.isAtEnd = true;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: still ? "auto" : behavior });
    this.showMissed(0);
  }

  scrolled() {
    const near = this.isNearEnd();
    this.isAtEnd = near;
    byId("jump").hidden = near;
    if (near) this.showMissed(0);
  }

  showMissed(count) {
    this.missed = count;
    byId("jump-count").textContent = String(count);
    byId("jump-count").hidden = !count;
  }

  toast(text) {
    byId("toast").textContent = text;
    byId("toast").hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => (byId("toast").hidden = true), TOAST_MS);
  }

  alert(text) {
    byId("alert-text").textContent = text;
    byId("alert").showModal();
  }
}

new Chat().listen();
