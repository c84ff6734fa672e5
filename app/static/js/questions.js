// Questions away from the screen are not laid out at first (questions.css). Once the first screen
// stands they are, one by one, so that no tap has to wait for all of them.
(() => {
  const later = window.requestIdleCallback || setTimeout;
  const waiting = [...document.querySelectorAll(".choice-question")];

  const layOutNext = () => {
    const question = waiting.shift();
    if (!question) return;
    question.style.contentVisibility = "visible";
    requestAnimationFrame(() => later(layOutNext));
  };

  later(layOutNext);
})();
