import { z } from 'zod';
import type { Catalogue } from '../../contract/requirements/load.ts';
import { canonical, HASH, sha256 } from './canonical.ts';

const Hash = z.string().regex(HASH, '64 hexadecimal digits');

/** The catalogue as it was frozen: every requirement with the hash of all that it says. */
export const CatalogLock = z.strictObject({
  format: z.literal(1),
  catalogue: Hash,
  requirements: z.array(z.strictObject({ id: z.string(), sha256: Hash })).max(2000),
});
export type CatalogLock = z.infer<typeof CatalogLock>;

export const catalogLock = (catalogue: Catalogue): CatalogLock => ({
  format: 1,
  catalogue: catalogue.hash,
  requirements: catalogue.requirements
    .map((r) => ({ id: r.id, sha256: sha256(canonical(r)) }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
});

/** How a lock differs from a catalogue, in words; undefined: not at all. */
export const lockDifference = (lock: CatalogLock, catalogue: Catalogue): string | undefined => {
  const mine = catalogLock(catalogue);
  const theirs = new Map(lock.requirements.map((r) => [r.id, r.sha256]));
  const missing = mine.requirements.filter((r) => !theirs.has(r.id)).map((r) => r.id);
  const other = mine.requirements.filter((r) => theirs.has(r.id) && theirs.get(r.id) !== r.sha256).map((r) => r.id);
  const unknown = lock.requirements.filter((r) => catalogue.byId(r.id) === undefined).map((r) => r.id);
  const said = [
    ['it lacks', missing],
    ['another text in', other],
    ['unknown here', unknown],
  ] as const;
  const parts = said.flatMap(([what, ids]) => (ids.length === 0 ? [] : [`${what} ${ids.slice(0, 10).join(', ')}`]));
  if (parts.length > 0) return parts.join('; ');
  return canonical(lock) === canonical(mine) ? undefined : 'its hash is another one';
};
