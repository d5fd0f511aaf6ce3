// The words of the page itself, in the language of the person one is.

const WORDS = {
  kk: {
    people: "Кім болып жазасыз?",
    newPerson: "Жаңа адам",
    name: "Аты",
    language: "Тілі",
    add: "Қосу",
    close: "Жабу",
    block: "Ботты бұғаттау",
    unblock: "Бұғаттан шығару",
    start: "Бастау",
    bot: "бот",
    typing: "жазып жатыр…",
    sendingFile: "файл жіберіп жатыр…",
    menu: "Мәзір",
    commands: "Командалар",
    message: "Хабарлама",
    send: "Жіберу",
    attach: "Файл тіркеу",
    messages: "Хабарламалар",
    edited: "өзгертілді",
    picture: "Сурет",
    spoiler: "Жасырын мәтін, ашу үшін басыңыз",
    pinned: "Бекітілген хабарлама",
    contact: "Контакт",
    forwarded: "Қайта жіберілген хабарлама",
    copied: "Көшірілді",
    newest: "Соңғы хабарламаға өту",
    offline: "Байланыс үзілді, қайта қосылып жатыр…",
    failed: "Жіберілмеді:",
    ok: "Жарайды",
    empty: "Мұнда әзірге хабарлама жоқ. Ботпен сөйлесу үшін төмендегі түймені басыңыз.",
    writingAs: "Сіз қазір:",
    noResults: "Ештеңе табылмады",
    noReply: "Жауап бермеу",
    sizes: ["Б", "КБ", "МБ"],
  },
  ru: {
    people: "От чьего имени?",
    newPerson: "Новый человек",
    name: "Имя",
    language: "Язык",
    add: "Добавить",
    close: "Закрыть",
    block: "Заблокировать бота",
    unblock: "Разблокировать",
    start: "Начать",
    bot: "бот",
    typing: "печатает…",
    sendingFile: "отправляет файл…",
    menu: "Меню",
    commands: "Команды",
    message: "Сообщение",
    send: "Отправить",
    attach: "Прикрепить файл",
    messages: "Сообщения",
    edited: "изменено",
    picture: "Изображение",
    spoiler: "Скрытый текст, нажмите, чтобы показать",
    pinned: "Закреплённое сообщение",
    contact: "Контакт",
    forwarded: "Пересланное сообщение",
    copied: "Скопировано",
    newest: "К последнему сообщению",
    offline: "Связь прервана, подключаемся снова…",
    failed: "Не отправлено:",
    ok: "Понятно",
    empty: "Здесь пока нет сообщений. Чтобы поговорить с ботом, нажмите кнопку внизу.",
    writingAs: "Вы сейчас:",
    noResults: "Ничего не найдено",
    noReply: "Не отвечать на это",
    sizes: ["Б", "КБ", "МБ"],
  },
  en: {
    people: "Who are you?",
    newPerson: "New person",
    name: "Name",
    language: "Language",
    add: "Add",
    close: "Close",
    block: "Block the bot",
    unblock: "Unblock",
    start: "Start",
    bot: "bot",
    typing: "typing…",
    sendingFile: "sending a file…",
    menu: "Menu",
    commands: "Commands",
    message: "Message",
    send: "Send",
    attach: "Attach a file",
    messages: "Messages",
    edited: "edited",
    picture: "Picture",
    spoiler: "Hidden text, press to show",
    pinned: "Pinned message",
    contact: "Contact",
    forwarded: "Forwarded message",
    copied: "Copied",
    newest: "Go to the newest message",
    offline: "Connection lost, connecting again…",
    failed: "Not sent:",
    ok: "OK",
    empty: "No messages here yet. Press the button below to talk to the bot.",
    writingAs: "You are:",
    noResults: "Nothing found",
    noReply: "Do not reply to this",
    sizes: ["B", "KB", "MB"],
  },
};

/** The language of the page for a person's language code. */
export function pageLanguage(code) {
  return code in WORDS ? code : "en";
}

// Browsers know Kazakh number and date forms only partly; the numbers are as in Russian.
const KAZAKH_MONTHS = [
  "қаңтар",
  "ақпан",
  "наурыз",
  "сәуір",
  "мамыр",
  "маусым",
  "шілде",
  "тамыз",
  "қыркүйек",
  "қазан",
  "қараша",
  "желтоқсан",
];

function locale(code) {
  const language = pageLanguage(code);
  return language === "kk" ? "ru" : language;
}

/** Day and month of a Date. */
export function dayAndMonth(date, code) {
  if (pageLanguage(code) === "kk") return `${date.getDate()} ${KAZAKH_MONTHS[date.getMonth()]}`;
  return date.toLocaleDateString(locale(code), { day: "numeric", month: "long" });
}

/** Hours and minutes of a Date. */
export function hoursAndMinutes(date, code) {
  return date.toLocaleTimeString(locale(code), { hour: "2-digit", minute: "2-digit" });
}

export function words(code) {
  return WORDS[pageLanguage(code)];
}

/** A file size a person can read; bytes in, text out. */
export function fileSize(bytes, code) {
  const units = words(code).sizes;
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  const number = new Intl.NumberFormat(locale(code), { maximumFractionDigits: step ? 1 : 0 });
  return `${number.format(bytes / 1024 ** step)} ${units[step]}`;
}
