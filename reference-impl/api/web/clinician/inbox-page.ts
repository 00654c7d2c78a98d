import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import type { InboxQuery, Page as Part, Stored } from '../../../pipeline.ts';
import { ASSETS } from '../assets.ts';
import { html, type Html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';
import { namesOf } from '../show/names.ts';
import { keysOf, row, type RowContext, type Section, SECTION_WORDS, SECTIONS, sectionOf } from './rows.ts';

/** As many of each part are shown at a time. */
const SHOWN = 50;

const QUERY: Readonly<Record<Section, Pick<InboxQuery, 'status' | 'kind'>>> = {
  critical: { status: 'new', kind: 'critical' },
  new: { status: 'new' },
  seen: { status: 'seen' },
  done: { status: 'done' },
};

type Found = Part<InboxItem>;

const isOf =
  (section: Section) =>
  ({ body }: Stored<InboxItem>): boolean =>
    sectionOf(body) === section;

const list = (section: Section, found: Found, context: RowContext): Html => {
  const entries = found.entries.filter(isOf(section));
  return html`<section aria-labelledby="of-${section}" data-part="${section}">
    <h2 id="of-${section}">${SECTION_WORDS[section]}</h2>
    <ul class="items">
      ${entries.map((one) => row(one, context))}
    </ul>
    <p class="empty muted">
      ${found.next === undefined ? 'Nothing here.' : 'None among the latest ones: go on below.'}
    </p>
    ${found.next === undefined ? '' : html`<p><a href="/clinician/inbox?part=${section}&amp;page=${found.next}">Earlier: ${SECTION_WORDS[section]}</a></p>`}
  </section>`;
};

/** The part that an address asks for; undefined: the open ones, from the top. */
const partOf = (query: URLSearchParams): Section | undefined =>
  SECTIONS.find((section) => section === query.get('part'));

/** Stamp of the latest change that a person could see: the stream of arrivals goes on behind it. */
const latestStamp = async ({ pipeline, caller }: PageContext): Promise<Outcome<string>> => {
  const found = await pipeline.inbox.search(caller, { newestFirst: true, count: 1 });
  return found.ok ? accept(found.value.entries[0]?.lastUpdated ?? '') : found;
};

/** `events`: where what is new comes from; it names whose page this is, because the browser may sign in as somebody else. */
const openMain = (events: string, since: string, lists: readonly Html[]): Html =>
  html`<p id="live" class="muted" data-events="${events}" data-since="${since}">
      Load the page again to see what is new.
    </p>
    <p id="arrivals" class="arrivals" role="status"></p>
    <p id="critical-arrivals" class="arrivals" role="alert"></p>
    ${lists}
    <p><a href="/clinician/inbox?part=done">Done</a></p>`;

const show = async (context: PageContext): Promise<Outcome<Html>> => {
  const { pipeline, caller, person, query, token } = context;
  // Asked first, so that what changes meanwhile comes by the stream once more rather than not at all.
  const since = await latestStamp(context);
  if (!since.ok) return since;
  const asked = partOf(query);
  const shown: readonly Section[] = asked === undefined ? ['critical', 'new', 'seen'] : [asked];
  const mark = query.get('page');
  const page = asked === undefined || mark === null ? {} : { page: mark };
  const found = await Promise.all(
    shown.map((section) =>
      pipeline.inbox.search(caller, { ...QUERY[section], newestFirst: true, count: SHOWN, ...page }),
    ),
  );
  const parts: Found[] = [];
  for (const one of found) {
    if (!one.ok) return one;
    parts.push(one.value);
  }
  const keys = parts.flatMap(({ entries }) => entries.flatMap(({ body }) => keysOf(body)));
  const rows = { names: await namesOf(pipeline.people, keys), token, self: person.key };
  const lists = shown.map((section, i) => list(section, parts[i] ?? { entries: [] }, rows));
  return accept(
    asked === undefined
      ? openMain(`/clinician/inbox/events?for=${person.id}`, since.value, lists)
      : html`<p><a href="/clinician/inbox">To what is open</a></p>
          ${lists}`,
  );
};

/** The In Basket: what is open, the critical first, each part with the latest first. */
export const INBOX_PAGE: Page = {
  method: 'GET',
  path: '/clinician/inbox',
  role: 'clinician',
  subject: 'item',
  handle: async (context) => {
    const main = await show(context);
    return main.ok ? accept({ title: 'In Basket', main: main.value, script: ASSETS.live.path }) : main;
  },
};
