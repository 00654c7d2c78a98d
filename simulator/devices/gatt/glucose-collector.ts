import type { RacpSelection } from '../../../contract/wire/gatt/racp.ts';
import type { Client, SessionEnd } from './client.ts';
import type { CollectorLog, RecordKey } from './collector-log.ts';
import { Intake } from './intake.ts';
import type { MeterRecord } from './meter-record.ts';
import { ask, subscribe, type Reply } from './racp-client.ts';

type Step<End> = Client<MeterRecord, End>;
type Failure = Exclude<SessionEnd, { kind: 'complete' }>;

export interface CollectorOptions {
  /** How often a request is made before the session is given up. */
  readonly rounds?: number;
}
const ROUNDS = 12;

/**
 * One session of a phone with one meter: reads what is new since the last one that was complete, and hands over each
 * record exactly once, whatever is lost on the way. It asks for the newest record, then for everything from the last
 * known one on, and that one with it: when it comes back the same, nothing before it has changed. When it does not (a
 * memory that was cleared or has run over), everything is read. Numbers that began again after 65,535 are read in two
 * parts. What came is counted against what the meter counts, while the newest record stays the same.
 */
export function* collect(log: CollectorLog, { rounds = ROUNDS }: CollectorOptions = {}): Step<SessionEnd> {
  const intake = new Intake(log);
  const failure = yield* subscribe(intake);
  if (failure !== undefined) return failure;
  for (let round = 0; round < rounds; round++) {
    const newest = yield* newestRecord(intake, rounds);
    if (newest.kind === 'none') {
      log.anchor = undefined;
      return { kind: 'complete' };
    }
    if (newest.kind !== 'newest') return newest;
    if (newest.record.key === log.anchor?.key) return { kind: 'complete' };
    const end = yield* readUpTo(newest.record, log, intake, rounds);
    if (end.kind === 'complete') log.anchor = newest.record;
    if (end.kind !== 'changing') return end;
  }
  return { kind: 'changing' };
}

type Newest = { readonly kind: 'newest'; readonly record: RecordKey } | { readonly kind: 'none' } | Failure;

function* newestRecord(intake: Intake, rounds: number): Step<Newest> {
  for (let round = 0; round < rounds; round++) {
    intake.latest = undefined;
    const reply = yield* ask({ op: 'report', selection: { operator: 'last' } }, intake);
    const outcome = outcomeOf(reply);
    if (outcome === 'none') return { kind: 'none' };
    if (outcome !== 'success') return outcome;
    // What came stands even where the meter was measuring meanwhile; the caller looks again.
    const { latest } = intake as { latest: RecordKey | undefined };
    if (latest !== undefined) return { kind: 'newest', record: latest };
  }
  return { kind: 'gaps' };
}

/** Of a report: whether there was something to report. */
function outcomeOf(reply: Reply): 'success' | 'none' | Failure {
  if (reply.kind !== 'response') return reply;
  const { response } = reply;
  if (response.op === 'response' && response.result === 'success') return 'success';
  if (response.op === 'response' && response.result === 'no-records-found') return 'none';
  return { kind: 'refused', why: response.op === 'response' ? response.result : 'a count for a report' };
}

const ALL: RacpSelection = { operator: 'all' };
const from = (value: number): RacpSelection => ({ operator: 'at-least', filter: 'sequence', value });
const upTo = (value: number): RacpSelection => ({ operator: 'at-most', filter: 'sequence', value });

/** What to ask for so that everything behind the anchor comes, and the anchor with it; everything, where there is none. */
function sinceAnchor(anchor: RecordKey | undefined, newest: RecordKey): readonly RacpSelection[] {
  if (anchor?.sequence === undefined || newest.sequence === undefined || newest.sequence === anchor.sequence) return [];
  return newest.sequence > anchor.sequence ? [from(anchor.sequence)] : [from(anchor.sequence), upTo(newest.sequence)];
}

function* readUpTo(
  newest: RecordKey,
  log: CollectorLog,
  intake: Intake,
  rounds: number,
): Step<{ readonly kind: 'complete' } | Failure> {
  const { anchor } = log;
  const since = yield* readSince(anchor, newest, intake, rounds);
  if ('kind' in since) return since;
  if (anchor !== undefined && isUnbroken(since, anchor)) return { kind: 'complete' };

  const end = yield* read(ALL, newest, intake, rounds);
  if (end.kind === 'complete') log.keepOnly(intake.got.keys());
  return end;
}

/** What came since the anchor; nothing where a part of it cannot be asked for: a meter need not know every operator but "all". */
function* readSince(
  anchor: RecordKey | undefined,
  newest: RecordKey,
  intake: Intake,
  rounds: number,
): Step<readonly RecordKey[] | Failure> {
  const records: RecordKey[] = [];
  for (const part of sinceAnchor(anchor, newest)) {
    const end = yield* read(part, newest, intake, rounds);
    if (end.kind === 'refused') return [];
    if (end.kind !== 'complete') return end;
    records.push(...intake.got.values());
  }
  return records;
}

/** The anchor is there as it was, and no number is there twice. */
const isUnbroken = (records: readonly RecordKey[], anchor: RecordKey): boolean =>
  records.some(({ key }) => key === anchor.key) &&
  new Set(records.map(({ sequence }) => sequence)).size === records.length;

/** Reads a selection until as many records came as the meter counts, and the newest one is still that one. */
function* read(
  selection: RacpSelection,
  newest: RecordKey,
  intake: Intake,
  rounds: number,
): Step<{ readonly kind: 'complete' } | Failure> {
  intake.got = new Map();
  for (let round = 0; round < rounds; round++) {
    const outcome = outcomeOf(yield* ask({ op: 'report', selection: rest(selection, intake.got) }, intake));
    if (outcome !== 'success' && outcome !== 'none') return outcome;
    const { got } = intake;
    const reply = yield* ask({ op: 'count', selection }, intake);
    if (reply.kind !== 'response') return reply;
    if (reply.response.op !== 'count-response') return { kind: 'refused', why: reply.response.result };

    intake.got = new Map();
    const again = yield* newestRecord(intake, rounds);
    intake.got = got;
    if (again.kind === 'none' || (again.kind === 'newest' && again.record.key !== newest.key)) {
      return { kind: 'changing' };
    }
    if (again.kind !== 'newest') return again;
    if (got.size >= reply.response.count) return { kind: 'complete' };
  }
  return { kind: 'gaps' };
}

/** From the first gap on, where the records come in the order of their numbers. */
function rest(selection: RacpSelection, got: ReadonlyMap<string, RecordKey>): RacpSelection {
  if (selection.operator !== 'at-least' || selection.filter !== 'sequence') return selection;
  const numbers = new Set([...got.values()].map(({ sequence }) => sequence));
  let missing = selection.value;
  while (numbers.has(missing)) missing++;
  return missing > 0xffff ? selection : from(missing);
}
