import { type Identifier, type InboxItem, keyOf } from '../../../../contract/domain/index.ts';
import { accept } from '../../../../contract/refusal.ts';
import { decodeItem, ITEM_KIND_SYSTEM } from '../../../../contract/wire/fhir/task.ts';
import type { Actor } from '../../actor.ts';
import { type FhirContext, findReference } from '../context.ts';
import { type Decode, fetchAll, type RawRead, readAll } from '../read-all.ts';
import { query } from '../session.ts';
import { versionNumber } from '../versions.ts';
import type { FhirAct } from './fhir-act.ts';

const PAGE_SIZE = '200';

/** What one look asks for. `since` is inclusive, because stamps may tie (bindings 3). */
export interface LookQuery {
  readonly since?: string;
  readonly patient?: Identifier;
}

const pathOf = async (context: FhirContext, { since, patient }: LookQuery): Promise<string> => {
  const { book } = context;
  const reference = patient === undefined ? undefined : await findReference(context, 'Patient', patient);
  return query('Task', {
    code: `${ITEM_KIND_SYSTEM}|`,
    patient: patient === undefined ? undefined : (reference ?? book.referenceTo('Patient', patient)),
    _lastUpdated: since === undefined ? undefined : `ge${since}`,
    _sort: '_lastUpdated',
    _count: PAGE_SIZE,
  });
};

/** Reads an item and learns its logical id, by which it will be acted on. */
export const itemDecoder =
  ({ book }: FhirContext): Decode<InboxItem> =>
  (resource, identifierOf) => {
    const item = decodeItem(resource, identifierOf);
    if (!item.ok) return item;
    if (typeof resource['id'] === 'string') book.learn(`Task/${resource['id']}`, item.value.identifier);
    return accept({ ...item.value, version: versionNumber(book, resource, item.value.version) });
  };

/** One pass over the inbox, all pages, nothing read yet. */
export const fetchInbox = async (context: FhirContext, asked: LookQuery, actor: Actor): Promise<RawRead> =>
  fetchAll(context, await pathOf(context, asked), actor);

/** What one look found. */
export interface Look extends RawRead {
  readonly items: readonly InboxItem[];
}

export const lookAtInbox = async (context: FhirContext, asked: LookQuery, actor: Actor): Promise<Look> => {
  const { values, ...look } = await readAll(context, await pathOf(context, asked), actor, itemDecoder(context));
  return { ...look, items: values };
};

/** More than a person opens of one list. */
const MOST_OPENED = 20;

/** A person's look at the own In Basket: the list, and what lies in it opened one by one. To open an item is no act on it (ALR-15). */
export const lookOnce: FhirAct<'inbox.look'> = async (context, { patient }, actor) => {
  const look = await lookAtInbox(context, patient === undefined ? {} : { patient }, actor);
  for (const { identifier } of look.items.slice(0, MOST_OPENED)) {
    const path = context.book.referenceTo('Task', identifier);
    // oxlint-disable-next-line no-await-in-loop -- a person opens one after the other; what is answered is judged by nobody
    await context.session.call({ method: 'GET', path, actor });
  }
  const items = look.items.map((item) => keyOf(item.identifier));
  return { ...look.performed, output: { look: { pages: look.pages.length, items, complete: look.complete } } };
};
