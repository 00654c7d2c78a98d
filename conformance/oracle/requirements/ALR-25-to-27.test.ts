import { expect, test } from 'vitest';
import type { InboxItem } from '../../../contract/domain/index.ts';
import type { Alerted, Alerts, RunLine } from '../../history/lines.ts';
import {
  HistoryBuilder,
  makeItem,
  MS,
  OKAFOR,
  orderId,
  patientId,
  personId,
  readingId,
} from '../history-builder.test-helper.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { outcomesOf, scene, situations, type Write } from '../scene.test-helper.ts';

/** What was not taken comes again within five seconds. */
const RUN: Partial<RunLine> = { deadlines: { critical: 1000, other: 1000, filed: 1000, again: 5000 } };

const listen = (b: HistoryBuilder, patient = 'p1'): void =>
  void b.op({ op: 'alerts.listen', patient: patientId(patient) }, { via: 'hl7v2' });

const read = (b: HistoryBuilder, told: readonly Alerted[], more: Partial<Alerts> = {}): void =>
  void b.op(
    { op: 'alerts.read', patient: patientId() },
    { via: 'hl7v2', output: { alerts: { told: [...told], waiting: 0, ...more } } },
  );

const digest = (name: string): string => Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64);

/** An alert as it came at `at` ms and, if it was taken, was answered a millisecond later. */
const alerted = (item: InboxItem, at: number, more: Partial<Alerted> = {}): Alerted => ({
  at: at * MS,
  reply: 'taken',
  ...(more.reply === undefined ? { answered: (at + 1) * MS } : {}),
  controlId: `C${item.identifier.value}`,
  type: 'ORU^R40',
  sha256: digest(item.identifier.value),
  phase: 'start',
  item,
  ...more,
});

const unanswered = (reply: Alerted['reply']): Partial<Alerted> => ({ reply });

type Tell = (item: InboxItem, now: number) => readonly Alerted[];

/** A reading of `value`, its item where it is above 180, and what is told of it; read four seconds later. */
const tells =
  (value: string, tell: Tell, { items = [{}], alerts = {}, waits = 4000 }: Options = {}): Write =>
  (b) => {
    listen(b);
    const made = scene(b, value, { items });
    const { now } = b;
    b.wait(waits);
    read(b, tell(makeItem(made.reading, made.order, 'i0', items[0]), now), alerts);
  };
interface Options {
  readonly items?: readonly Partial<InboxItem>[];
  readonly alerts?: Partial<Alerts>;
  readonly waits?: number;
}

const once: Tell = (item, now) => [alerted(item, now)];
const says =
  (more: Partial<InboxItem>): Tell =>
  (item, now) => [alerted({ ...item, ...more }, now)];
const twice =
  (first: Partial<Alerted>, second: Partial<Alerted> = {}): Tell =>
  (item, now) => [alerted(item, now, first), alerted(item, now + 600, second)];
const lacking =
  (field: 'value' | 'interpretation'): Tell =>
  (item, now) => {
    const { [field]: _left, ...rest } = item;
    return [alerted({ ...rest, interpretation: field === 'interpretation' ? [] : item.interpretation }, now)];
  };

