import { keyOf } from '../../contract/domain/index.ts';
import type { Act, HistoryLine, OpLine, RunLine, SeenLine } from '../history/lines.ts';
import { type Instant, instantOf } from './instant.test-helper.ts';
import { slotOfItem } from './slots.test-helper.ts';

/** One operation that may change something. `outcome` is absent while its course is still being made up. */
export interface Move {
  readonly seq: number;
  readonly via: OpLine['via'];
  readonly act: Act;
  readonly outcome: OpLine['outcome'] | undefined;
}

/** Moves that take effect at one instant, in this order: one operation, or the entries of a bundle. */
export interface Unit {
  readonly name: string;
  readonly moves: readonly Move[];
  /** A message or a transaction: all or nothing. */
  readonly whole: boolean;
  readonly sent: Instant;
  readonly settled: Instant;
}

/** A raised item as it was seen: the n-th of its slot, from 0, first in sight by then. */
export interface Sighting {
  readonly slot: string;
  readonly n: number;
  readonly by: Instant;
}

/** Somebody saw that a reading was filed by then. */
interface Proof {
  readonly reading: string;
  readonly by: Instant;
}

/** A history, read. */
export interface Story {
  readonly run: RunLine;
  readonly units: readonly Unit[];
  /** By item identifier. */
  readonly sightings: ReadonlyMap<string, Sighting>;
  readonly proofs: readonly Proof[];
  readonly people: ReadonlySet<string>;
  readonly end: Instant;
}

const MOVES: ReadonlySet<Act['op']> = new Set<Act['op']>([
  'device.register',
  'order.submit',
  'order.change',
  'permission.set',
  'reading.submit',
  'item.act',
  'coverage.set',
  'tracker.set',
  'source.set',
]);

/** Whether the contract says how an operation is to be answered, in terms of what happened before. */
export const isJudged = (act: Act): boolean =>
  ['order.submit', 'order.change', 'permission.set', 'reading.submit', 'tracker.set'].includes(act.op);

const effectOrder = (a: OpLine, b: OpLine): number => {
  if (a.act.op !== 'reading.submit' || b.act.op !== 'reading.submit') return 0;
  const apart = instantOf(a.act.reading.effective) - instantOf(b.act.reading.effective);
  if (apart !== 0n) return apart < 0n ? -1 : 1;
  return a.act.reading.identifier.value < b.act.reading.identifier.value ? -1 : 1;
};

const unitsOf = (lines: readonly OpLine[], at: (mono: number) => Instant): Unit[] => {
  const groups = new Map<string, OpLine[]>();
  for (const line of lines) {
    if (!MOVES.has(line.act.op) || (line.outcome === 'refused' && !isJudged(line.act))) continue;
    const bundle = line.act.op === 'reading.submit' ? line.act.bundle : undefined;
    const name = bundle === undefined ? `${line.seq}` : `bundle ${line.lane} ${bundle.id}`;
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups].map(([name, ops]) => {
    const [{ act }] = ops as [OpLine];
    const sorted = ops.length === 1 ? ops : [...ops].sort(effectOrder);
    return {
      name,
      moves: sorted.map(({ seq, via, act: a, outcome }) => ({ seq, via, act: a, outcome })),
      whole: act.op === 'reading.submit' && act.bundle !== undefined && act.bundle.kind !== 'batch',
      sent: at(Math.max(...ops.map((o) => o.sent))),
      settled: at(Math.min(...ops.map((o) => o.settled))),
    };
  });
};

const sightingsOf = (lines: readonly SeenLine[], at: (mono: number) => Instant): Map<string, Sighting> => {
  const found = new Map<string, { slot: string; by: Instant }>();
  for (const { item, by } of lines) {
    const id = keyOf(item.identifier);
    const before = found.get(id);
    if (before === undefined || at(by) < before.by) found.set(id, { slot: slotOfItem(item), by: at(by) });
  }
  const counts = new Map<string, number>();
  const inOrder = [...found].sort(([, a], [, b]) => (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  return new Map(
    inOrder.map(([id, { slot, by }]) => {
      const n = counts.get(slot) ?? 0;
      counts.set(slot, n + 1);
      return [id, { slot, by, n }];
    }),
  );
};

const proofsOf = (lines: readonly HistoryLine[], at: (mono: number) => Instant): Proof[] =>
  lines.flatMap((line) => {
    if (line.kind === 'seen')
      return line.item.reading === undefined ? [] : [{ reading: keyOf(line.item.reading), by: at(line.by) }];
    if (line.kind !== 'op') return [];
    return (line.output?.readings ?? []).map(({ reading }) => ({
      reading: keyOf(reading.identifier),
      by: at(line.settled),
    }));
  });

/** Reads a history. The system's clock is exact: virtual now is the start of the run plus the time since. */
export const storyOf = (lines: readonly HistoryLine[]): Story => {
  const run = lines.find((line) => line.kind === 'run');
  if (run === undefined) throw new Error('a history begins with a run line');
  const started = instantOf(run.started);
  const at = (mono: number): Instant => started + BigInt(mono);
  const ops = lines.filter((line) => line.kind === 'op');
  const ends = lines.map((line) =>
    line.kind === 'op' ? line.settled : line.kind === 'seen' ? line.by : line.kind === 'end' ? line.at : 0,
  );
  const enrolled = ops.flatMap(({ act }) => {
    if (act.op === 'person.clinician') return [act.clinician.identifier];
    return act.op === 'person.pool' ? [act.pool.identifier] : [];
  });
  const declared = [...run.people.clinicians, ...run.people.pools].map((p) => p.identifier);
  return {
    run,
    units: unitsOf(ops, at),
    sightings: sightingsOf(
      lines.filter((line) => line.kind === 'seen'),
      at,
    ),
    proofs: proofsOf(lines, at),
    people: new Set([...declared, ...enrolled].map(keyOf)),
    end: at(Math.max(...ends)),
  };
};
