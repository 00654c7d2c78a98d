import type { Identifier } from '../../domain/identifier.ts';
import { compact } from '../json/compact.ts';
import { parseCondition, parseVersionTag } from './condition.ts';
import { type Cursor, fail } from './cursor.ts';

/** What an entry updates: by its logical id, or by the identifier that it is known under. */
export interface BundleUpdate {
  readonly id?: string;
  readonly identifier?: Identifier;
  /** Version that the sender saw. */
  readonly ifMatch?: number;
}

/** `Type/id`, or `Type?identifier=system|value`. */
export const readUpdate = (request: Cursor, type: string): BundleUpdate => {
  const url = request.get('url');
  const text = url.text();
  const id = new RegExp(`^${type}/([A-Za-z0-9\\-.]{1,64})$`).exec(text)?.[1];
  const identifier = text.startsWith(`${type}?`) ? parseCondition(text.slice(type.length + 1)) : undefined;
  if (id === undefined && identifier === undefined)
    fail('unsupported-interaction', url.path, `expected ${type}/id or ${type}?identifier=system|value`);
  const match = request.get('ifMatch');
  const ifMatch = match.present ? (parseVersionTag(match.text()) ?? fail('stale-version', match.path)) : undefined;
  return compact({ id, identifier, ifMatch });
};
