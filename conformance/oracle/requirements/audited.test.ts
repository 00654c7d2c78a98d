import { describe, expect, test } from 'vitest';
import type { AuditEvent, InboxItem, Order, Reading } from '../../../contract/domain/index.ts';
import { HistoryBuilder, makeItem, makeReading, patientId, STARTED } from '../history-builder.test-helper.ts';
import { countsOf, idsOf } from '../judged.test-helper.ts';

/** Whose client each thing is done by. */
const WHO = { permission: 'portal', reading: 'gateway', message: 'desk', item: 'system' } as const;
const whoOf = (subject: AuditEvent['subject']): string => (subject in WHO ? WHO[subject as keyof typeof WHO] : 'ehr');
const auditEvent = (
  subject: AuditEvent['subject'],
  entity: AuditEvent['entity'],
  more: Partial<AuditEvent> = {},
): AuditEvent => ({
  recorded: STARTED,
  subject,
  action: 'create',
  outcome: 'ok',
  who: whoOf(subject),
  patient: patientId(),
  entity,
  ...more,
});

const auditTrail = (trail: (o: Order, r: Reading, refused: Reading, i: InboxItem) => AuditEvent[]) => {
  const b = new HistoryBuilder();
  const order = b.order();
  const refused = b.reading({ name: 'refused', value: '212' }, { refusal: 'no-permission' });
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' });
  b.wait(40);
  const item = makeItem(reading, order, 'i');
  b.seen(item);
  b.op({ op: 'audit.read', patient: patientId() }, { output: { audit: trail(order, reading, refused, item) } });
  return b.drain();
};

describe('audit: AUD-01, AUD-02', () => {
  const permission = { system: 'urn:example:permission', value: 'p1/glucose' };
  const complete = (o: Order, r: Reading, refused: Reading, i: InboxItem): AuditEvent[] => [
    auditEvent('order', o.identifier),
    auditEvent('reading', refused.identifier, { outcome: 'refused', refusal: 'no-permission' }),
    auditEvent('permission', permission),
    auditEvent('reading', r.identifier),
    auditEvent('item', i.identifier),
  ];
  test('a complete trail', () => {
    const lines = auditTrail(complete);
    expect(idsOf(lines)).toEqual([]);
    expect(countsOf(lines, 'AUD-01')).toMatchObject({ must: 4, mustNot: 4 });
    expect(countsOf(lines, 'AUD-02')).toMatchObject({ must: 1, mustNot: 1, warned: 0 });
  });
  test.each([0, 1, 2, 3, 4])('without auditEvent %d it is broken', (index) => {
    const lines = auditTrail((...all) => complete(...all).filter((_e, i) => i !== index));
    expect(idsOf(lines)).toEqual([index === 1 ? 'AUD-02' : 'AUD-01']);
  });
  test('a refusal without its reason is not told', () => {
    expect(idsOf(auditTrail((...all) => complete(...all).map(({ refusal: _refusal, ...rest }) => rest)))).toEqual([
      'AUD-02',
    ]);
  });
  const who = (change: (event: AuditEvent) => string): string[] =>
    idsOf(auditTrail((...all) => complete(...all).map((e) => ({ ...e, who: change(e) }))));
  test('two parties may not go by one name; what the names are is free', () => {
    expect(who((e) => `acme:${e.who}`)).toEqual([]);
    expect(who(() => 'system')).toEqual(['AUD-01', 'AUD-02', 'AUD-04']);
    expect(who((e) => (e.subject === 'permission' ? 'gateway' : e.who))).toEqual(['AUD-01', 'AUD-02', 'AUD-04']);
    expect(who((e) => (e.subject === 'order' ? 'portal' : e.who))).toEqual(['AUD-01']);
  });
  test('a reading is linked with its patient', () => {
    const bare = auditTrail((...all) =>
      complete(...all).map(({ patient, ...e }) =>
        e.subject === 'reading' ? e : { ...e, ...(patient && { patient }) },
      ),
    );
    expect(idsOf(bare)).toEqual(['AUD-04']);
  });
  test('an auditEvent by nobody tells nothing', () => {
    expect(idsOf(auditTrail((...all) => complete(...all).map((e) => ({ ...e, who: '' }))))).toEqual([
      'AUD-01',
      'AUD-02',
      'AUD-04',
    ]);
  });
  test('a refused reading audited as accepted is a lie, and the other way round', () => {
    expect(
      idsOf(
        auditTrail((o, r, refused, i) => [...complete(o, r, refused, i), auditEvent('reading', refused.identifier)]),
      ),
    ).toEqual(['AUD-02']);
    expect(
      idsOf(
        auditTrail((o, r, refused, i) => [
          ...complete(o, r, refused, i),
          auditEvent('reading', r.identifier, { outcome: 'refused' }),
        ]),
      ),
    ).toEqual(['AUD-01']);
  });
  test('what gate 1 refused need not be told of any patient', () => {
    const b = new HistoryBuilder();
    b.op(
      {
        op: 'reading.submit',
        reading: makeReading({ name: 'r', value: '1' }),
        defect: { kind: 'bad-number', text: 'x' },
      },
      { outcome: 'refused', answer: { code: '422', refusal: 'bad-value', explained: true } },
    );
    b.op({ op: 'audit.read', patient: patientId() }, { output: { audit: [] } });
    expect(idsOf(b.drain())).toEqual([]);
  });
});
