import type { PatientClock } from '../../time/patient-clock.ts';
import type { AttemptSaid, GateSaid } from '../explanation.ts';
import { atMost, type Point, point, type Section } from '../outline.ts';
import { linesText } from '../../lines-text.ts';
import { outcomeText } from '../phrases.ts';
import { clockText } from './times.ts';

const MOST_ATTEMPTS = 6;

const VIA = {
  fhir: 'FHIR',
  hl7v2: 'HL7 v2',
  'port-protocol': 'the port protocol',
  provisioned: 'what was made beforehand',
  operator: 'an operator',
  command: 'a command',
} as const;

const gateName = ({ gate }: GateSaid): string => (gate === 'source' ? 'the source' : `gate ${gate}`);

/** The gate that decided, in a few words. */
const decisive = ({ gates, beside, takenFor }: AttemptSaid): string => {
  const stop = gates.find((g) => g.said === 'stopped' || g.said === 'may-stop' || g.said === 'apart');
  if (stop !== undefined) return `${gateName(stop)}: ${stop.text}`;
  const [sibling] = beside;
  if (sibling !== undefined) return sibling.text;
  const identity = gates.find((g) => g.gate === 3);
  return identity === undefined || takenFor === 'new' ? 'every gate let it in' : `gate 3: ${identity.text}`;
};

const DEMANDED = {
  accept: { ok: 'as it had to be', refused: 'but it had to be accepted', unknown: 'it had to be accepted' },
  refuse: { ok: 'but it had to be refused', refused: 'as it had to be', unknown: 'it had to be refused' },
  either: { ok: 'which is right', refused: 'which is right', unknown: 'either answer is right' },
} as const;

/** One attempt in a line: when, by whom, what was answered, what had to be, and by which gate. */
const attemptPoint = (said: AttemptSaid, clock: PatientClock, offsetMinutes: number): Point => {
  const { op } = said.attempt;
  const when = clockText(clock, op.sent, offsetMinutes);
  const bundle = op.act.bundle === undefined ? '' : `, in ${op.act.bundle.kind} ${op.act.bundle.id}`;
  const demanded = DEMANDED[said.level][op.outcome];
  return point(
    `line ${op.seq}, ${when}, ${op.actor} over ${VIA[op.via]}${bundle}: ${outcomeText(op)}, ${demanded}; ${decisive(said)}`,
    [op.seq],
  );
};

const SAID = {
  passed: 'passed',
  stopped: 'stopped it',
  'may-stop': 'may have stopped it',
  settles: 'settled it',
  apart: 'set it apart',
  unasked: '',
} as const;

const gatePoint = (gate: GateSaid): Point => {
  const name = gateName(gate);
  return point(`${name} ${SAID[gate.said]}: ${gate.text}`, gate.lines);
};

/** `gate 7`, `gates 6 and 7`, `gates 4 to 7`. */
const gatesText = (from: number, to: number): string =>
  from === to ? `gate ${from}` : `gates ${from} ${to - from > 1 ? 'to' : 'and'} ${to}`;

const LAST = 7;

/** Gates that were not asked in one line: of this kind of submission, or because an earlier one settled it. */
const unaskedGates = ({ gates }: AttemptSaid): readonly Point[] => {
  const unasked = gates.filter((g) => g.said === 'unasked');
  const [first] = unasked;
  if (first !== undefined) return [point(`${gatesText(LAST - unasked.length + 1, LAST)}: ${first.text}`)];
  const last = gates.at(-1);
  if (last === undefined || last.gate === 'source' || last.gate === LAST) return [];
  if (last.said !== 'stopped' && last.said !== 'settles') return [];
  return [point(`${gatesText(last.gate + 1, LAST)}: not asked, the first reason counts`)];
};

/** The attempt whose gates tell most: the one that filed the reading, else the first. */
const telling = (attempts: readonly AttemptSaid[]): AttemptSaid | undefined =>
  attempts.find((a) => a.level !== 'refuse' && (a.takenFor === 'new' || a.takenFor === 'tombstone')) ?? attempts[0];

/** How a reading was sent, and the gates of the attempt that counts. */
export const attemptSections = (
  attempts: readonly AttemptSaid[],
  clock: PatientClock,
  offsetMinutes: number,
): readonly Section[] => {
  const told = telling(attempts);
  const gates =
    told === undefined ? [] : [...told.gates.filter((g) => g.said !== 'unasked').map(gatePoint), ...unaskedGates(told)];
  const seq = told?.attempt.op.seq ?? 0;
  return [
    {
      heading: 'How it was sent',
      points: atMost(
        attempts.map((a) => attemptPoint(a, clock, offsetMinutes)),
        MOST_ATTEMPTS,
        'attempts',
      ),
    },
    { heading: `The gates, asked of ${linesText([seq])} one after the other`, points: gates },
  ];
};
