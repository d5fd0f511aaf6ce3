// Text with entities as elements. What a bot wrote only ever becomes text nodes and attributes.

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
  hashtag: "span",
  mention: "span",
  email: "span",
};

/** An element with a class, text and attributes. */
export function element(tag, className = "", text = "", attributes = {}) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/**
 * The payload of a link that starts this bot ("" without one); null for other links.
 * Both t.me and tg:// links are understood.
 */
export function startPayload(address, botName) {
  const url = parsed(address);
  if (!url) return null;
  const web = ["t.me", "telegram.me"].includes(url.hostname) && url.pathname.slice(1);
  const app = url.protocol === "tg:" && url.searchParams.get("domain");
  const name = web || app || "";
  if (name.toLowerCase() !== botName.toLowerCase()) return null;
  return url.searchParams.get("start") ?? "";
}

function parsed(address) {
  try {
    return new URL(/^[a-z]+:\/\//i.test(address) ? address : `https://${address}`);
  } catch {
    return null;
  }
}

/** A link that opens safely: this bot's deep links here, the web in a new tab, else nothing. */
export function link(address, className, acts) {
  const payload = startPayload(address, acts.botName());
  if (payload !== null) {
    const made = element("a", className, "", { href: "#", title: address });
    made.addEventListener("click", (event) => {
      event.preventDefault();
      acts.say(payload ? `/start ${payload}` : "/start");
    });
    return made;
  }
  const url = parsed(address);
  if (!url || !["http:", "https:"].includes(url.protocol)) return element("span", className);
  return element("a", className, "", {
    href: url.href,
    title: url.href,
    target: "_blank",
    rel: "noopener noreferrer",
  });
}

function spoiler(acts) {
  const made = element("span", "spoiler", "", {
    role: "button",
    tabindex: "0",
    "aria-label": acts.words().spoiler,
  });
  const show = () => {
    made.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) made.removeAttribute(name);
  };
  made.addEventListener("click", show);
  made.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") show();
  });
  return made;
}

function command(text, acts) {
  const made = element("a", "", "", { href: "#" });
  made.addEventListener("click", (event) => {
    event.preventDefault();
    acts.say(text);
  });
  return made;
}

function wrapper(entity, text, acts) {
  switch (entity.type) {
    case "url":
      return link(text, "", acts);
    case "text_link":
      return link(entity.url, "", acts);
    case "bot_command":
      return command(text, acts);
    case "spoiler":
      return spoiler(acts);
    case "pre":
      return element("pre", "", "", entity.language ? { "data-language": entity.language } : {});
    case "date_time":
      return element("time", "", "", {
        datetime: new Date(entity.unix_time * 1000).toISOString(),
      });
    default:
      return element(TAGS[entity.type] ?? "span", entity.type);
  }
}

/** Put `text` with its entities into `parent`. Offsets count UTF-16 units, as strings here do. */
export function writeText(parent, text, entities, acts) {
  const sorted = [...(entities ?? [])].sort(
    (one, other) => one.offset - other.offset || other.length - one.length,
  );
  write(parent, text, sorted, 0, text.length, acts);
}

const BLOCKS = ["PRE", "BLOCKQUOTE"];

// A block breaks the line by itself, so the line breaks around it would show as empty lines.
function write(parent, text, entities, from, to, acts) {
  let position = from;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const start = Math.max(first.offset, position);
    const end = Math.min(first.offset + first.length, to);
    rest = others;
    if (end <= start) continue;
    const inside = others.filter((entity) => entity.offset < end);
    const made = wrapper(first, text.slice(start, end), acts);
    write(made, text, inside, start, end, acts);
    const isBlock = BLOCKS.includes(made.tagName);
    const before = text.slice(position, start);
    parent.append(isBlock ? before.replace(/\n$/, "") : before, made);
    position = isBlock && text[end] === "\n" && end < to ? end + 1 : end;
  }
  parent.append(text.slice(position, to));
}
