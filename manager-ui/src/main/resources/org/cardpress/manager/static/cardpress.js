// Keeps a page true while one looks at it. Without this script a page tells the same when it is loaded again.
"use strict";

(() => {
  // The server sends a beat every 5 seconds; so much silence means that the line is lost.
  const SILENCE = 12000;

  // An answer to a form stands at an address where there is nothing to ask for: its page says where it belongs.
  const home = () => document.querySelector("[data-live]")?.dataset.page || location.href;
  const again = () => home() === location.href ? location.reload() : location.replace(home());

  const follow = (url, events) => {
    const lost = document.getElementById("lost");
    let heard = Date.now();
    const source = new EventSource(url);
    const hear = () => {
      heard = Date.now();
      if (lost) lost.hidden = true;
      document.body.classList.remove("is-stale");
    };
    for (const [name, act] of Object.entries(events)) {
      source.addEventListener(name, event => { hear(); act(event); });
    }
    source.addEventListener("beat", hear);
    source.addEventListener("ended", () => { source.close(); again(); });
    setInterval(() => {
      if (Date.now() - heard > SILENCE) {
        if (lost) lost.hidden = false;
        document.body.classList.add("is-stale");
        if (source.readyState === EventSource.CLOSED) again();
      }
    }, 1000);
    return source;
  };

  const localTimes = root => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (!isNaN(at)) {
        time.textContent = at.toLocaleString(document.documentElement.lang,
          {dateStyle: "medium", timeStyle: "short", numberingSystem: "latn", timeZone: document.documentElement.dataset.zone || undefined});
      }
    }
  };

  // A click is a press and a release on the same element: while something is pressed, nothing is drawn anew. No press of ours is long.
  const LONGEST_PRESS = 3000;
  const waiting = [];
  let pressed = 0;
  const release = () => {
    clearTimeout(pressed);
    pressed = 0;
    for (const act of waiting.splice(0)) act();
  };
  const press = () => {
    clearTimeout(pressed);
    pressed = setTimeout(release, LONGEST_PRESS);
  };
  for (const begun of ["pointerdown", "keydown"]) addEventListener(begun, press, true);
  // The click comes after these, in the same turn.
  for (const ended of ["pointerup", "pointercancel", "keyup"]) addEventListener(ended, () => setTimeout(release), true);
  const whenReleased = act => pressed ? waiting.push(act) : act();

  // The fields of the old part go on in the new one, with what was typed; who uses the keyboard stays where he is.
  const renew = (old, fresh) => {
    const focused = old.contains(document.activeElement) ? document.activeElement.id : "";
    for (const field of old.querySelectorAll("input[id], textarea[id], select[id]")) {
      fresh.querySelector("#" + CSS.escape(field.id))?.replaceWith(field);
    }
    old.replaceChildren(...fresh.childNodes);
    localTimes(old);
    if (focused) document.getElementById(focused)?.focus({preventScroll: true});
  };

  const parsed = html => new DOMParser().parseFromString(html, "text/html");

  const refresh = async selector => {
    // Told to be no visit of the page, so that what the page says once is left for who visits it.
    const answer = await fetch(home(), {headers: {"Accept": "text/html", "HX-Request": "true"}});
    if (!answer.ok) return;
    const fresh = parsed(await answer.text()).querySelector(selector);
    const old = document.querySelector(selector);
    if (fresh && old) whenReleased(() => renew(old, fresh));
  };

  const tones = () => {
    const button = document.getElementById("sound");
    if (!button) return () => {};
    let audio = null;
    button.hidden = false;
    button.addEventListener("click", () => {
      audio = audio ? (audio.close(), null) : new AudioContext();
      button.setAttribute("aria-pressed", audio ? "true" : "false");
    });
    return pitch => {
      if (!audio) return;
      const tone = audio.createOscillator();
      const loudness = audio.createGain();
      loudness.gain.value = 0.2;
      tone.frequency.value = pitch;
      tone.connect(loudness).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + 0.35);
    };
  };

  document.addEventListener("DOMContentLoaded", () => {
    localTimes(document);
    document.body.addEventListener("htmx:afterSwap", () => localTimes(document));

    for (const button of document.querySelectorAll("[data-copy]")) {
      // Only where the page came over TLS or from this machine; otherwise one copies by hand.
      if (!navigator.clipboard) continue;
      const field = document.getElementById(button.dataset.copy);
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(field.value);
        document.getElementById(field.id + "-copied").textContent = button.dataset.copied;
      });
    }

    const live = document.querySelector("[data-live]");
    if (live) {
      const sound = tones();
      const pitches = {wait: 660, good: 880, bad: 220};
      const states = root => new Map([...root.querySelectorAll("[data-slot]")].map(each => [each.dataset.slot, each.dataset.tone]));
      let before = states(live);
      follow(live.dataset.live, {
        live: event => whenReleased(() => {
          renew(live, parsed(event.data).body);
          const now = states(live);
          for (const [slot, tone] of now) {
            if (before.get(slot) !== tone && pitches[tone]) sound(pitches[tone]);
          }
          before = now;
        }),
        changed: () => refresh(live.dataset.refresh),
      });
    }

    const log = document.querySelector("[data-log]");
    if (log) {
      follow(log.dataset.log, {
        text: event => {
          const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
          log.append(event.data);
          if (atEnd) log.scrollTop = log.scrollHeight;
        },
      });
    }
  });
})();
