// Questions away from the screen are not laid out at first (questions.css). They are once the page
// stands, each in a turn of its own, so that no tap has to wait for all of them, and soon enough that
// nothing moves under a finger.
(() => {
  const waiting = [...document.querySelectorAll(".choice-question")];

  const layOutNext = () => {
    const question = waiting.shift();
    if (!question) return;
    question.style.contentVisibility = "visible";
    void question.offsetHeight; // now, and not all of them before the next frame
    setTimeout(layOutNext);
  };

  setTimeout(layOutNext);
})();
