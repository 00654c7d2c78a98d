// The In Basket, live: rows come and change as the server sends them, and are told to screen readers.
const live = document.querySelector('#live');
const spoken = { status: document.querySelector('#arrivals'), alert: document.querySelector('#critical-arrivals') };

/** The row that an event has in it. The server has escaped it; what is parsed here runs no script. */
const rowOf = (html) => document.adoptNode(new DOMParser().parseFromString(html, 'text/html').querySelector('li'));

/** Where the focus goes from a row that had it: to what the row has become, else to the heading of its part. */
const focusAfter = (part, row) => {
  const next = row?.querySelector('a') ?? part?.querySelector('h2');
  if (next?.tagName === 'H2') next.tabIndex = -1;
  next?.focus();
};

const show = ({ id, version, section, isCritical, html, said }) => {
  const old = document.querySelector(`#item-${CSS.escape(id)}`);
  if (old !== null && Number(old.dataset.version) >= version) return;
  const list = document.querySelector(`section[data-part="${CSS.escape(section ?? '')}"] ul`);
  // Neither was it here, nor is it now.
  if (old === null && list === null) return;
  const hadFocus = old?.contains(document.activeElement) ?? false;
  const part = old?.closest('section');
  const row = list === null ? undefined : rowOf(html);
  row?.classList.add('fresh');
  if (row !== undefined && old?.parentElement === list) old.before(row);
  else if (row !== undefined) list.prepend(row);
  old?.remove();
  if (hadFocus) focusAfter(part, row);
  (isCritical ? spoken.alert : spoken.status).textContent = said;
};

const say = (state, text) => {
  live.dataset.state = state;
  live.textContent = text;
};

const start = () => {
  const { events, since } = live.dataset;
  const source = new EventSource(`${events}&since=${encodeURIComponent(since)}`);
  source.addEventListener('open', () => say('live', 'Live: what is new comes by itself.'));
  source.addEventListener('item', (event) => show(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) say('off', 'Not live: load the page again to see what is new.');
    else say('lost', 'Not live: trying again.');
  });
  addEventListener('pagehide', () => source.close());
  // A page that was kept for the way back is old by then.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
};

if (live !== null) start();
