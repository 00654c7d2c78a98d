import type { Measure } from '../../../../contract/domain/measure.ts';
import type { Permission } from '../../../../contract/domain/permission.ts';
import type { TrackerState } from '../../../../contract/domain/tracker.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import type { PortalTracker, Stored } from '../../../pipeline.ts';
import { html, type Html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';
import { instant } from '../show/instant.ts';
import { notice } from '../show/notice.ts';
import { ELIGIBILITY_WORDS, MEASURE_WORDS } from '../show/words.ts';

const STATE_WORDS: Readonly<Record<TrackerState, string>> = {
  offered: 'Ordered for you. Pick it to take part.',
  picked: 'Picked. Nothing comes in until you share the data below.',
  connected: 'Connected: what you measure is shared with your care team.',
  disconnected: 'Disconnected. You can pick it again.',
  over: 'Over: its time has passed, or your care team has ended it.',
};

/** What a patient may do with a tracker as it is. */
const ACTS: Readonly<Partial<Record<TrackerState, readonly [act: string, word: string]>>> = {
  offered: ['picked', 'Pick'],
  disconnected: ['picked', 'Pick again'],
  picked: ['disconnected', 'Disconnect'],
  connected: ['disconnected', 'Disconnect'],
};

/** How it stands, in words: what is connected takes nothing in while the order rests, and what is disconnected may be out of reach. */
const stateWords = ({ state, isActive, mayPick }: PortalTracker): string => {
  if ((state === 'picked' || state === 'connected') && !isActive)
    return 'Paused by your care team: what you measure is not taken until they go on. You need not pick it again.';
  if (state === 'disconnected' && !isActive)
    return 'Disconnected. Your care team has paused it: it cannot be picked now.';
  if (state === 'disconnected' && !mayPick) return 'Disconnected. It cannot be picked again with this phone.';
  return STATE_WORDS[state];
};

const actOf = ({ state, mayPick }: PortalTracker): (typeof ACTS)[TrackerState] =>
  state === 'disconnected' && !mayPick ? undefined : ACTS[state];

const trackerCard = ({ id, version, body }: Stored<PortalTracker>, token: Html): Html => {
  const act = actOf(body);
  return html`<div class="card">
    <h2 id="t-${id}">${MEASURE_WORDS[body.measure]}</h2>
    <p>${stateWords(body)}</p>
    <p class="muted">ordered ${instant(body.since)}</p>
    ${
      act === undefined
        ? ''
        : html`<form method="post" action="/patient/trackers/${id}">
            ${token}<input type="hidden" name="version" value="${version}" /><button
              name="act"
              value="${act[0]}"
              aria-describedby="t-${id}"
            >
              ${act[1]}
            </button>
          </form>`
    }
  </div>`;
};

const isChosen = ({ body }: Stored<PortalTracker>): boolean => body.state === 'picked' || body.state === 'connected';

/** Types of data that are shared, or that a picked tracker needs. */
const measuresOf = (
  trackers: readonly Stored<PortalTracker>[],
  permissions: readonly Stored<Permission>[],
): readonly Measure[] => [
  ...new Set([
    ...trackers.filter(isChosen).map(({ body }) => body.measure),
    ...permissions.filter(({ body }) => body.status === 'granted').map(({ body }) => body.measure),
  ]),
];

const toggle = (measure: Measure, permissions: readonly Stored<Permission>[], token: Html): Html => {
  const granted = permissions.some(({ body }) => body.measure === measure && body.status === 'granted');
  return html`<form method="post" action="/patient/permissions" class="card">
    ${token}<input type="hidden" name="measure" value="${measure}" />
    <p id="p-${measure}">Share my ${MEASURE_WORDS[measure].toLowerCase()} readings with my care team</p>
    <button
      role="switch"
      aria-checked="${granted ? 'true' : 'false'}"
      aria-labelledby="p-${measure}"
      name="status"
      value="${granted ? 'withdrawn' : 'granted'}"
    >
      ${granted ? 'On' : 'Off'}
    </button>
  </form>`;
};

const phoneNote = async ({ pipeline, caller, person }: PageContext): Promise<Html | undefined> => {
  const phone = await pipeline.portal.eligibility(caller, person.key);
  if (!phone.ok || phone.value.eligible) return undefined;
  const { reason } = phone.value;
  return html`<p class="card warning">
    Your phone cannot serve yet${reason !== undefined && `: ${ELIGIBILITY_WORDS[reason]}`}. Nothing new is offered until
    it can.
  </p>`;
};

const trackMain = async (context: PageContext): Promise<Outcome<Html>> => {
  const { pipeline, caller, person, query, token } = context;
  const trackers = await pipeline.portal.trackers(caller, person.key);
  if (!trackers.ok) return trackers;
  const permissions = await pipeline.permissions.search(caller, person.key);
  if (!permissions.ok) return permissions;
  const measures = measuresOf(trackers.value, permissions.value);
  return accept(
    html`${notice(query)}${await phoneNote(context)}
    ${trackers.value.length === 0 ? html`<p>Nothing is ordered for you.</p>` : trackers.value.map((one) => trackerCard(one, token))}
    ${
      measures.length === 0
        ? ''
        : html`<h2>What I share</h2>
            ${measures.map((measure) => toggle(measure, permissions.value, token))}`
    }`,
  );
};

/** "Track my Health": what was ordered, and nothing else; what is picked, and what is shared. */
export const TRACK_PAGE: Page = {
  method: 'GET',
  path: '/patient',
  role: 'patient',
  subject: 'tracker',
  handle: async (context) => {
    const main = await trackMain(context);
    return main.ok ? accept({ title: 'Track my Health', main: main.value }) : main;
  },
};
