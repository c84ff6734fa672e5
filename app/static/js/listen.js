// Reading a question aloud by the phone's own voice. Only voices that live on the phone are used, so
// that nothing is sent to anybody; where there is none for the page's language, nothing appears.
(() => {
  const form = document.querySelector("form[data-listen]");
  const speech = window.speechSynthesis;
  if (!form || !speech || !window.SpeechSynthesisUtterance) return;

  const language = document.documentElement.lang;
  const names = { id: ["id", "in"], jv: ["jv", "jw"] }[language] || [language];
  const spoken = (voice) => names.includes(voice.lang.toLowerCase().split(/[-_]/)[0]);
  let reading = null;

  const name = (button, words) => {
    button.textContent = words;
    button.setAttribute("aria-label", words + ": " + button.dataset.question);
  };

  const stop = () => {
    if (reading) name(reading, form.dataset.listen);
    reading = null;
    speech.cancel();
  };

  const read = (button, question, voice) => {
    const wasReading = reading === button;
    stop();
    if (wasReading) return;
    const choices = [...question.querySelectorAll("label > span")];
    const parts = [question.querySelector("legend"), ...choices];
    const words = parts.map((part) => part.innerText.trim()).join(". ");
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = utterance.onerror = () => reading === button && stop();
    reading = button;
    name(button, form.dataset.stop);
    speech.speak(utterance);
  };

  const offer = () => {
    const voice = speech.getVoices().find((one) => one.localService && spoken(one));
    if (!voice || form.querySelector(".listen")) return;
    for (const question of form.querySelectorAll("fieldset")) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "listen button button--quiet";
      button.dataset.question = question.querySelector(".choice-question__element").textContent;
      name(button, form.dataset.listen);
      button.addEventListener("click", () => read(button, question, voice));
      question.querySelector("legend").after(button);
    }
  };

  // Asking for the voices wakes them, which can wait until the page is seen.
  if (document.readyState === "complete") offer();
  else addEventListener("load", () => setTimeout(offer));
  speech.addEventListener?.("voiceschanged", offer);
  addEventListener("pagehide", stop);
})();
