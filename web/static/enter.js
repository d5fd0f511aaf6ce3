// Inside Telegram: hands over what says who has opened the page, with the colours of its theme. Also
// where somebody is signed in already: it may be somebody else, of another account.
"use strict";

(() => {
  const given = new URLSearchParams(location.hash.slice(1));
  const data = given.get("tgWebAppData");
  if (!data) return;
  // What is in the address signs in: it must not stay there, nor be gone back to.
  history.replaceState(null, "", location.pathname);
  const form = document.getElementById("session");
  form.elements.init_data.value = data;
  form.elements.theme.value = given.get("tgWebAppThemeParams") || "";
  for (const [name, hidden] of [["outside", true], ["inside", false]]) {
    const part = document.getElementById(name);
    if (part) part.hidden = hidden;
  }
  form.submit();
})();