situations(
  'ALR-25',
  {
    'told of a high reading': [tells('212', once), 'must met'],
    'never told': [tells('212', () => []), 'must broken'],
    'told of its end alone': [tells('212', (item, now) => [alerted(item, now, { phase: 'end' })]), 'must broken'],
    'not told yet, and read at once': [tells('212', () => [], { waits: 10 }), 'must undecided'],
    'not told, but another message still waits': [tells('212', () => [], { alerts: { waiting: 1 } }), 'must undecided'],
    'not told, but others were told a moment ago': [
      tells('212', () => [], { alerts: { busyUntil: 3000 * MS } }),
      'must undecided',
    ],
    'not told, and nobody was for a while': [
      tells('212', () => [], { alerts: { busyUntil: 100 * MS } }),
      'must broken',
    ],
    'not told, but more came than are kept': [tells('212', () => [], { alerts: { cut: true } }), 'must undecided'],
    'told, and no In Basket shows the item': [tells('212', once, { items: [] }), 'must met'],
    'normal, and silence': [tells('120', () => [], { items: [] }), 'must-not met'],
    'normal, and read at once': [tells('120', () => [], { items: [], waits: 10 }), 'must-not undecided'],
    'normal, and told': [tells('120', once, { items: [] }), 'must-not broken'],
    'about a reading that nobody sent': [
      tells('212', (item, now) => [alerted(item, now), alerted({ ...item, reading: readingId('r9') }, now)]),
      'must met',
      'must-not broken',
    ],
    'about an order that nobody made': [tells('212', says({ order: orderId('o9') })), 'must broken', 'must-not broken'],
    'of missing data that no rule watches': [
      tells('120', says({ kind: 'missing', rule: 'missing' }), { items: [] }),
      'must-not broken',
      'must-not met',
    ],
    'of an item that goes by time and that an In Basket shows': [
      tells('120', (item, now) => [alerted(item, now)], { items: [{ kind: 'missing', rule: 'missing' }] }),
      'must met',
      'must-not met',
    ],
    'not of an item that goes by time and that an In Basket shows': [
      tells('120', () => [], { items: [{ kind: 'missing', rule: 'missing' }] }),
      'must broken',
      'must-not met',
    ],
    'not of such an item, and read at once': [
      tells('120', () => [], { items: [{ kind: 'missing', rule: 'missing' }], waits: 10 }),
      'must undecided',
      'must-not undecided',
    ],
    'not of such an item, which is withdrawn': [
      tells('120', () => [], {
        items: [{ kind: 'missing', rule: 'missing', status: 'withdrawn', withdrawal: 'data-received' }],
      }),
      'must-not met',
    ],
    'sent before anybody listened': [
      (b) => {
        scene(b, '212', { items: [{}] });
        listen(b);
        b.wait(4000);
        read(b, []);
      },
    ],
    'nobody listened': [(b) => scene(b, '212', { items: [{}] })],
    'an outage long after it': [
      (b) => {
        listen(b);
        scene(b, '212', { items: [{}] });
        const from = b.wait(4000).now;
        b.wait(100).fault('killed', from);
        read(b, []);
      },
      'must broken',
    ],
    'an outage since then': [
      (b) => {
        listen(b);
        scene(b, '212', { items: [{}] });
        const from = b.now;
        b.wait(100).fault('killed', from);
        b.wait(4000);
        read(b, []);
      },
      'must undecided',
    ],
  },
  RUN,
);

situations(
  'ALR-26',
  {
    'says what its item says': [tells('212', once), 'must met', 'must-not met'],
    'without its value': [tells('212', lacking('value')), 'must broken', 'must-not met'],
    'without its interpretation': [tells('212', lacking('interpretation')), 'must broken', 'must-not met'],
    'another value': [tells('212', says({ value: { value: '213', unit: 'mg/dL' } })), 'must met', 'must-not broken'],
    'the same value in other digits': [
      tells('212', says({ value: { value: '212.0', unit: 'mg/dL' } })),
      'must met',
      'must-not met',
    ],
    'low for high': [tells('212', says({ interpretation: ['L'] })), 'must met', 'must-not broken'],
    'weight for glucose': [tells('212', says({ measure: 'weight' })), 'must met', 'must-not broken'],
    'critical for abnormal': [tells('212', says({ kind: 'critical' })), 'must met', 'must-not broken'],
    'another recipient': [tells('212', says({ recipient: OKAFOR })), 'must met', 'must-not broken'],
    'another order than its item': [tells('212', says({ order: orderId('o9') })), 'must met', 'must-not broken'],
    'another reading than its item': [tells('212', says({ reading: readingId('r9') })), 'must met', 'must-not broken'],
    'cannot be read': [
      tells('212', (item, now) => {
        const { item: _item, phase: _phase, ...rest } = alerted(item, now);
        return [{ ...rest, problem: { code: 'missing-element', at: 'OBR^1^2' } }];
      }),
      'must broken',
    ],
    'only its end': [tells('212', (item, now) => [alerted(item, now, { phase: 'end' })])],
  },
  RUN,
);

