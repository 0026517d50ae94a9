// Sends a file in pieces, and goes on where it stopped. Without this script small files go as an ordinary form.
"use strict";

(() => {
  const PIECE = 1 << 20;
  const PAUSES = [1000, 2000, 4000, 8000, 15000];

  // What trying again will not mend.
  class Refused extends Error {
    constructor(message, status) { super(message); this.status = status; }
  }

  const sleep = time => new Promise(wake => setTimeout(wake, time));

  const offer = box => {
    const lang = document.documentElement.lang;
    const input = box.querySelector("input[type=file]");
    const line = box.querySelector("[data-upload-line]");
    const bar = line.querySelector("progress");
    const status = line.querySelector("[data-upload-status]");
    const wrong = box.querySelector(".wrong");
    const words = box.dataset;
    let stopped = false;

    const unit = (number, name, digits) =>
      new Intl.NumberFormat(lang, {style: "unit", unit: name, maximumFractionDigits: digits}).format(number);
    const left = seconds => seconds < 90 ? unit(Math.ceil(seconds), "second", 0) : unit(Math.ceil(seconds / 60), "minute", 0);
    const form = fields => ({method: "POST", body: new URLSearchParams({_token: words.token, _page: location.pathname, ...fields})});

    const ask = async (path, options) => {
      const answer = await fetch(path, {redirect: "manual", ...options});
      if (answer.type === "opaqueredirect" || answer.status === 401) throw new Refused(words.signedOut, 401);
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      const json = await answer.json().catch(() => ({}));
      if (!answer.ok) throw new Refused(json.message || words.failed, answer.status);
      return json;
    };

    // Again and again, until it is done or refused.
    const patiently = async call => {
      for (let failures = 0; ; failures++) {
        if (stopped) throw new Refused("", 0);
        try {
          return await call();
        } catch (error) {
          if (error instanceof Refused) throw error;
          status.textContent = words.waits;
          await sleep(PAUSES[Math.min(failures, PAUSES.length - 1)]);
        }
      }
    };

    // Which upload is this file's, where this browser began it before.
    const begun = async (file, key) => {
      const known = localStorage.getItem(key);
      if (known) {
        try {
          const there = await patiently(() => ask(`/uploads/${known}/state`));
          if (!there.complete && there.size === file.size) return there;
        } catch (error) {
          if (error.status !== 404) throw error;
        }
      }
      const fresh = await ask("/uploads/begin", form({name: file.name, size: file.size}));
      localStorage.setItem(key, fresh.id);
      return fresh;
    };

    const send = async file => {
      const key = `upload ${file.name} ${file.size} ${file.lastModified}`;
      let upload = await begun(file, key);
      const first = upload.received;
      const since = Date.now();
      bar.max = file.size;
      while (upload.received < file.size) {
        const at = upload.received;
        bar.value = at;
        const seconds = at > first ? (Date.now() - since) / 1000 / (at - first) * (file.size - at) : 0;
        status.textContent = words.says.replace("{0}", unit(at / 1e6, "megabyte", 1)).replace("{1}", unit(file.size / 1e6, "megabyte", 1))
          .replace("{2}", at > first ? left(seconds) : "…");
        upload = await patiently(async () => {
          try {
            return await ask(`/uploads/${upload.id}/bytes`, {method: "POST", body: file.slice(upload.received, upload.received + PIECE),
              headers: {"Content-Type": "application/octet-stream", "X-Form-Token": words.token, "Upload-Offset": String(upload.received)}});
          } catch (error) {
            // More or less came than we know of: the other side tells.
            if (!(error instanceof Refused) || error.status === 409) upload = await ask(`/uploads/${upload.id}/state`);
            throw error instanceof Refused && error.status === 409 ? new Error("later") : error;
          }
        });
      }
      bar.value = file.size;
      status.textContent = words.checks;
      upload = await patiently(() => ask(`/uploads/${upload.id}/finish`, form({})));
      localStorage.removeItem(key);
      return upload;
    };

    const choose = async () => {
      const file = input.files[0];
      if (!file) return;
      stopped = false;
      wrong.hidden = true;
      input.removeAttribute("aria-invalid");
      input.disabled = true;
      line.hidden = false;
      status.textContent = "";
      try {
        done(await send(file));
      } catch (error) {
        wrong.textContent = error.message;
        wrong.hidden = !error.message;
        if (error.message) input.setAttribute("aria-invalid", "true");
        line.hidden = true;
        input.value = "";
      }
      input.disabled = false;
    };

    // In the designer the file is chosen at once.
    const done = upload => {
      if (words.then) { location.assign(words.then); return; }
      const chosen = document.getElementById("own-upload") || document.getElementById("own-fresh");
      if (chosen.options) chosen.add(new Option(upload.name, upload.id));
      chosen.value = upload.id;
      document.getElementById("own-add").click();
    };

    const plain = box.closest("form[enctype]");
    if (plain) {
      plain.querySelector("button:not([type])").hidden = true;
      plain.addEventListener("submit", event => event.preventDefault());
    }
    input.addEventListener("change", event => { event.stopPropagation(); choose(); });
    line.querySelector("[data-upload-stop]").addEventListener("click", () => { stopped = true; });
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
    document.querySelectorAll("[data-upload]").forEach(offer);
  });
})();
