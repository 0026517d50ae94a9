// Sends a file in pieces, and goes on where it stopped. Without this script small files go as an ordinary form.
"use strict";

(() => {
  // A piece that was lost was too large for its line: the next ones are smaller, for a while.
  const LARGEST = 1 << 20;
  const SMALLEST = 1 << 16;
  const PAUSES = [1000, 2000, 4000, 8000, 15000];
  // A line can die without a word. The whole file may be read before "finish" is answered.
  const PATIENCE = 60_000;
  const PATIENCE_AT_THE_END = 660_000;

  // What trying again will not mend.
  class Refused extends Error {
    constructor(message, status) { super(message); this.status = status; }
  }

  const offer = box => {
    const lang = document.documentElement.lang;
    const input = box.querySelector("input[type=file]");
    const line = box.querySelector("[data-upload-line]");
    const bar = line.querySelector("progress");
    const status = line.querySelector("[data-upload-status]");
    const wrong = box.querySelector(".wrong");
    const words = box.dataset;
    const now = line.querySelector("[data-upload-now]");
    const stop = line.querySelector("[data-upload-stop]");
    let stopped = false;
    let calling = new AbortController();
    let wake = () => {};

    const pause = time => new Promise(awake => { wake = awake; setTimeout(awake, time); });
    const unit = (number, name, digits) =>
      new Intl.NumberFormat(lang, {style: "unit", unit: name, maximumFractionDigits: digits}).format(number);
    const left = seconds => seconds < 90 ? unit(Math.ceil(seconds), "second", 0) : unit(Math.ceil(seconds / 60), "minute", 0);
    const form = fields => ({method: "POST", body: new URLSearchParams({_token: words.token, _page: location.pathname, ...fields})});

    const ask = async (path, options, patience = PATIENCE) => {
      if (stopped) throw new Refused("", 0);
      calling = new AbortController();
      const over = setTimeout(() => calling.abort(), patience);
      try {
        const answer = await fetch(path, {redirect: "manual", signal: calling.signal, ...options});
        if (answer.type === "opaqueredirect" || answer.status === 401) throw new Refused(words.signedOut, 401);
        if (answer.status >= 500 || answer.status === 429) throw new Error("later");
        if (answer.ok) return await answer.json();
        const json = await answer.json().catch(() => ({}));
        throw new Refused(json.message || words.failed, answer.status);
      } finally {
        clearTimeout(over);
      }
    };

    // Again and again, until it is done or refused.
    const patiently = async call => {
      for (let failures = 0; ; failures++) {
        try {
          return await call();
        } catch (error) {
          if (error instanceof Refused) throw error;
          if (stopped) continue;
          status.textContent = words.waits;
          now.hidden = false;
          await pause(PAUSES[Math.min(failures, PAUSES.length - 1)]);
          now.hidden = true;
        }
      }
    };

    // Which upload is this file's, where this browser began it before. It may be there whole, and only the answer was lost.
    const begun = async (file, key) => {
      const known = localStorage.getItem(key);
      if (known) {
        try {
          const there = await patiently(() => ask(`/uploads/${known}/state`));
          if (there.size === file.size) return there;
        } catch (error) {
          if (error.status !== 404) throw error;
        }
      }
      const fresh = await ask("/uploads/begin", form({name: file.name, size: file.size}));
      localStorage.setItem(key, fresh.id);
      return fresh;
    };

    const piece = async (file, upload, length) => {
      const at = upload.received;
      const body = await file.slice(at, at + length).arrayBuffer().catch(() => { throw new Refused(words.unreadable, 0); });
      const headers = {"Content-Type": "application/octet-stream", "X-Form-Token": words.token, "Upload-Offset": String(at)};
      try {
        return await ask(`/uploads/${upload.id}/bytes`, {method: "POST", body, headers});
      } catch (error) {
        // More or less is there than we knew.
        throw error.status === 409 ? new Error("later") : error;
      }
    };

    const send = async file => {
      const key = `upload ${file.name} ${file.size} ${file.lastModified}`;
      let upload = await begun(file, key);
      let first = upload.received;
      let since = Date.now();
      let length = LARGEST;
      let sure = true;
      const show = () => {
        const at = upload.received;
        const seconds = (Date.now() - since) / 1000 / (at - first) * (file.size - at);
        bar.value = at;
        status.textContent = words.says.replace("{0}", unit(at / 1e6, "megabyte", 1)).replace("{1}", unit(file.size / 1e6, "megabyte", 1))
          .replace("{2}", at > first ? left(seconds) : "…");
      };
      bar.max = file.size;
      while (upload.received < file.size) {
        show();
        await patiently(async () => {
          if (!sure) {
            // The other side tells how much came, so that nothing is sent twice.
            upload = await ask(`/uploads/${upload.id}/state`);
            first = upload.received;
            since = Date.now();
            length = Math.max(SMALLEST, length / 2);
            show();
          }
          sure = upload.received >= file.size;
          if (sure) return;
          upload = await piece(file, upload, length);
          sure = true;
          length = Math.min(LARGEST, length * 2);
        });
      }
      bar.value = file.size;
      status.textContent = words.checks;
      upload = await patiently(() => ask(`/uploads/${upload.id}/finish`, form({}), PATIENCE_AT_THE_END));
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
      stop.hidden = false;
      now.hidden = true;
      status.textContent = "";
      try {
        done(await send(file));
      } catch (error) {
        stop.hidden = true;
        status.textContent = stopped ? words.stopped : "";
        line.hidden = !stopped;
        wrong.textContent = error instanceof Refused ? error.message : words.failed;
        wrong.hidden = stopped;
        if (!stopped) input.setAttribute("aria-invalid", "true");
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
    stop.addEventListener("click", () => { stopped = true; calling.abort(); wake(); });
    now.addEventListener("click", () => wake());
    addEventListener("online", () => wake());
  };

  document.addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
    document.querySelectorAll("[data-upload]").forEach(offer);
  });
})();
