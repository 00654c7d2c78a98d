import { keyOf, type Identifier } from '../../contract/domain/index.ts';
import type {
  ArrivedLine,
  FaultLine,
  HistoryLine,
  OpLine,
  RunLine,
  SeenLine,
} from '../../conformance/history/lines.ts';
import { describeLine } from './describe-line.ts';
import type { Unmet } from './findings.ts';

/** Where something happens: at the meter, at what carries it, at the system, or where the clinician looks. */
export type Place = 'device' | 'phone' | 'platform' | 'inbox';

/** Something at one place and one instant, ms after the beginning. */
export interface Mark {
  readonly seq: number;
  readonly place: Place;
  readonly ms: number;
  /** `done`: it happened or was accepted. `refused`. `unknown`: no usable answer. */
  readonly state: 'done' | 'refused' | 'unknown';
  /** The line of the history, in words. */
  readonly text: string;
}

/** On its way from one place to another. */
export interface Hop {
  readonly from: Place;
  readonly to: Place;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** A time in which something holds at a place. `until` undefined: it has no end that is known. */
export interface Span {
  readonly place: Place;
  readonly fromMs: number;
  readonly untilMs: number | undefined;
  readonly text: string;
}

/** Ms after the beginning, and what for where there are several. */
export interface Deadline {
  readonly ms: number;
  readonly what: string;
}

/** The story of one finding along the way that a reading takes. Ms of the run's own clock from the beginning. */
export interface SwimLanes {
  /** What is under test: what receives readings, or what forwards them to the harness's EHR. */
  readonly role: 'receiver' | 'sender';
  /** The line that the beginning is taken from: the intended send of the reading, else the first operation. */
  readonly zero: number;
  readonly marks: readonly Mark[];
  readonly hops: readonly Hop[];
  /** Where an item came into sight, between two looks: it was there at some instant of it, and nobody knows at which. */
  readonly uncertain: readonly Span[];
  readonly faults: readonly Span[];
  /** As the oracle measured it; undefined where it measured nothing. */
  readonly timing: Unmet['finding']['timing'];
  /** Until when an item has to come: that of the measurement, else those that the run declares, each once. */
  readonly deadlines: readonly Deadline[];
}

/** More than these and nobody can tell them apart. Those nearest the beginning are kept. */
const MOST = 14;

const FROM_PHONE = /^(?:permission|tracker|device|message\.read|eligibility)/;
const FROM_DEVICE = new Set(['reading.submit', 'phone.show']);
const AT_PHONE = /^phone\./;

type Drawn = OpLine | SeenLine | ArrivedLine;
type Timed = (ns: number) => number;
const startOf = (line: Drawn): number =>
  line.kind === 'op' ? line.intended : line.kind === 'seen' ? (line.after ?? line.by) : line.at;

const STATE = { ok: 'done', refused: 'refused', unknown: 'unknown' } as const;

function opParts(line: OpLine, at: Timed): { marks: readonly Mark[]; hops: readonly Hop[] } {
  const { op } = line.act;
  const mark = (place: Place, ns: number, state: Mark['state'] = 'done'): Mark => ({
    seq: line.seq,
    place,
    ms: at(ns),
    state,
    text: describeLine(line),
  });
  const hop = (from: Place, to: Place, fromNs: number, untilNs: number): Hop => ({
    from,
    to,
    fromMs: at(fromNs),
    untilMs: at(untilNs),
  });
  const state = STATE[line.outcome];
  if (op === 'phone.show')
    return {
      marks: [mark('device', line.sent), mark('phone', line.settled, state)],
      hops: [hop('device', 'phone', line.sent, line.settled)],
    };
  if (AT_PHONE.test(op)) return { marks: [mark('phone', line.sent, state)], hops: [] };
  if (op === 'clock.advance' || op === 'capability.read' || op === 'returned.check')
    return { marks: [mark('platform', line.settled, state)], hops: [] };
  const from: Place = FROM_DEVICE.has(op) || FROM_PHONE.test(op) ? 'phone' : 'inbox';
  const way = hop(from, 'platform', line.sent, line.settled);
  const both = [mark(from, line.sent), mark('platform', line.settled, state)];
  return op === 'reading.submit'
    ? { marks: [mark('device', line.intended), ...both], hops: [hop('device', 'phone', line.intended, line.sent), way] }
    : { marks: both, hops: [way] };
}

function partsOf(line: Drawn, at: Timed): { marks: readonly Mark[]; hops: readonly Hop[]; spans: readonly Span[] } {
  const text = describeLine(line);
  const base = { seq: line.seq, text };
  if (line.kind === 'op') return { ...opParts(line, at), spans: [] };
  if (line.kind === 'arrived') {
    const state = line.outcome === 'accepted' ? 'done' : line.outcome === 'refused' ? 'refused' : 'unknown';
    return { marks: [{ ...base, place: 'platform', ms: at(line.at), state }], hops: [], spans: [] };
  }
  const fromMs = at(line.after ?? line.by);
  return {
    marks: [{ ...base, place: 'inbox', ms: at(line.by), state: 'done' }],
    hops: [],
    spans: [{ place: 'inbox', fromMs, untilMs: at(line.by), text }],
  };
}

const isReading = (line: Drawn, key: string | undefined): boolean => {
  const id = (i: Identifier | undefined): boolean => i !== undefined && (key === undefined || keyOf(i) === key);
  if (line.kind === 'arrived') return id(line.reading?.identifier);
  if (line.kind !== 'op') return false;
  const { act } = line;
  return (act.op === 'reading.submit' || act.op === 'phone.show') && id(act.reading.identifier);
};

/** The line whose intended instant is the beginning: of the reading that the finding is about, accepted if it ever was. */
function zeroOf(lines: readonly Drawn[], key: string | undefined): Drawn | undefined {
  const mine = key === undefined ? [] : lines.filter((l) => isReading(l, key));
  const any = mine.length > 0 ? mine : lines.filter((l) => isReading(l, undefined));
  return (
    any.find((l) => l.kind === 'op' && l.outcome === 'ok') ?? any[0] ?? lines.find((l) => l.kind === 'op') ?? lines[0]
  );
}

/** Of a demand for a reading that was not measured, the declared deadlines; a thing forbidden has none. */
function deadlinesOf({ finding }: Unmet, run: RunLine | undefined): readonly Deadline[] {
  const { timing, polarity, subject } = finding;
  if (timing !== undefined) return [{ ms: timing.deadlineMs, what: '' }];
  if (run === undefined || run.role === 'sender' || polarity !== 'must' || subject.reading === undefined) return [];
  const { critical, other } = run.deadlines;
  return critical === other
    ? [{ ms: critical, what: '' }]
    : [
        { ms: critical, what: 'critical' },
        { ms: other, what: 'other' },
      ];
}

/**
 * What the history holds of a finding, laid out along the way of a reading. Undefined where it holds nothing of it.
 * Nothing is judged here: the interval of the delay is that of the oracle, and deadlines are declared.
 */
export function swimLanes(
  unmet: Unmet,
  bySeq: ReadonlyMap<number, HistoryLine>,
  faults: readonly FaultLine[],
  run?: RunLine,
): SwimLanes | undefined {
  const { finding } = unmet;
  const lines = [...new Set(finding.lines)]
    .sort((a, b) => a - b)
    .flatMap((seq): readonly Drawn[] => {
      const line = bySeq.get(seq);
      return line?.kind === 'op' || line?.kind === 'seen' || line?.kind === 'arrived' ? [line] : [];
    });
  const zero = zeroOf(lines, finding.subject.reading);
  if (zero === undefined) return undefined;
  const zeroNs = startOf(zero);
  const at: Timed = (ns) => (ns - zeroNs) / 1e6;
  const distance = (line: Drawn): number => Math.abs(startOf(line) - zeroNs);
  const kept = new Set([...lines].sort((a, b) => distance(a) - distance(b)).slice(0, MOST));
  const parts = lines.filter((l) => kept.has(l)).map((l) => partsOf(l, at));
  const isSender = lines.some((l) => l.kind === 'arrived' || (l.kind === 'op' && l.act.op.startsWith('phone.')));
  return {
    role: isSender ? 'sender' : 'receiver',
    zero: zero.seq,
    marks: parts.flatMap((p) => p.marks),
    hops: parts.flatMap((p) => p.hops),
    uncertain: parts.flatMap((p) => p.spans),
    faults: faults.map((f) => ({
      place: f.patient === undefined ? 'platform' : 'phone',
      fromMs: at(f.from),
      untilMs: at(f.until),
      text: f.fault,
    })),
    timing: finding.timing,
    deadlines: deadlinesOf(unmet, run),
  };
}
