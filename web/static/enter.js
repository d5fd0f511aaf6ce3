// Inside Telegram: hands over what says who has opened the page, with the colours of its theme.
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
  document.getElementById("outside").hidden = true;
  document.getElementById("inside").hidden = false;
  form.submit();
})();
