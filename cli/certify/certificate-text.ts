import { type Head, headText } from '../../conformance/certificate/attempts/chain.ts';
import type { Conclusion, NotCovered } from '../../conformance/certificate/conclude.ts';
import type { Verified } from '../../conformance/certificate/verify/verify-bundle.ts';
import { visible } from '../../reports/text/visible.ts';

const SHOWN = 20;

const listed = (head: string, all: readonly string[]): readonly string[] =>
  all.length === 0
    ? []
    : [
        head,
        ...all.slice(0, SHOWN).map((each) => `  ${visible(each, 400)}`),
        ...(all.length > SHOWN ? [`  and ${all.length - SHOWN} more`] : []),
      ];

const notCovered = (all: readonly NotCovered[]): readonly string[] => {
  const byReason = new Map<string, string[]>();
  for (const { requirement, why } of all) byReason.set(why, [...(byReason.get(why) ?? []), requirement]);
  return listed(
    `Not covered: ${all.length} requirements`,
    [...byReason].map(([why, ids]) => `${ids.join(' ')}: ${why}`),
  );
};

const RESULT: Readonly<Record<Conclusion['result'], string>> = {
  PASSED: '✓ certified',
  WARNED: '△ certified, with reservations',
  FAILED: '✗ not certified',
};

/** What `certify` says last, after it has signed. */
export const conclusionText = (
  { result, blocking }: Conclusion,
  {
    attempt,
    key,
    bundle,
    exitCode,
  }: { readonly attempt: number; readonly key: string; readonly bundle: string; readonly exitCode: number },
): string =>
  [
    `Certificate, attempt ${attempt}: ${RESULT[result]} (exit ${exitCode})`,
    ...listed('What keeps it from being certified:', blocking),
    `bundle: ${bundle}`,
    `signed with key ${key}`,
  ].join('\n');

/** What `verify` says of a bundle that is whole. */
export const verifiedText = ({ id, claims, now, expired, ended }: Verified, key: string, head: Head): string =>
  [
    visible(claims.title),
    `${RESULT[now.result]}${expired ? `, but it ended on ${claims.expires}` : ''}`,
    ...listed('What keeps it from being certified:', now.blocking),
    ...listed(
      'Waived, by the signer:',
      claims.waivers.map(
        (w) =>
          `${'requirement' in w ? w.requirement : `attempt ${w.attempt}`} until ${w.until}${ended.includes(w) ? ' (ended)' : ''}: ${w.reason}`,
      ),
    ),
    ...listed('Attested, not observed:', claims.attested),
    `Met: ${now.passed.length}; with reservations: ${[...now.warned].join(' ') || 'none'}`,
    ...notCovered(now.notCovered),
    `attempt ${claims.attempt}, ${claims.earlier.length === 0 ? 'the first' : `after ${claims.earlier.length} others`}`,
    ...listed(
      'Attempts before it:',
      claims.earlier.map(
        (a) => `${a.attempt}: version ${a.version}, ${a.at}, ${a.verdict}, ${a.failed} requirements failed`,
      ),
    ),
    claims.nonce === null ? 'no nonce: nothing says that it was not made long before' : `nonce ${claims.nonce}`,
    `valid from ${claims.issued} until ${claims.expires}`,
    `log of attempts ${headText(head)}`,
    `bundle ${id}`,
    `signed with key ${key}`,
    'Signature, hashes and catalogue hold, and the oracle gave the same verdicts again.',
  ].join('\n');
