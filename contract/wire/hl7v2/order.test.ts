import { describe, expect, test } from 'vitest';
import type { Order } from '../../domain/index.ts';
import { ENVELOPE, NAMESPACES } from './arbitraries.test-helper.ts';
import { missingFromChange } from './order-keys.ts';
import { GLUCOSE, LIMITS, NPI, decode, expected, message, refused, rivera, row } from './order-message.test-helper.ts';
import { encodeOrderMessage } from './order.ts';

describe('a whole order', () => {
  test('OMG^O19 as a hospital sends it', () => {
    expect(decode(message(LIMITS))).toEqual({ ok: true, value: { control: 'NW', order: expected } });
  });

  test('ORM^O01: timing in ORC-7, no TQ1', () => {
    const ORC =
      message([]).split('\r')[3]?.replace('|SC||', '|SC||1^QID^D90^20260302000000-0500^20260531235959-0400^R') ?? '';
    expect(decode(message(LIMITS, { ORC, TQ1: '' }))).toEqual({ ok: true, value: { control: 'NW', order: expected } });
  });

  test('a period in ORC-7 beside TQ1 is the same one, or is refused', () => {
    const beside = (start: string, end: string) => {
      const ORC = message([]).split('\r')[3]?.replace('|SC||', `|SC||^^^${start}^${end}`) ?? '';
      return decode(message(LIMITS, { ORC }));
    };
    const refusal = (component: number) => ({
      ok: false,
      refusal: { code: 'bad-value', at: `ORC^1^7^1^${component}` },
    });
    const same = { ok: true, value: { control: 'NW', order: expected } };
    expect(beside('20260302050000+0000', '20260531235959-0400')).toEqual(same);
    expect(beside('20260302', '')).toEqual(same);
    expect(beside('20260302000000-0500', '20260430235959-0400')).toMatchObject(refusal(5));
    expect(beside('20260301000000-0500', '20260531235959-0400')).toMatchObject(refusal(4));
  });

  test('ORC-9 is never the instant of a version', () => {
    const ORC = message([]).split('\r')[3]?.replace('|||202603020900-0500', '') ?? '';
    const { effectiveFrom: _, ...without } = expected;
    expect(decode(message(LIMITS, { ORC }))).toEqual({ ok: true, value: { control: 'NW', order: without } });
  });

  test('the requester may stand in OBR-16 alone, the NPI in XCN.13 alone', () => {
    const ORC = 'ORC|NW|PLC-7001^EHR|||||||20260302090000-0500';
    const OBR = 'OBR|1|||359772000^^SNOMED-CT||||||||||||1234567893^^^^^^^^^^^^NPI||||||||||||DMPOOL^^^^^^^^POOL';
    expect(decode(message(LIMITS, { ORC, OBR }))).toMatchObject({ ok: true, value: { order: { requester: rivera } } });
  });

  test('with an order code of its own, the limits name the measure; the alternate code counts', () => {
    const OBR = message([]).split('\r')[5]?.replace('359772000^Glucose monitoring at home^SCT', 'HOMEGLU^^L') ?? '';
    const local = LIMITS.map((text) => text.replace(GLUCOSE, 'GLU^Glucose^L^41653-7^Glucose^LN'));
    expect(decode(message(local, { OBR }))).toMatchObject({ ok: true, value: { order: { measure: 'glucose' } } });
  });

  test('one-sided limits, meal contexts and MDC units', () => {
    const rows = [
      row(1, 'ABN.HI', '>^9.0', '266866^MDC_DIM_MILLI_MOLE_PER_L^MDC').replace(GLUCOSE, '160184^^MDC'),
      row(2, 'ABN.HI.POST', '>=^10.0', 'mmol/L').replace(GLUCOSE, '14743-9^^LN'),
    ];
    expect(decode(message(rows))).toMatchObject({
      ok: true,
      value: {
        order: {
          unit: 'mmol/L',
          limits: [
            { tier: 'reference', high: '9.0' },
            { tier: 'reference', high: '10.0', inclusive: 'high', context: 'post-meal' },
          ],
        },
      },
    });
  });
});

