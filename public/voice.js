// The browser's voice (Web Speech API), and the keys that systems have for what plays (Media Session): a window alone has
// either. It is fetched when someone listens for the first time, so that the page's program knows nothing of it. It says what
// the notebook's worker hands it over a channel, and tells what became of it; src/bin/notebook_worker/voice.rs is its other end.
//
// What is known to go wrong, and is lived with here or in src/aloud: voices come late; what is said right behind `cancel` is
// swallowed by some engines; an utterance that no script holds is collected, and its end never told; `pause` is an end on
// Android; browsers go on speaking when the page has gone.
(() => {
  // So many milliseconds lie between an end that was asked for and the next word (votingworks/bmd#1106).
  const BREATH = 60;
  const { channel: name, key } = document.currentScript.dataset;
  const channel = new BroadcastChannel(name);
  const synthesis = window.speechSynthesis;
  const session = navigator.mediaSession;
  const tell = (...told) => channel.postMessage(JSON.stringify(told));
  // What was handed over last. No more is heard of what is not among it.
  let held = [];
  let breath;

  const kept = () => {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  };

  const tellVoices = () => {
    const voices = synthesis?.getVoices().map(({ voiceURI, name, lang, localService }) => ({
      uri: voiceURI,
      name,
      language: lang,
      local: localService,
    }));
    tell("voices", kept(), voices ?? null);
  };

  const stop = () => {
    clearTimeout(breath);
    held = [];
    synthesis?.cancel();
  };

  const say = (pieces) => {
    for (const { number, text, language, voice, rate } of pieces) {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language;
      utterance.rate = rate / 100;
      utterance.voice = synthesis.getVoices().find(({ voiceURI }) => voiceURI === voice) ?? null;
      for (const told of ["end", "error"]) {
        utterance.addEventListener(told, ({ error }) => {
          if (held.includes(utterance)) tell("said", number, error ?? "");
        });
      }
      held = [...held.slice(-2), utterance];
      // Another page may have left it paused.
      synthesis.resume();
      synthesis.speak(utterance);
    }
  };

  let state = "none";
  const tellState = () => {
    if (session) session.playbackState = state;
  };

  channel.onmessage = ({ data }) => {
    const told = JSON.parse(data);
    const { stops, pieces, settings, queue } = told;
    state = told.state;
    if (stops) {
      stop();
      breath = setTimeout(say, BREATH, pieces);
    } else {
      say(pieces);
    }
    tellState();
    // WebKit takes the end of the file for a pause, of which there is nothing left to go on with.
    document.querySelector("audio")?.addEventListener("pause", tellState);
    try {
      if (settings) localStorage.setItem(key, settings);
      // Of this tab alone: src/state/notebook.rs takes it up when the page is loaded anew.
      if (queue) sessionStorage.setItem(key, queue);
      if (queue === "") sessionStorage.removeItem(key);
    } catch {
      // Where nothing is kept, what was chosen, and the queue, last as long as the page.
    }
  };

  const keys = {
    play: "play",
    pause: "pause",
    stop: "close",
    previoustrack: "back",
    nexttrack: "on",
    seekbackward: "back",
    seekforward: "on",
  };
  for (const [pressed, act] of Object.entries(keys)) {
    try {
      session?.setActionHandler(pressed, () => tell("act", act));
    } catch {
      // A key that the browser does not know is not missed.
    }
  }
  synthesis?.addEventListener?.("voiceschanged", tellVoices);
  addEventListener("pagehide", () => {
    stop();
    tell("act", "pause");
  });
  tellVoices();
})();
