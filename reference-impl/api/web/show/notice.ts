import { html, type Html } from '../html.ts';

/** What was just done, said at the top of the page that it led to. Only what is known is said, whatever an address asks for. */
const SAID: Readonly<Record<string, string>> = {
  seen: 'Marked seen.',
  done: 'Marked done.',
  sent: 'The message was sent.',
  ordered: 'The order is signed: the patient sees its tracker at the next look.',
  changed: 'The change is signed: from when it holds stands with the order.',
  ended: 'The order is ended.',
  picked: 'Picked. What is shared, and what is not, stands below.',
  disconnected: 'Disconnected.',
  granted: 'Your data are shared from now on.',
  withdrawn: 'Your data are shared no more.',
};

/** It gets the focus, so that a screen reader begins with it. */
export const notice = (query: URLSearchParams): Html | undefined => {
  const said = query.get('said') ?? '';
  return Object.hasOwn(SAID, said)
    ? html`<p class="card notice" role="status" tabindex="-1" autofocus>${SAID[said]}</p>`
    : undefined;
};
