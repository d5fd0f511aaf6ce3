// Acts of a person, sent to the server.

/** POST JSON; the decoded answer. Throws an Error with the server's explanation. */
export async function post(path, values) {
  return answered(
    await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(values ?? {}),
    }),
  );
}

/** Send a file of a person; pictures go as pictures, all else as documents. */
export async function upload(person, file, replyTo) {
  const form = new FormData();
  if (replyTo) form.append("reply_to", String(replyTo));
  form.append("file", file);
  form.append("as", ["image/png", "image/jpeg"].includes(file.type) ? "photo" : "document");
  return answered(await fetch(`/api/people/${person}/upload`, { method: "POST", body: form }));
}

async function answered(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}
