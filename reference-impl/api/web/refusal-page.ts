import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import { html, type Html } from './html.ts';

/** What the words of the wire do not say to a person. */
const TO_PEOPLE: Partial<Readonly<Record<RefusalName, string>>> = {
  unauthenticated: 'You are not signed in here, or this was not sent by this page',
  scope: 'This is not for you',
  'unsupported-media-type': 'This is no form of these pages',
  'stale-version': 'Somebody was faster: this has changed since you loaded the page',
  'not-recipient': 'This is in somebody else’s In Basket',
};

/** The reason of a refusal, in words. */
export const refusalText = ({ code, detail }: Refusal): string =>
  `${TO_PEOPLE[code] ?? REFUSALS[code].text}${detail === undefined ? '' : `: ${detail}`}`;

export const refusalTitle = ({ code }: Refusal): string => (code === 'not-found' ? 'Not here' : 'That was refused');

/** What a person is told of a refusal, and where to go. */
export const refusalMain = (refusal: Refusal): Html =>
  html`<div class="card problem">
      <p>${refusalText(refusal)}.</p>
      <p class="muted">Reason: <code>${refusal.code}</code>. Nothing was changed.</p>
    </div>
    <p><a href="/">To the start</a></p>`;

/** The status of its answer. */
export const refusalStatus = ({ code }: Refusal): number => REFUSALS[code].http;
