import { SenderScript } from '../../contract/cases/sender/script.ts';
import type { Catalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine, OpLine } from '../history/lines.ts';
import { type BrokenByLane, lanesThatBroke } from '../judge.ts';
import { operationsOf } from '../shrink/operations.ts';
import { type Shrunk, shrinkHistory } from '../shrink/shrink-history.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import type { SenderLane } from './run-senders.ts';

/** A requirement that a sender broke, with as little as it takes, and how often it broke again. */
export interface SenderCounterexample {
  readonly requirement: string;
  /** The lane in which it broke: check, source and wire. */
  readonly lane: string;
  /** The minimal history, by leaving out; lines keep their numbers. */
  readonly shrunk: Shrunk;
  /** What was played again: the acts of the minimal history or, where those alone did not break it, all. */
  readonly script: SenderScript;
  readonly reproduced: number;
  readonly tried: number;
}

/** Plays lanes over one wire on fresh phones: what broke in each of them. */
export type PlaySenderLanes = (
  lanes: readonly SenderLane[],
  via: 'fhir' | 'hl7v2',
  name: string,
) => Promise<BrokenByLane>;

type ScriptAct = SenderScript['acts'][number];

/** How often a counterexample is played again. */
const TIMES = 5;

/** Of one lane: other phones did not break it. */
const onlyLane = (lines: readonly HistoryLine[], lane: string): readonly HistoryLine[] => {
  const own = lines.find((line) => line.kind === 'op' && line.lane === lane && line.act.op === 'phone.enrol');
  const patient = own?.kind === 'op' && own.act.op === 'phone.enrol' ? own.act.patient.value : undefined;
  return lines.filter((line) => {
    if (line.kind === 'op' || line.kind === 'arrived') return line.lane === lane;
    return line.kind !== 'fault' || line.patient === undefined || line.patient.value === patient;
  });
};

/** Which operations of the history an act made: how many, in the order of the script. */
const countsOf = ({ acts }: SenderScript): readonly number[] => {
  let memory = 0;
  return acts.map((act) => {
    if ('reset' in act) memory = 0;
    if ('show' in act && !act.show.value.endsWith('kg') && !act.show.value.endsWith('[lb_av]')) memory += 1;
    if ('again' in act) return memory;
    return 'permit' in act || 'withdraw' in act || 'show' in act || 'correct' in act || 'delete' in act ? 1 : 0;
  });
};

const nameIn = (act: ScriptAct): string | undefined =>
  'correct' in act ? act.correct.of : 'delete' in act ? act.delete : 'refuse' in act ? act.refuse : undefined;

/**
 * The script with the acts whose operations are left, and with all that makes none (outages, restarts, journeys), but
 * for what is about a measurement that is shown no more. `ops`: of the lane, in order, enrolment and sentinel left out.
 */
export const smallerScript = (
  script: SenderScript,
  ops: readonly OpLine[],
  left: ReadonlySet<number>,
): SenderScript | undefined => {
  const counts = countsOf(script);
  if (counts.reduce((sum, n) => sum + n, 0) !== ops.length) return undefined;
  let from = 0;
  const kept = script.acts.filter((_, i) => {
    const own = ops.slice(from, (from += counts[i] ?? 0));
    return counts[i] === 0 || own.some((op) => left.has(op.seq));
  });
  const shown = new Set(kept.flatMap((act) => ('show' in act ? [act.show.name] : [])));
  const acts = kept.filter((act) => {
    const name = nameIn(act);
    return name === undefined || shown.has(name);
  });
  return acts.some((act) => 'permit' in act) ? { ...script, acts } : undefined;
};

const isOfScript = ({ act }: OpLine): boolean =>
  act.op !== 'phone.enrol' && !(act.op === 'phone.show' && act.sentinel === true);

const again = async (
  lane: SenderLane,
  script: SenderScript,
  requirement: string,
  via: 'fhir' | 'hl7v2',
  play: PlaySenderLanes,
  name: string,
): Promise<number> => {
  const copies = Array.from({ length: TIMES }, (_, i) => ({ ...lane, name: `${lane.name}:${i + 1}`, script }));
  return lanesThatBroke(await play(copies, via, name), requirement).size;
};

/**
 * Makes what a sender broke small: first on the history, where the oracle alone is asked, then by playing what is left at
 * five fresh phones. Undefined: the oracle does not find it broken when the lane stands by itself.
 */
export const senderCounterexample = async (
  requirement: string,
  lanes: readonly SenderLane[],
  { lines, verdicts }: { readonly lines: readonly HistoryLine[]; readonly verdicts: RunVerdicts },
  catalogue: Catalogue,
  play: PlaySenderLanes,
): Promise<SenderCounterexample | undefined> => {
  const broken = verdicts.requirements
    .find((r) => r.requirement === requirement)
    ?.findings.filter((f) => f.outcome === 'broken')
    .map((f) => f.lane);
  // Its own check comes first: there the defect stands alone.
  const own = broken?.find((l) => l.startsWith(`check:${requirement.toLowerCase()}/`)) ?? broken?.[0];
  const lane = lanes.find((one) => own === `${one.name}/fhir` || own === `${one.name}/hl7v2`);
  if (own === undefined || lane === undefined) return undefined;
  const via = own.endsWith('/fhir') ? 'fhir' : 'hl7v2';
  const mine = onlyLane(lines, own);
  const shrunk = shrinkHistory(mine, catalogue, requirement);
  if (shrunk === undefined) return undefined;
  const whole = SenderScript.parse(lane.script);
  const left = new Set(operationsOf(shrunk.lines).map((op) => op.seq));
  const small = smallerScript(whole, operationsOf(mine).filter(isOfScript), left);
  const of = { requirement, lane: own, shrunk, tried: TIMES };
  const title = requirement.toLowerCase();
  if (small !== undefined) {
    const reproduced = await again(lane, small, requirement, via, play, `${title}-small`);
    if (reproduced > 0) return { ...of, script: small, reproduced };
  }
  return { ...of, script: whole, reproduced: await again(lane, whole, requirement, via, play, `${title}-again`) };
};
