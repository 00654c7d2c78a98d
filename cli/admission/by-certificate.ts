import { resolve } from 'node:path';
import type { KeyObject } from 'node:crypto';
import { verifyBundle } from '../../conformance/certificate/verify/verify-bundle.ts';
import type { Measure } from '../../contract/domain/measure.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';

/** What a certificate lets its sender do. */
export interface Admissible {
  /** Name and version of the certified sender. */
  readonly sender: string;
  readonly measures: readonly Measure[];
  /** The end of the certificate. */
  readonly until: string;
}

/** Under what a certificate is looked at. */
export interface Admitting {
  readonly key: KeyObject;
  readonly catalogue: Catalogue;
  readonly nowMs: number;
  readonly nonce: string | undefined;
}

/**
 * Verifies the certificate of a sender and says what it admits it to. Throws InputProblem for a bundle that is not
 * whole (65), for one that certifies nothing (its own exit code), and for one of a receiver (65).
 */
export const admissibleBy = async (
  bundle: string,
  { key, catalogue, nowMs, nonce }: Admitting,
): Promise<Admissible> => {
  const { claims, now, expired, exitCode } = await verifyBundle(resolve(bundle), { key, catalogue, nowMs, nonce });
  const sender = `${claims.sut.name} ${claims.sut.version}`;
  const place = { file: bundle };
  if (claims.role !== 'sender')
    throw new InputProblem(`${sender} is certified as a ${claims.role}`, place, 'the certificate of a sender');
  if (exitCode !== 0)
    throw new InputProblem(
      expired
        ? `the certificate of ${sender} ended on ${claims.expires}`
        : `${sender} is not certified: ${now.blocking[0] ?? ''}`,
      place,
      'a certificate that certifies, and still does',
      { exitCode, advice: `vitalproof verify ${bundle} --key FILE` },
    );
  return { sender, measures: claims.measures ?? [], until: claims.expires };
};
