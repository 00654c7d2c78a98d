import type { MllpCase } from '../talk.ts';
import { connections } from './connections.ts';
import { ends } from './ends.ts';
import { modes } from './modes.ts';
import { noise } from './noise.ts';
import { repeats } from './repeats.ts';
import { segments } from './segments.ts';
import { sizes } from './sizes.ts';
import { charsets, delimiters, spellings } from './texts.ts';

/** Every way of sending, by name. */
export const MLLP_CASES: ReadonlyMap<string, MllpCase> = new Map(
  [
    ...segments,
    ...noise,
    ...ends,
    ...sizes,
    ...connections,
    ...repeats,
    ...modes,
    ...delimiters,
    ...charsets,
    ...spellings,
  ].map((c) => [c.name, c]),
);
