import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import type { Caller, Stored } from '../../../pipeline.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';
import type { Person } from '../access/sessions.ts';
import { arrivalText, keysOf, row, type RowContext, sectionOf } from '../clinician/rows.ts';
import type { Html } from '../html.ts';
import { namesOf } from '../show/names.ts';

/** One item that came or changed, as the stream sends it. */
interface Arrival {
  readonly id: string;
  readonly version: number;
  /** Its part of the In Basket; absent: none any more. */
  readonly section?: string;
  readonly isCritical: boolean;
  /** The row, as on the page. */
  readonly html: string;
  /** What is said aloud. */
  readonly said: string;
}

/** The same with the stamp of the change, by which a stream goes on. */
export interface Stamped {
  readonly stamp: string;
  readonly arrival: Arrival;
}

/** Who looks at the stream. */
export interface Looker {
  readonly caller: Caller;
  readonly person: Person;
  readonly token: Html;
}

/** At most so many are told at once; the rest follows. */
const AT_ONCE = 100;

const stampedOf = (stored: Stored<InboxItem>, context: RowContext): Stamped => {
  const { id, version, lastUpdated, body } = stored;
  const section = sectionOf(body);
  return {
    stamp: lastUpdated,
    arrival: {
      id,
      version,
      ...(section === undefined ? {} : { section }),
      isCritical: section === 'critical',
      html: String(row(stored, context)),
      said: arrivalText(stored, context.names),
    },
  };
};

/** What has come into the In Baskets that somebody sees since a stamp (empty: ever), in its order; refused where they may see none. */
export const arrivalsSince = async (
  pipeline: ReachedPipeline,
  { caller, person, token }: Looker,
  since: string,
): Promise<Outcome<readonly Stamped[]>> => {
  const found = await pipeline.inbox.search(caller, { ...(since === '' ? {} : { since }), count: AT_ONCE });
  if (!found.ok) return found;
  // `since` is inclusive: what was told last comes again.
  const entries = found.value.entries.filter(({ lastUpdated }) => lastUpdated !== since);
  const names = await namesOf(
    pipeline.people,
    entries.flatMap(({ body }) => keysOf(body)),
  );
  return accept(entries.map((stored) => stampedOf(stored, { names, token, self: person.key })));
};
