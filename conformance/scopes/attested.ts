import { portsOf, type ReceiverScope, SCOPES } from '../../contract/requirements/scopes.ts';
import type { Requirement } from '../../contract/requirements/requirement.ts';
import type { RunLine, Via } from '../history/lines.ts';
import type { RequirementVerdict } from '../verdict/types.ts';

/** What nobody observed: that it was done is somebody's word. */
const ATTESTED: ReadonlySet<Via> = new Set(['operator', 'provisioned']);

const portsOn = ({ ports = [] }: RunLine, way?: Via): readonly string[] =>
  ports
    .filter(({ served }) => served.some((via) => (way === undefined ? ATTESTED.has(via) : via === way)))
    .map(({ port }) => port);

/** The attested ports that a requirement rests on: those of its scope, which stands on that of alerts. */
export const attestedIn = (run: RunLine, { role, scope }: Requirement): readonly string[] => {
  if (role !== 'receiver' || !(scope in SCOPES)) return [];
  const needed: readonly string[] = portsOf(scope as ReceiverScope);
  return portsOn(run).filter((port) => needed.includes(port));
};

/** Verdicts that somebody may take for observed. */
const CLAIMS: ReadonlySet<RequirementVerdict['verdict']> = new Set(['PASS', 'WARN']);

/** The same verdict, marked where it rests on somebody's word. */
export const withAttested = (verdict: RequirementVerdict, ports: readonly string[]): RequirementVerdict =>
  ports.length === 0 || !CLAIMS.has(verdict.verdict)
    ? verdict
    : { ...verdict, attested: ports, reason: `${verdict.reason}; attested: ${ports.join(', ')}` };

/** For people: which ports were served by somebody's word. */
export const attestedNotes = (run: RunLine): readonly string[] => {
  const operated = portsOn(run, 'operator');
  const made = portsOn(run, 'provisioned');
  return [
    ...(operated.length === 0 ? [] : [`Attested by an operator, not observed: ${operated.join(', ')}.`]),
    ...(made.length === 0 ? [] : [`Attested as made before the run, not observed: ${made.join(', ')}.`]),
  ];
};
