import type { Source } from '../../contract/domain/source.ts';

/** A sender's client, and whether it was admitted last or withdrawn. */
export interface KnownSource {
  readonly source: Source;
  readonly status: 'admitted' | 'withdrawn';
}
