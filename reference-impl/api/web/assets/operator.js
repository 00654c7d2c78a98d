// The operator's page, live: its figures are asked for every second, as long as somebody can see them.
const figures = document.querySelector('#figures');
const EVERY_MS = 1000;

const show = async () => {
  if (document.hidden) return;
  const answer = await fetch('/operator/figures');
  if (!answer.ok) return;
  // A table that somebody has scrolled or has the focus in stays as it is.
  if (figures.contains(document.activeElement)) return;
  // The server has escaped it; what is parsed here runs no script.
  const parsed = new DOMParser().parseFromString(await answer.text(), 'text/html');
  figures.replaceChildren(...[...parsed.body.childNodes].map((node) => document.adoptNode(node)));
};

const again = async () => {
  await show().catch(() => undefined);
  setTimeout(again, EVERY_MS);
};

if (figures !== null) setTimeout(again, EVERY_MS);
