import { describe, expect, test } from 'vitest';
import type { InboxItem } from '../../domain/index.ts';
import type { AlertContent } from './alert.ts';
import { encodeAlertMessage } from './alert.ts';
import { encodeAlertNote } from './alert-note.ts';
import { decodeAlertMessage } from './alert-read.ts';
import { ENVELOPE, NAMESPACES } from './arbitraries.test-helper.ts';
import { parseMessage } from './message.ts';

const NAMES = { ...NAMESPACES, RPM: 'https://vitalproof.example/fhir/sid/item' };
const itemKey = (value: string) => ({ system: NAMES.RPM, value });
const meterKey = (value: string) => ({ system: NAMES.METER, value });
const rivera = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };

const critical: InboxItem = {
  identifier: itemKey('i2'),
  version: 1,
  kind: 'critical',
  status: 'new',
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1001' },
  order: { system: NAMES.EHR, value: 'PLC-7001' },
  measure: 'glucose',
  recipient: rivera,
  routedAs: 'responsible',
  rule: 'limits',
  interpretation: ['HH'],
  reading: meterKey('0123456789ABCDEF-42'),
  value: { value: '305', unit: 'mg/dL' },
  effective: '2026-03-03T07:59:00-05:00',
  submitted: '2026-03-03T13:05:12.400Z',
  late: false,
  limit: { value: '300', unit: 'mg/dL' },
  limitFrom: '2026-03-02T09:00:00-05:00',
  priority: 'stat',
  created: '2026-03-03T13:05:12.400Z',
  history: [],
};
const {
  value: _value,
  effective: _e,
  reading: _r,
  limit: _l,
  limitFrom: _f,
  submitted: _s,
  late: _late,
  ...bare
} = critical;
const missing: InboxItem = {
  ...bare,
  identifier: itemKey('i6'),
  kind: 'missing',
  rule: 'missing',
  interpretation: [],
  priority: 'routine',
  lastEffective: '2026-03-03T07:59:00-05:00',
  due: '2026-03-05T12:59:00.000Z',
};
const summary: InboxItem = {
  ...bare,
  identifier: itemKey('i7'),
  kind: 'summary',
  rule: 'summary',
  interpretation: [],
  priority: 'routine',
  count: 27,
  summary: {
    period: { start: '2026-03-02T00:00:00-05:00', end: '2026-03-09T00:00:00-04:00' },
    abnormalCount: 3,
    criticalCount: 0,
    min: { value: '72', unit: 'mg/dL' },
    max: { value: '212', unit: 'mg/dL' },
    mean: { value: '118', unit: 'mg/dL' },
  },
};
const { context: _c, ...change } = {
  ...critical,
  context: undefined,
  kind: 'change' as const,
  rule: 'change',
  priority: 'urgent' as const,
  measure: 'weight' as const,
  interpretation: ['U' as const],
  value: { value: '82.1', unit: 'kg' },
  limit: { value: '2', unit: 'kg' },
  baseline: meterKey('o30'),
  delta: { value: '2.3', unit: 'kg' },
};
const gathered: InboxItem = {
  ...critical,
  kind: 'abnormal',
  priority: 'urgent',
  status: 'withdrawn',
  withdrawal: 'corrected-to-normal',
  version: 3,
  interpretation: ['L'],
  value: { value: '62', unit: 'mg/dL' },
  limit: { value: '70', unit: 'mg/dL' },
  context: 'post-meal',
  count: 2,
  worst: meterKey('a'),
  last: meterKey('b'),
  readings: [meterKey('a'), meterKey('b')],
  late: true,
};
const implausible: InboxItem = {
  ...critical,
  kind: 'data-quality',
  rule: 'data-quality',
  priority: 'routine',
  interpretation: [],
  value: { value: '5', unit: 'mg/dL' },
  limit: { value: '10', unit: 'mg/dL' },
};
const copy: InboxItem = {
  ...critical,
  identifier: itemKey('i3'),
  routedAs: 'escalated',
  rule: 'escalation',
  step: 1,
  copyOf: itemKey('i2'),
};

const CONTENTS: readonly (readonly [string, AlertContent])[] = [
  ['critical', { item: critical, phase: 'start', bound: { inclusive: true, low: '54', high: '300' } }],
  ['missing', { item: missing, phase: 'start' }],
  ['summary', { item: summary, phase: 'start' }],
  ['change', { item: change, phase: 'update', bound: { inclusive: false } }],
  ['a gathered one, withdrawn', { item: gathered, phase: 'end', bound: { inclusive: false, low: '70' } }],
  ['an escalated copy', { item: copy, phase: 'start' }],
];
const lines = (content: AlertContent) => encodeAlertMessage(content, ENVELOPE, NAMES).split('\r');
const back = (text: string) => {
  const parsed = parseMessage(Buffer.from(text, 'utf8'));
  return parsed.ok ? decodeAlertMessage(parsed.value, NAMES) : parsed;
};

