import { keyOf, type AuditEvent } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import type { Attempt } from '../readings/filing.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import type { AuditFact } from './audit-fact.ts';
import { misdatedAmong, namesakesAmong, partiesByName, type Told } from './audit-who.ts';

interface Done {
  readonly op: OpLine | undefined;
  readonly lane: string;
  readonly subject: AuditEvent['subject'];
  readonly entity: string;
  readonly what: string;
  readonly outcome: 'ok' | 'refused';
  /** Monotonic: by then it had happened. */
  readonly by: number;
  readonly attributable: boolean;
  /** It need not be in the trail (a replay changed nothing; a message that was refused is told of once, by an entry that spoilt it, and which of several is open), though it may be. */
  readonly free: boolean;
  /** Of a refused reading: codes that tell why. */
  readonly codes?: readonly string[];
  /** Of several changes of one thing, which one: the trail must hold that many events. */
  readonly nth?: number;
}

const about = (event: AuditEvent, done: Done): boolean =>
  event.subject === done.subject &&
  (event.entity === undefined ? false : keyOf(event.entity) === done.entity) &&
  event.action !== 'read' &&
  // That an item was raised is another event than that somebody acted on it.
  (done.subject !== 'item' || done.nth === undefined || event.action !== 'create');

const settled = (op: OpLine, subject: Done['subject'], entity: string): Done[] =>
  op.outcome === 'unknown'
    ? []
    : [
        {
          op,
          lane: op.lane,
          subject,
          entity,
          what: `${op.act.op} ${bareKey(entity)} (line ${op.seq}) ${op.outcome === 'ok' ? 'accepted' : 'refused'}`,
          outcome: op.outcome,
          by: op.settled,
          attributable: true,
          free: false,
        },
      ];

/** Gates 1 and 2 come before the SUT may say whose data it is; such refusals may name no patient. */
const UNATTRIBUTABLE = new Set([
  'no-offset',
  'bad-number',
  'unknown-unit',
  'unit-mismatch',
  'unknown-code',
  'message-type',
  'processing-id',
  'version',
  'cut-off',
  'undecodable',
  'foreign-delimiters',
  'control-id-reuse',
  'unknown-patient',
  'other-patient',
]);

const amends = (status: string): boolean => status === 'corrected' || status === 'entered-in-error';

/** What was filed under its identifier before it left an event of its own. */
const isKnownBefore = (attempts: readonly Attempt[], place: number): boolean => {
  const key = keyOf(attempts[place]?.op.act.reading.identifier ?? { system: '', value: '' });
  return attempts
    .slice(0, place)
    .some(
      ({ op, expectation }) =>
        op.outcome === 'ok' &&
        !expectation.replay &&
        !amends(op.act.reading.status) &&
        keyOf(op.act.reading.identifier) === key,
    );
};

const readingsDone = (attempts: readonly Attempt[]): Done[] =>
  attempts.flatMap(({ op, expectation }, i) =>
    settled(op, 'reading', keyOf(op.act.reading.identifier)).map((done) => ({
      ...done,
      ...(op.outcome === 'ok' && amends(op.act.reading.status) ? { nth: isKnownBefore(attempts, i) ? 1 : 0 } : {}),
      codes: [op.answer.refusal ?? [], expectation.reasons.flatMap((r) => r.codes)].flat(),
      attributable: !expectation.reasons.some((r) => UNATTRIBUTABLE.has(r.cause)),
      free:
        op.outcome === 'ok'
          ? expectation.replay || expectation.storedAnswer
          : expectation.reasons.some((r) => r.cause === 'sibling'),
    })),
  );

/** Every act on an item leaves an event of its own. One that changed nothing (the same status again) need not. */
const actsOnItems = (record: PatientRecord): Done[] => {
  const acts = new Map<string, Set<string>>();
  return record.itemActs.flatMap((op) => {
    const key = keyOf(op.act.item);
    const before = acts.get(key) ?? new Set<string>();
    acts.set(key, before);
    const again = before.has(op.act.act) || before.has('done');
    const nth = before.size;
    if (op.outcome === 'ok') before.add(op.act.act);
    return settled(op, 'item', key).map((done) => (op.outcome === 'ok' ? { ...done, nth, free: again } : done));
  });
};

