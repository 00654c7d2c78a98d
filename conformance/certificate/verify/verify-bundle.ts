import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { ExitCode } from '../../../contract/input-problem.ts';
import type { Catalogue } from '../../../contract/requirements/load.ts';
import type { RunVerdicts } from '../../verdict/types.ts';
import { type Head, headOf, readChain } from '../attempts/chain.ts';
import { bytesOf } from '../bundle-files.ts';
import { conclude, type Conclusion } from '../conclude.ts';
import { attemptsOf } from '../attempts/attempts.ts';
import { certificateExit } from '../exit.ts';
import type { Claims } from '../statement.ts';
import { holdingAt, type Waiver } from '../waivers.ts';
import { consistent } from './consistent.ts';
import { checkDemands, type Demands } from './demanded.ts';
import { openBundle } from './opened.ts';
import { checkCatalogue, rejudged } from './rejudged.ts';

/** A bundle that is whole, signed by the key that was given, and judged again with the same result. */
export interface Verified {
  /** SHA-256 of the manifest. */
  readonly id: string;
  readonly claims: Claims;
  readonly verdicts: RunVerdicts;
  /** What it comes to now: waivers and the certificate itself may have ended since. */
  readonly now: Conclusion;
  readonly expired: boolean;
  /** Waivers that have ended since. */
  readonly ended: readonly Waiver[];
  /** The end of the log of attempts. */
  readonly head: Head;
  /** 0: certified, and still so. */
  readonly exitCode: ExitCode;
}

export interface VerifyOptions extends Demands {
  readonly key: KeyObject;
  readonly catalogue: Catalogue;
  readonly nowMs: number;
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Verifies a bundle offline, with a key from outside: form, signature, hashes, catalogue, the oracle over the history
 * again, and that all it says follows from that. Throws InputProblem (exit 65) for a bundle that is not what was
 * signed or does not follow; a bundle that honestly says "failed" is verified, and its exit code is not 0.
 */
export const verifyBundle = async (folder: string, options: VerifyOptions): Promise<Verified> => {
  const { key, catalogue, nowMs } = options;
  const opened = await openBundle(folder, key);
  checkCatalogue(opened, catalogue);
  const { verdicts, facts } = await rejudged(opened, catalogue, options.onBytes);
  consistent(opened, catalogue, verdicts, facts);
  const claims = opened.statement.predicate.vitalproof;
  const file = join(folder, 'attempts.ndjson');
  const log = readChain(bytesOf(folder, 'attempts.ndjson'), file);
  checkDemands(options, claims, facts, log, nowMs);
  const waivers = holdingAt(claims.waivers, nowMs);
  const now = conclude({
    verdicts,
    catalogue,
    run: facts.run,
    end: facts.end,
    evidence: claims.evidence,
    earlier: attemptsOf(log).filter((a) => a.number < claims.attempt),
    waivers,
  });
  const expired = Date.parse(claims.expires) <= nowMs;
  return {
    id: opened.id,
    claims,
    verdicts,
    now,
    expired,
    ended: claims.waivers.filter((w) => !waivers.includes(w)),
    head: headOf(log),
    exitCode: certificateExit(verdicts, now, expired),
  };
};