describe.each([
  ['ORU^R40', encodeAlertMessage],
  ['MDM^T02', encodeAlertNote],
] as const)('%s', (_form, encode) => {
  test.each(CONTENTS)('%s comes back as it was', (_what, content) => {
    const { phase, item } = content;
    expect(back(encode(content, ENVELOPE, NAMES))).toEqual({ ok: true, value: { phase, item } });
  });

  test.each([
    ['no patient', /PID[^\r]*\r/, '', 'missing-element'],
    ['another phase', /\|start\|/, '|over|', 'bad-value'],
    ['no kind', 'critical^^99VPF', '', 'bad-value'],
    ['no number', '|305|', '|HI|', 'bad-value'],
    ['a time without its offset', '|20260302090000-0500|', '|20260302090000|', 'time-without-offset'],
    ['no order', /PLC-7001\^EHR/, '', 'missing-element'],
  ])('%s is refused', (_what, from, to, code) => {
    const text = encode(CONTENTS[0]?.[1] ?? { item: critical, phase: 'start' }, ENVELOPE, NAMES);
    expect(text.replace(from, to)).not.toBe(text);
    expect(back(text.replace(from, to))).toMatchObject({ ok: false, refusal: { code } });
  });
});

describe('what an alert says', () => {
  test('a critical item, as the binding shows it', () => {
    const [head, pid, pv1, obr, ...rows] = lines(CONTENTS[0]?.[1] ?? { item: critical, phase: 'start' });
    expect(head).toContain('|ORU^R40^ORU_R40|MSG-1|T|2.6|||AL|NE||UNICODE UTF-8|||IHE_PCD_ACM_001^IHE PCD^');
    expect([pid, pv1]).toEqual(['PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR||^^^^^^U', 'PV1||O|HOME']);
    expect(obr).toBe(
      `OBR|1|PLC-7001^EHR|i2^RPM|196616^MDC_EVT_ALARM^MDC|||20260303075900-0500${'|'.repeat(21)}1234567893^^^^^^^^NPI&2.16.840.1.113883.4.6&ISO^^^^NPI`,
    );
    expect(rows.slice(0, 13)).toEqual([
      'OBX|1|CWE|196616^MDC_EVT_ALARM^MDC|1.0.0.0.1|196650^MDC_EVT_HI_GT_LIM^MDC||||||F',
      'OBX|2|NM|41653-7^Glucose [Mass/volume] in Capillary blood by Glucometer^LN|1.0.0.0.2|305|mg/dL^mg/dL^UCUM|54-300|HH|||F|||20260303075900-0500',
      'OBX|3|ST|68481^MDC_ATTR_EVENT_PHASE^MDC|1.0.0.0.3|start||||||F',
      'OBX|4|ST|68482^MDC_ATTR_ALARM_STATE^MDC|1.0.0.0.4|active||||||F',
      'OBX|5|ST|68483^MDC_ATTR_ALARM_INACTIVATION_STATE^MDC|1.0.0.0.5|enabled||||||F',
      'OBX|6|ST|68484^MDC_ATTR_ALARM_PRIORITY^MDC|1.0.0.0.6|PH||||||F',
      'OBX|7|ST|68485^MDC_ATTR_ALERT_TYPE^MDC|1.0.0.0.7|SP||||||F',
      'OBX|8|CWE|KIND^^99VPF|1.0.0.0.8|critical^^99VPF||||||F',
      'OBX|9|SN|LIMIT^^99VPF|1.0.0.0.9|>=^300|mg/dL^mg/dL^UCUM|||||F',
      'OBX|10|DTM|LIMITFROM^^99VPF|1.0.0.0.10|20260302090000-0500||||||F',
      'OBX|11|ST|READING^^99VPF|1.0.0.0.11|0123456789ABCDEF-42^METER||||||F',
      'OBX|12|ST|ROUTED^^99VPF|1.0.0.0.12|responsible||||||F',
      'OBX|13|ST|RULE^^99VPF|1.0.0.0.13|limits||||||F',
    ]);
  });

  test.each([
    [
      'below',
      { item: gathered, phase: 'end', bound: { inclusive: false, low: '70' } },
      '196672',
      '|>70|L|',
      '|<^70|',
      'inactive',
    ],
    ['changed', { item: change, phase: 'update' }, '196650', '||U|', '|>^2|', 'active'],
    [
      'implausible, below',
      {
        item: implausible,
        phase: 'start',
        bound: { inclusive: false, low: '10', high: '1000' },
      },
      '258047',
      '|10-1000|||',
      '|<^10|',
      'active',
    ],
    [
      'one upper bound',
      { item: critical, phase: 'start', bound: { inclusive: false, high: '300' } },
      '196650',
      '|<300|HH|',
      '|>^300|',
      'active',
    ],
  ] as const)('%s', (_what, content, event, range, limit, state) => {
    const text = lines(content).join('\n');
    for (const part of [`|${event}^`, range, limit, `|${state}|`]) expect(text).toContain(part);
  });

  test('what is not there is not said, and no number is invented', () => {
    const text = lines({ item: missing, phase: 'start' }).join('\n');
    expect(text).toContain('|258047^MDC_EVT_ACTIVE^MDC|');
    expect(text).toMatch(/OBX\|2\|NM\|41653-7\^[^|]*\|1\.0\.0\.0\.2\|\|\|\|\|\|\|X/);
    for (const name of ['READING', 'LIMIT^', 'LATE', 'STEP', 'CONTEXT']) expect(text).not.toContain(name);
  });

  test('a range stands beside a value of its own unit alone', () => {
    const bound = { inclusive: false, low: '54', high: '300' };
    const metricOf = (item: InboxItem) =>
      lines({ item, phase: 'start', bound }).find((row) => row.startsWith('OBX|2|'));
    // 17.0 between 54 and 300 would be far too low, and it is far too high.
    expect(metricOf({ ...critical, value: { value: '17.0', unit: 'mmol/L' } })).toContain(
      '|17.0|mmol/L^mmol/L^UCUM||HH|',
    );
    expect(
      lines({ item: { ...critical, value: { value: '17.0', unit: 'mmol/L' } }, phase: 'start', bound }).join(),
    ).toContain('|LIMIT^^99VPF|1.0.0.0.9|>^300|mg/dL^mg/dL^UCUM|');
    // Off the scale, code and range are of one unit.
    const { value: _none, ...high } = { ...critical, limit: { value: '16.7', unit: 'mmol/L' } };
    expect(lines({ item: high, phase: 'start', bound: { inclusive: false, high: '16.7' } }).join('\n')).toMatch(
      /OBX\|2\|NM\|14743-9\^[^|]*\|1\.0\.0\.0\.2\|\|\|<16\.7\|HH/,
    );
  });

  test.each([
    ['HI', 'HH', '>', "Critical value: glucose above the meter's scale (limit 300 mg/dL)"],
    ['LO', 'LL', '<', "Critical value: glucose below the meter's scale (limit 300 mg/dL)"],
  ] as const)('of %s, which has no number, that it lay off the scale and on which side', (_what, flag, mark, line) => {
    const { value: _none, ...rest } = critical;
    const content: AlertContent = { item: { ...rest, interpretation: [flag] }, phase: 'start' };
    expect(lines(content).join('\n')).toContain(`|1.0.0.0.2||||${flag}~${mark}|||F|||20260303075900-0500`);
    expect(encodeAlertNote(content, ENVELOPE, NAMES)).toContain(`|${line}, measured`);
    expect(back(encodeAlertMessage(content, ENVELOPE, NAMES))).toMatchObject({
      value: { item: { interpretation: [flag, mark] } },
    });
    // Corrected since, perhaps to a measurement that failed.
    const done = lines({ item: { ...content.item, status: 'done' }, phase: 'update' }).join('\n');
    expect(done).toContain(`|1.0.0.0.2||||${flag}|||F|`);
  });

  test.each<readonly [InboxItem, string]>([
    [change, 'Change up: weight 82.1 kg (limit 2 kg), measured 2026-03-03T07:59:00-05:00'],
    [{ ...change, interpretation: ['U', 'D'] }, 'Change up and down: weight 82.1 kg'],
    [
      summary,
      'Summary: glucose, 27 readings from 2026-03-02T00:00:00-05:00 to 2026-03-09T00:00:00-04:00, 3 abnormal, 0 critical, 72 mg/dL to 212 mg/dL, mean 118 mg/dL',
    ],
  ])('the line for a person, %#', (item, line) => {
    expect(encodeAlertNote({ item, phase: 'start' }, ENVELOPE, NAMES)).toContain(`|34109-9^Note^LN||${line}`);
  });

  test('a copy names the first of its chain in OBR-29', () => {
    expect(lines({ item: copy, phase: 'start' })[3]).toMatch(/\|\^i2&RPM$/);
    expect(encodeAlertNote({ item: copy, phase: 'start' }, ENVELOPE, NAMES)).toMatch(
      /\rTXA\|[^\r]*\|i3\^RPM\|i2\^RPM\|/,
    );
  });

  test('a time finer than HL7 v2 knows is cut, not lost', () => {
    const item = { ...critical, effective: '2026-03-03T07:59:00.123456-05:00' };
    expect(lines({ item, phase: 'start' })[3]).toContain('|20260303075900.1234-0500|');
  });

  test('the note has a line for a person', () => {
    const note = encodeAlertNote({ item: gathered, phase: 'end' }, ENVELOPE, NAMES);
    expect(note).toContain(
      'OBX|1|TX|34109-9^Note^LN||Abnormal value, withdrawn: glucose 62 mg/dL (limit 70 mg/dL), measured 2026-03-03T07:59:00-05:00, received late||||||F',
    );
    expect(note).toContain('OBX|2|CWE|196616^');
  });
});
