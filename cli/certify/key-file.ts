import type { KeyObject } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { signingKey, verifyingKey } from '../../conformance/certificate/keys.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { usageProblem } from '../arguments.ts';
import type { Io } from '../io.ts';

/** The variable that holds the signing key as PEM, or the path of a file with it. */
export const SIGNING_KEY = 'VITALPROOF_SIGNING_KEY';

const MAX_BYTES = 16 * 1024;

const textOf = (file: string): string => {
  try {
    if (statSync(file).size > MAX_BYTES)
      throw new InputProblem('is too long for a key', { file }, `at most ${MAX_BYTES} bytes of PEM`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof InputProblem) throw error;
    throw new InputProblem(
      `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
      { file },
      'a key in PEM',
    );
  }
};

/** The key that signs: of a file, or of the environment; undefined where neither is given. Never made here. */
export const givenSigningKey = (file: string | undefined, io: Io): KeyObject | undefined => {
  if (file !== undefined) return signingKey(textOf(file), file);
  const held = io.env[SIGNING_KEY];
  if (held === undefined || held === '') return undefined;
  return held.includes('-----BEGIN') ? signingKey(held, SIGNING_KEY) : signingKey(textOf(held), held);
};

/** The key that a bundle is checked with. It has to come from outside: a bundle that brings its own proves nothing. */
export const givenVerifyingKey = (file: string | undefined, command: string): KeyObject => {
  if (file === undefined)
    throw usageProblem(
      'the key to verify with is not given',
      `vitalproof ${command} BUNDLE --key FILE`,
      'get the public key of the signer by another way than with the bundle',
    );
  return verifyingKey(textOf(file), file);
};