describe('limits that are refused, and where', () => {
  test.each([
    ['not a number', [row(1, 'ABN.HI', '>^16O')], ['bad-value', 'OBX^1^5^1^2']],
    ['a locale comma', [LIMITS[0], LIMITS[1], row(3, 'CRIT.HI', '>^30,5')], ['bad-value', 'OBX^3^5^1^2']],
    ['empty', [row(1, 'ABN.HI', '')], ['bad-value', 'OBX^1^5^1^2']],
    ['a range', [row(1, 'ABN.HI', '>^70^-^160')], ['bad-value', 'OBX^1^5^1^3']],
    ['no comparator', [row(1, 'ABN.HI', '^160')], ['bad-value', 'OBX^1^5^1^1']],
    ['the comparator of the other side', [row(1, 'ABN.HI', '<^160')], ['bad-value', 'OBX^1^5^1^1']],
    ['an unknown unit', [row(1, 'ABN.HI', '>^160', 'MG/DL^^UCUM')], ['limit-unit', 'OBX^1^6']],
    ['a unit of another code system', [row(1, 'ABN.HI', '>^160', 'mg/dL^^L')], ['limit-unit', 'OBX^1^6']],
    ['no unit', [row(1, 'ABN.HI', '>^160', '')], ['missing-element', 'OBX^1^6']],
    ['a unit that does not fit the code', [row(1, 'ABN.HI', '>^9', 'mmol/L')], ['limit-unit', 'OBX^1^6']],
    [
      'two units',
      [LIMITS[0], row(2, 'ABN.LO', '<^4', 'mmol/L').replace(GLUCOSE, '14743-9^^LN')],
      ['limit-unit', 'OBX^2^6'],
    ],
    ['an unknown code', [row(1, 'ABN.HI', '>^160').replace('41653-7', '2345-7')], ['unknown-code', 'OBX^1^3']],
    [
      "another measure's code and unit",
      [row(1, 'ABN.HI', '>^90', 'kg').replace(GLUCOSE, '29463-7^^LN')],
      ['limit-unit', 'OBX^1^6'],
    ],
    ["another measure's code", [row(1, 'ABN.HI', '>^90').replace(GLUCOSE, '29463-7^^LN')], ['bad-value', 'OBX^1^3']],
    [
      'codes of two measures',
      [row(1, 'ABN.HI', '>^160').replace(GLUCOSE, '41653-7^^LN^29463-7^^LN')],
      ['bad-value', 'OBX^1^3'],
    ],
    ['a bell in a row that is read', [row(1, 'ABN.HI', '>^1\\X07\\60')], ['bad-value', 'OBX^1^5']],
    ['a bound stated twice', [LIMITS[0], LIMITS[1], row(3, 'ABN.HI', '>^170')], ['limits-contradictory', 'OBX^3^4']],
    ['an unknown tier', [row(1, 'PANIC.HI', '>^160')], ['field-not-understood', 'OBX^1^4']],
    ['an unknown context', [row(1, 'ABN.HI.SNACK', '>^160')], ['field-not-understood', 'OBX^1^4']],
    ['lower case', [row(1, 'abn.hi', '>^160')], ['field-not-understood', 'OBX^1^4']],
    ['an unknown row', [...LIMITS, 'OBX|5|NM|8302-2^Height^LN||170|cm|||||O'], ['field-not-understood', 'OBX^5^3']],
    ['another OBX-11', [LIMITS[0], row(2, 'ABN.LO', '<^70', 'mg/dL', '|||||F')], ['field-not-understood', 'OBX^2^11']],
    ['no OBX-11', [row(1, 'ABN.HI', '>^160', 'mg/dL', '')], ['field-not-understood', 'OBX^1^11']],
    ['a plain number', [row(1, 'ABN.HI', '160').replace('|SN|', '|NM|')], ['field-not-understood', 'OBX^1^2']],
    ['a deletion in a new order', [...LIMITS, row(5, 'ABS.HI', '""')], ['bad-value', 'OBX^5^5']],
    ['two bounds in one row', [row(1, 'ABN.HI', '>^160~>^150')], ['field-not-understood', 'OBX^1^5']],
    ['two units in one row', [row(1, 'ABN.HI', '>^160', 'mg/dL~mmol/L')], ['field-not-understood', 'OBX^1^6']],
    ['two keys in one row', [row(1, 'ABN.HI~CRIT.HI', '>^160')], ['field-not-understood', 'OBX^1^4']],
    ['a key with parts', [row(1, 'ABN.HI^POST', '>^160')], ['field-not-understood', 'OBX^1^4']],
    ['a number with parts', [row(1, 'ABN.HI', '>^160&5')], ['field-not-understood', 'OBX^1^5']],
    ['a number with more behind it', [row(1, 'ABN.HI', '>^160^^^5')], ['field-not-understood', 'OBX^1^5']],
    [
      'two types in one row',
      [row(1, 'ABN.HI', '>^160').replace('|SN|', '|SN~NM|')],
      ['field-not-understood', 'OBX^1^2'],
    ],
    ['two states in one row', [row(1, 'ABN.HI', '>^160', 'mg/dL', '|||||O~D')], ['field-not-understood', 'OBX^1^11']],
    ['none at all', [], ['limits-missing', 'OBR^1']],
    ['only an absolute one', [row(1, 'ABS.HI', '>^1000')], ['limits-missing', 'OBR^1']],
  ] as const)('%s', (_what, rows, refusal) => {
    expect(refused(message(rows.map((text) => text ?? '')))).toEqual(refusal);
  });
});