/** Every change of one thing leaves an event of its own. What says again what was said last changed nothing, and need not. */
const changesOf = <O extends OpLine>(
  ops: readonly O[],
  subject: Done['subject'],
  keyOfOp: (op: O) => string,
  contentOf: (op: O) => unknown,
): Done[] => {
  const before = new Map<string, { readonly said: Set<string>; changes: number }>();
  return ops.flatMap((op) => {
    const key = keyOfOp(op);
    const known = before.get(key) ?? { said: new Set<string>(), changes: 0 };
    before.set(key, known);
    const content = JSON.stringify(contentOf(op));
    const nth = known.changes;
    const again = known.said.has(content);
    if (op.outcome === 'ok' && !again) {
      known.said.add(content);
      known.changes += 1;
    }
    return settled(op, subject, key).map((done) => (op.outcome === 'ok' && !again ? { ...done, nth } : done));
  });
};

const triedOn = (op: OpOf<'surface.try'>, record: PatientRecord): Done[] => {
  if (op.act.attempt === 'act-on-stale-version') return record.items.flatMap((item) => settled(op, 'item', item.key));
  return op.act.order === undefined ? [] : settled(op, 'order', keyOf(op.act.order));
};

const everything = (record: PatientRecord, attempts: readonly Attempt[]): Done[] => [
  ...changesOf(
    [...record.orders.values()].flat(),
    'order',
    (op) => keyOf(op.act.order.identifier),
    (op) => op.act.order,
  ),
  ...changesOf(
    record.permissions,
    'permission',
    (op) => keyOf(op.act.permission.identifier),
    (op) => [op.act.permission.status, op.act.permission.at],
  ),
  ...readingsDone(attempts),
  ...record.items.map((item): Done => ({
    op: undefined,
    lane: '',
    subject: 'item',
    entity: item.key,
    what: `item ${bareKey(item.key)} raised`,
    outcome: 'ok',
    by: item.first.by,
    attributable: true,
    free: false,
  })),
  ...actsOnItems(record),
  // What was tried on an order, or on one of the items, may be told of, as it was answered.
  ...record.tries.flatMap((op) => triedOn(op, record).map((done) => ({ ...done, free: true }))),
  ...record.messages.flatMap((op) => settled(op, 'message', keyOf(op.act.message.identifier))),
];

const eventsOf = (done: Done, read: OpOf<'audit.read'>): readonly AuditEvent[] =>
  (read.output?.audit ?? []).filter((event) => about(event, done));

const toldIn = (done: Done, read: OpOf<'audit.read'>): Told => ({
  op: done.op,
  subject: done.subject,
  entity: done.entity,
  events: eventsOf(done, read).filter((e) => e.outcome === done.outcome),
});

const factOf = (
  done: Done,
  all: readonly Done[],
  read: OpOf<'audit.read'>,
  record: PatientRecord,
  names: ReturnType<typeof partiesByName>,
): AuditFact => {
  const events = eventsOf(done, read);
  const opposite = done.outcome === 'ok' ? 'refused' : 'ok';
  const everOpposite = all.some(
    (d) => d.entity === done.entity && d.subject === done.subject && d.outcome === opposite,
  );
  // What was sent again and changed nothing leaves no record of its own: the first may stand for all.
  const isFirst =
    all.find((d) => d.entity === done.entity && d.subject === done.subject && d.outcome === done.outcome) === done;
  const told = events.filter((e) => e.outcome === done.outcome).slice(done.nth ?? 0);
  return {
    lane: done.lane === '' ? read.lane : done.lane,
    patient: record.key,
    read,
    op: done.op,
    what: done.what,
    entity: done.entity,
    outcome: done.outcome,
    subject: done.subject,
    events: told,
    namesakes: namesakesAmong(done.op, told, names),
    misdated: isFirst ? misdatedAmong(done.op, told, record) : [],
    codes: done.codes ?? [],
    contrary: everOpposite ? [] : events.filter((e) => e.outcome === opposite),
    attributable: done.attributable,
  };
};

/** Everything that had happened to a patient when the audit trail was last read, beside what the trail says. */
export const auditFacts = (record: PatientRecord, attempts: readonly Attempt[]): AuditFact[] => {
  const read = record.audits.findLast((r) => r.outcome === 'ok' && r.output?.audit !== undefined);
  if (read === undefined) return [];
  const all = everything(record, attempts);
  const names = partiesByName(all.map((done) => toldIn(done, read)));
  return all.filter((done) => !done.free && done.by <= read.sent).map((done) => factOf(done, all, read, record, names));
};
