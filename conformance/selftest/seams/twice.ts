import type { InboxItem } from '../../../contract/domain/index.ts';
import type { Pipeline, Stored } from '../../../reference-impl/pipeline.ts';

const SECOND = '-2';

/** An item again, as another one. */
export const copyOf = (entry: Stored<InboxItem>, changes: Partial<InboxItem> = {}): Stored<InboxItem> => ({
  ...entry,
  id: `${entry.id}${SECOND}`,
  body: {
    ...entry.body,
    identifier: { ...entry.body.identifier, value: `${entry.body.identifier.value}${SECOND}` },
    ...changes,
  },
});

/** In Baskets that show some items twice. */
export const twice = (
  inbox: Pipeline['inbox'],
  isTwice: (entry: Stored<InboxItem>) => boolean,
  changes: Partial<InboxItem> = {},
): Pipeline['inbox'] => ({
  ...inbox,
  search: (caller, query) => {
    const found = inbox.search(caller, query);
    if (!found.ok) return found;
    const entries = found.value.entries.flatMap((entry) =>
      isTwice(entry) ? [entry, copyOf(entry, changes)] : [entry],
    );
    return { ok: true, value: { ...found.value, entries } };
  },
});
