import { z } from 'zod';
import { type Identifier, InboxItem } from '../../../contract/domain/index.ts';
import { isObject, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import { PortOk } from '../../../contract/wire/ports/answer.ts';
import { Paging } from '../../sight/paging.ts';
import type { Actor } from '../actor.ts';
import type { LookQuery } from '../fhir/acts/inbox.ts';
import { type Decoded, type RawPage, type RawRead, unreadable, versionOf } from '../fhir/read-all.ts';
import { actorOf } from './request-of.ts';
import { faultOf, type PortSession } from './port-session.ts';

/** A page before its items are read: one that cannot be read spoils itself alone. */
const Page = PortOk.extend({
  items: z.array(z.object({ item: z.record(z.string(), z.unknown()), updated: z.string().max(40) })),
  next: z.string().max(500).optional(),
});

const nameOf = (item: Readonly<Record<string, unknown>>, place: string): string => {
  const key = z.object({ system: z.string(), value: z.string() }).safeParse(item['identifier']);
  return key.success ? `${key.data.system}|${key.data.value}` : place;
};

/** An item with its id, version and stamp where those of a FHIR resource stand: a look is a look, whatever it came over. */
const resourceOf = ({ item, updated }: z.infer<typeof Page>['items'][number], place: string): JsonObject =>
  ({
    id: nameOf(item, place),
    meta: { versionId: String(item['version']), lastUpdated: updated },
    item,
  }) as unknown as JsonObject;

/** One pass over the inbox, all pages, nothing read yet. */
export const fetchPortInbox = async (
  session: PortSession,
  { since, patient }: LookQuery,
  actor: Actor,
): Promise<RawRead> => {
  const asked: { patient?: Identifier; since?: string } = {
    ...(patient === undefined ? {} : { patient }),
    ...(since === undefined ? {} : { since }),
  };
  const pages: RawPage[] = [];
  const paging = new Paging('');
  let page: string | undefined;
  let first: RawRead['performed'] | undefined;
  for (;;) {
    const body = { call: 'inbox.look', as: actorOf(actor), ...asked, ...(page === undefined ? {} : { page }) };
    const { performed, ok } = await session.call({ port: 'inbox', body }, Page);
    const whole = { ...performed, sent: (first ?? performed).sent, wall: (first ?? performed).wall };
    first ??= performed;
    if (ok === undefined) return { performed: whole, pages, complete: false };
    const resources = ok.items.map((shown, i) => resourceOf(shown, `page ${pages.length + 1}, item ${i + 1}`));
    pages.push({ received: performed.settled, resources, wire: { response: performed.wire?.response ?? '' } });
    const turn = paging.turn({ entries: resources.map(versionOf), next: ok.next });
    if (turn.kind === 'error') return { performed: unreadable(whole, turn.text), pages, complete: false };
    if (turn.kind === 'end') return { performed: whole, pages, complete: true };
    page = turn.link;
  }
};

/** Reads the items of pages. */
export const readPortItems = (resources: readonly JsonObject[]): Decoded<InboxItem> => {
  const spoilt: string[] = [];
  const values = resources.map((resource) => {
    const read = InboxItem.safeParse(isObject(resource) ? resource['item'] : undefined);
    if (read.success) return read.data;
    spoilt.push(`${versionOf(resource)}: ${faultOf(read.error)}`);
    return undefined;
  });
  return { values, spoilt };
};
