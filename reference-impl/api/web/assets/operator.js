// The operator's page, live: its figures are asked for every second, as long as somebody can see them.
const figures = document.querySelector('#figures');
const state = document.querySelector('#figures-state');
const EVERY_MS = 1000;

const show = async () => {
  if (document.hidden) return;
  const answer = await fetch('/operator/figures');
  if (!answer.ok) throw new Error(`answered with ${answer.status}`);
  say('');
  // A table that somebody has scrolled or has the focus in stays as it is.
  if (figures.contains(document.activeElement)) return;
  // The server has escaped it; what is parsed here runs no script.
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  figures.replaceChildren(...[...parsed.body.childNodes].map((node) => document.adoptNode(node)));
};

/** Said once, so that a screen reader does not say it every second. */
const say = (text) => {
  if (state.textContent !== text) state.textContent = text;
};

const again = async () => {
  await show().catch(() => say('Not live: the figures are those of before. Trying again.'));
  setTimeout(again, EVERY_MS);
};

if (figures !== null) setTimeout(again, EVERY_MS);