const segment = (index: number, from: string, to: string): string => {
  const text = message([]).split('\r')[index] ?? '';
  if (!text.includes(from)) throw new Error(`${from} is not in ${text}`);
  return text.replace(from, to);
};

describe('the segments around them', () => {
  test.each([
    ['no patient', { PID: '' }, ['missing-element', 'PID^1']],
    [
      'a second patient',
      { PID: `${segment(1, 'PID', 'PID')}\r${segment(1, 'MRN1001', 'MRN1002')}` },
      ['field-not-understood', 'PID^2'],
    ],
    [
      'a second period',
      { TQ1: `${segment(4, 'TQ1', 'TQ1')}\r${segment(4, '20260531', '20260331')}` },
      ['field-not-understood', 'TQ1^2'],
    ],
    [
      'a placer number whose namespace holds a bar',
      { ORC: segment(3, 'PLC-7001^EHR', 'PLC-7001^EHR\\F\\2') },
      ['missing-element', 'ORC^1^2'],
    ],
    ['a patient without authority', { PID: 'PID|1||MRN1001^^^^MR' }, ['missing-element', 'PID^1^3']],
    ['no ORC', { ORC: '' }, ['missing-element', 'ORC^1']],
    ['two control codes', { ORC: segment(3, 'ORC|NW', 'ORC|NW~DC') }, ['field-not-understood', 'ORC^1^1']],
    [
      'two placer numbers',
      { ORC: segment(3, 'PLC-7001^EHR', 'PLC-7001^EHR~PLC-7002^EHR') },
      ['field-not-understood', 'ORC^1^2'],
    ],
    [
      'two to be discontinued',
      { ORC: segment(3, 'NW|PLC-7001^EHR', 'DC|PLC-7001^EHR~PLC-7002^EHR') },
      ['field-not-understood', 'ORC^1^2'],
    ],
    [
      'two services',
      { OBR: segment(5, 'home^SCT', 'home^SCT~307818003^Weight monitoring^SCT') },
      ['field-not-understood', 'OBR^1^4'],
    ],
    ['an unknown control code', { ORC: segment(3, 'ORC|NW', 'ORC|RP') }, ['field-not-understood', 'ORC^1^1']],
    ['no placer number', { ORC: segment(3, 'PLC-7001^EHR', '') }, ['missing-element', 'ORC^1^2']],
    [
      'a placer number without namespace',
      { ORC: segment(3, 'PLC-7001^EHR', 'PLC-7001') },
      ['missing-element', 'ORC^1^2'],
    ],
    ['another number in OBR-2', { OBR: segment(5, 'PLC-7001', 'PLC-7002') }, ['bad-value', 'OBR^1^2']],
    ['no ORC-9', { ORC: segment(3, '20260302090000-0500', '') }, ['missing-element', 'ORC^1^9']],
    ['ORC-15 a date', { ORC: segment(3, '202603020900-0500', '20260302') }, ['time-without-offset', 'ORC^1^15']],
    ['a start without offset', { TQ1: segment(4, '000000-0500', '000000') }, ['time-without-offset', 'TQ1^1^7']],
    [
      'a condition',
      { TQ1: segment(4, '20260531235959-0400', '20260531235959-0400||only if ill') },
      ['field-not-understood', 'TQ1^1^10'],
    ],
    ['no end', { TQ1: segment(4, '20260531235959-0400', '') }, ['missing-element', 'TQ1^1^8']],
    ['no timing', { TQ1: '' }, ['missing-element', 'ORC^1^7^1^4']],
    ['no OBR', { OBR: '' }, ['missing-element', 'OBR^1']],
    [
      'no responsible',
      {
        OBR: segment(5, 'DMPOOL^Diabetes pool^^^^^^^POOL~', '').replace(
          `||||||||||||1234567893^^^^^^^^${NPI}|||`,
          '|||||||||||||||',
        ),
      },
      ['missing-element', 'OBR^1^28'],
    ],
    ['two orders', { ORC: `${segment(3, 'NW', 'NW')}\rORC|NW|PLC-7002^EHR` }, ['field-not-understood', 'ORC^2']],
    ['a reason too long', { OBR: segment(5, 'E11.65', 'E'.repeat(33)) }, ['bad-value', 'OBR^1']],
  ])('%s', (_what, changes, refusal) => {
    expect(refused(message(LIMITS, changes))).toEqual(refusal);
  });

  test('nothing names a measure', () => {
    expect(refused(message([], { OBR: segment(5, '359772000', '182777000') }))).toEqual(['unknown-code', 'OBR^1^4']);
  });
});