situations(
  'ALR-27',
  {
    'taken, and not again': [tells('212', once), 'must-not met'],
    'taken, and again': [tells('212', twice({})), 'must-not broken', 'must-not met'],
    'taken, and begun again under another id': [
      tells('212', twice({}, { controlId: 'C2' })),
      'must-not broken',
      'must-not met',
    ],
    'taken, and updated: that is another event': [
      tells('212', twice({}, { controlId: 'C2', phase: 'update' })),
      'must-not met',
    ],
    'not answered, and the same again': [tells('212', twice(unanswered('silence'))), 'must met', 'must-not met'],
    'cut off, and the same again': [tells('212', twice(unanswered('cut'))), 'must met', 'must-not met'],
    'put off, and the same again': [tells('212', twice(unanswered('later'))), 'must met', 'must-not met'],
    'not answered, and other bytes under its id': [
      tells('212', twice(unanswered('silence'), { sha256: digest('other') })),
      'must broken',
      'must-not met',
    ],
    'not answered, and again under another id': [
      tells('212', twice(unanswered('silence'), { controlId: 'C2' })),
      'must broken',
      'must-not met',
    ],
    'never again': [
      tells('212', (item, now) => [alerted(item, now, unanswered('silence'))], { waits: 5001 }),
      'must broken',
    ],
    'not again so far': [tells('212', (item, now) => [alerted(item, now, unanswered('silence'))]), 'must undecided'],
    'acknowledged too late to be heard, and again': [
      tells('212', (item, now) => [alerted(item, now, { answered: (now + 1500) * MS }), alerted(item, now + 2000)]),
      'must-not met',
    ],
    'again after the system was killed': [
      (b) => {
        listen(b);
        const { reading, order } = scene(b, '212', { items: [{}] });
        const { now } = b;
        b.wait(100).fault('killed', now + 10);
        const item = makeItem(reading, order, 'i0');
        b.wait(4000);
        read(b, [alerted(item, now), alerted(item, now + 300)]);
      },
      'must-not met',
    ],
  },
  RUN,
);

test('what was wrong is said by message, item and recipient', () => {
  const b = new HistoryBuilder(RUN);
  tells('212', twice({}))(b);
  const [finding] = findingsOf(b.drain(), 'broken', 'ALR-27');
  expect(finding?.observed).toBe(
    'ORU^R40 Ci0: start of i0, abnormal 212 mg/dL, for rivera, acknowledged, and then again: ' +
      'ORU^R40 Ci0: start of i0, abnormal 212 mg/dL, for rivera',
  );
});

test('only the last time that alerts were read counts', () => {
  const b = new HistoryBuilder(RUN);
  listen(b);
  const { order, reading } = scene(b, '212', { items: [{}] });
  read(b, []);
  b.wait(4000);
  read(b, [alerted(makeItem(reading, order, 'i0'), b.now - 100)]);
  expect(outcomesOf(b.drain(), 'ALR-25')).toEqual(['must met']);
});

test('an alert that names another patient is a stray there, and missed here', () => {
  const b = new HistoryBuilder(RUN);
  listen(b);
  listen(b, 'p2');
  const { order, reading } = scene(b, '212', { items: [{}] });
  const other = b.order({ name: 'o2', patient: 'p2', responsible: personId('okafor') });
  b.grant('glucose', 'p2');
  b.wait(4000);
  read(b, []);
  b.op(
    { op: 'alerts.read', patient: other.patient },
    {
      via: 'hl7v2',
      output: {
        alerts: { told: [alerted({ ...makeItem(reading, order, 'i0'), patient: other.patient }, b.now)], waiting: 0 },
      },
    },
  );
  expect(outcomesOf(b.drain(), 'ALR-25')).toEqual(['must broken', 'must-not broken']);
});
