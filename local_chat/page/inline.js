// Inline mode: what is typed after the bot's name, its results, the one that is sent.

import { post } from "./api.js";
import { element } from "./text.js";

const PAUSE_MS = 250;

/** What is asked of the bot inline; null where the text does not begin with its name. */
export function inlineQuery(text, botName) {
  const name = `@${botName} `.toLowerCase();
  return text.toLowerCase().startsWith(name) ? text.slice(name.length) : null;
}

/** The results above the field. `chat` tells who is on, `list` is where they are shown. */
export class Inline {
  constructor(chat, list, sent) {
    this.chat = chat;
    this.list = list;
    this.sent = sent;
    this.asked = null;
    this.early = new Map();
  }

  /** The text has changed; true where it is a question to the bot, not a message. */
  typed(text) {
    const query = inlineQuery(text, this.chat.me.bot.username);
    clearTimeout(this.timer);
    if (query === null) this.stop();
    else this.timer = setTimeout(() => this.ask(query), PAUSE_MS);
    return query !== null;
  }

  async ask(query) {
    const person = this.chat.me.id;
    const asked = await this.chat.attempt(post(`/api/people/${person}/inline`, { query }));
    this.asked = asked?.query_id ?? null;
    const early = this.early.get(this.asked);
    this.early.clear();
    if (early) this.show(early);
  }

  /** The bot has answered; answers to earlier questions are passed over. */
  heard(event) {
    if (event.query_id === this.asked) this.show(event.results);
    // The answer may overtake the response to the question itself.
    else this.early.set(event.query_id, event.results);
  }

  stop() {
    if (this.asked === null) return;
    this.asked = null;
    this.show([]);
  }

  show(results) {
    this.list.replaceChildren(...results.map((one, index) => this.option(one, index)));
    if (!results.length && this.asked) {
      this.list.append(element("li", "no-results", this.chat.words.noResults));
    }
    this.list.hidden = this.asked === null;
  }

  option(result, index) {
    const made = element("li", "command inline-result", "", {
      role: "option",
      id: `command-${index}`,
      tabindex: "-1",
      "aria-selected": "false",
    });
    made.append(
      element("span", "command-name", result.title ?? ""),
      element("span", "command-text", result.description ?? ""),
    );
    const use = () => this.choose(result.id);
    made.addEventListener("click", use);
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") use();
    });
    return made;
  }

  choose(resultId) {
    const chosen = { query_id: this.asked, result_id: resultId };
    this.stop();
    this.chat.attempt(post("/api/inline/chosen", chosen));
    this.sent();
  }
}
