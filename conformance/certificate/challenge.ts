import { seedFrom } from '../runner/iteration-seed.ts';
import { sha256 } from './canonical.ts';

/** Letters of a nonce in a business key: HL7 v2 fields are short, and two attempts must not meet each other's patients. */
const KEY_LETTERS = 10;

/** A certifier's nonce: what may stand in a command, a file and a sentence. */
export const NONCE = /^[A-Za-z0-9._~-]{8,128}$/;

/** What a nonce and the number of the attempt make of a run. */
export interface Derived {
  readonly seed: number;
  /** Stands in every business key of the run, those of patients included. */
  readonly keys: string;
}

/**
 * Mixes a certifier's nonce into the seed of every draw and into every business key, so that no history that was made
 * before the nonce was known can pass for one made after.
 */
export const challengeOf = (nonce: string, seed: number, attempt: number): Derived => ({
  seed: seedFrom('certificate', nonce, seed, attempt),
  keys: sha256(`vitalproof business keys\n${nonce}\n${attempt}\n`).slice(0, KEY_LETTERS).toUpperCase(),
});
