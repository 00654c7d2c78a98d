import { join, resolve } from 'node:path';
import type { Head } from '../../conformance/certificate/attempts/chain.ts';
import { NONCE } from '../../conformance/certificate/challenge.ts';
import { keyId } from '../../conformance/certificate/keys.ts';
import { verifyBundle } from '../../conformance/certificate/verify/verify-bundle.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { verifiedText } from '../certify/certificate-text.ts';
import { givenVerifyingKey } from '../certify/key-file.ts';
import type { Command } from '../command.ts';
import { untilInterrupted } from '../interrupt.ts';
import { readingProgress } from '../judging.ts';

const MAX_DAYS = 36_500;

const headOf = (args: Arguments): Head | undefined => {
  const text = args.text('expect-head');
  if (text === undefined) return undefined;
  const [, hash = '', count = ''] = /^([0-9a-f]{64})@([1-9]\d{0,6})$/.exec(text) ?? [];
  if (hash === '') throw usageProblem('--expect-head is not usable', 'HASH@COUNT, as verify shows it');
  return { hash, count: Number(count) };
};

/** `vitalproof verify`: a certificate, offline, with a key from outside. */
export const verify: Command = {
  name: 'verify',
  words: 'BUNDLE',
  summary: 'verify a certificate offline, with the public key of its signer',
  about:
    'Checks the signature, every hash, the catalogue, the log of attempts, the nonce; judges the history again and\ncompares the verdicts byte for byte. Exit 0: it certifies; 1, 2, 70: it is whole and says that the run failed, was\nnot decided or void; 65: it is not what was signed, or does not follow from its history (docs/certificate.md).',
  options: {
    key: { value: 'FILE', help: 'public Ed25519 key of the signer, PEM; never one that came with the bundle' },
    nonce: { value: 'TEXT', help: 'the nonce that was given out: a bundle that was made without it is refused' },
    'max-age': { value: 'DAYS', help: 'the oldest that the run may be' },
    'expect-head': { value: 'HASH@COUNT', help: 'the log of attempts has to go through this head, noted earlier' },
  },
  run: async (args, io) => {
    const [bundle, ...more] = args.words;
    if (bundle === undefined || more.length > 0)
      throw usageProblem('verify takes one bundle', 'vitalproof verify BUNDLE --key FILE');
    const key = givenVerifyingKey(args.text('key'), 'verify');
    const nonce = args.text('nonce');
    if (nonce !== undefined && !NONCE.test(nonce))
      throw usageProblem('--nonce is not usable', 'the nonce as it was given out');
    const maxAgeDays = args.text('max-age') === undefined ? undefined : args.whole('max-age', 1, 1, MAX_DAYS);
    const head = headOf(args);
    const progress = readingProgress(join(bundle, 'history.ndjson'), io);
    return await untilInterrupted(async (signal) => {
      const verified = await verifyBundle(resolve(bundle), {
        key,
        catalogue: loadCatalogue(),
        nowMs: performance.timeOrigin + performance.now(),
        nonce,
        maxAgeDays,
        head,
        onBytes: (bytes) => {
          if (signal.aborted)
            throw new InputProblem('interrupted', { file: bundle }, 'to be let finish', { exitCode: EXIT.interrupted });
          progress.at(bytes);
        },
      }).finally(progress.end);
      io.out(verifiedText(verified, keyId(key), verified.head));
      return verified.exitCode;
    });
  },
};