const changeWithin = (value: number): Order['rules'] => [
  {
    kind: 'change',
    direction: 'gain',
    amount: { value: '2', unit: 'kg' },
    window: { value, unit: 'd' },
    boundary: 'strict',
  },
];

describe('changes', () => {
  test('a deletion is told by its key', () => {
    const rows = [
      LIMITS[0] ?? '',
      row(2, 'CRIT.LO', '""'),
      'OBX|3|CWE|RULE^^99VPF|R9|ESCALATION^^99VPF||||||O',
      'OBX|4|NM|RULE.STEP^^99VPF|R9|2||||||O',
      'OBX|5|NM|RULE.AFTER^^99VPF|R9|""||||||O',
    ];
    const ORC = message([]).split('\r')[3]?.replace('NW', 'XO') ?? '';
    expect(decode(message(rows, { ORC }))).toMatchObject({
      ok: true,
      value: {
        control: 'XO',
        order: { limits: [{ tier: 'reference', high: '160' }] },
        deletedRows: ['CRIT.LO', 'ESCALATION 2'],
      },
    });
  });

  test('a limit is stated or deleted, not both: nobody can tell which was meant', () => {
    const ORC = message([]).split('\r')[3]?.replace('NW', 'XO') ?? '';
    for (const rows of [
      [row(1, 'ABN.HI', '>^160'), row(2, 'ABN.HI', '""')],
      [row(1, 'ABN.HI', '""'), row(2, 'ABN.HI', '>^160')],
    ])
      expect(refused(message([...rows, ...LIMITS.slice(1)], { ORC }))).toEqual([
        'limits-contradictory',
        rows[0]?.includes('""') === true ? 'OBX^1^5' : 'OBX^2^5',
      ]);
  });

  test('what is neither repeated nor deleted is missing; other values are repeated', () => {
    const next = { limits: [{ tier: 'reference' as const, low: '65', high: '170' }], rules: [] };
    expect(missingFromChange(expected, next, [])).toEqual(['CRIT.HI', 'CRIT.LO']);
    expect(missingFromChange(expected, next, ['CRIT.LO', 'CRIT.HI'])).toEqual([]);
    expect(
      missingFromChange({ limits: [], rules: changeWithin(3) }, { limits: [], rules: changeWithin(2) }, []),
    ).toEqual(['CHANGE gain 3 d']);
  });
});

describe('what v2 cannot say is not said otherwise', () => {
  test.each([
    ['a draft', { ...expected, status: 'draft' as const }, 'NW' as const],
    ['a change of an ended order', { ...expected, status: 'revoked' as const }, 'XO' as const],
    ['a precision of its own', { ...expected, precision: 1 }, 'NW' as const],
    [
      'a unit that no row states',
      {
        ...expected,
        unit: 'mmol/L' as const,
        limits: [],
        rules: [
          {
            kind: 'change' as const,
            direction: 'gain' as const,
            amount: { value: '36', unit: 'mg/dL' as const },
            window: { value: 3, unit: 'd' as const },
            boundary: 'strict' as const,
          },
        ],
      },
      'NW' as const,
    ],
  ])('%s', (_what, order, control) => {
    expect(() => encodeOrderMessage(order, control, ENVELOPE, NAMESPACES, 'OMG^O19')).toThrow(RangeError);
  });

  test('the default precision is no precision of its own', () => {
    expect(encodeOrderMessage({ ...expected, precision: 0 }, 'NW', ENVELOPE, NAMESPACES, 'OMG^O19')).toContain(
      'ABN.HI',
    );
  });
});
