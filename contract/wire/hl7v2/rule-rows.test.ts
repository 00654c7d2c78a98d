import { describe, expect, test } from 'vitest';
import { LIMITS, decode, message, refused } from './order-message.test-helper.ts';

const header = (kind: string, group = 'R1') => `OBX|1|CWE|RULE^^99VPF|${group}|${kind}^^99VPF||||||O`;
const parameter = (name: string, type: string, value: string, unit = '', group = 'R1') =>
  `OBX|1|${type}|RULE.${name}^^99VPF|${group}|${value}|${unit}|||||O`;
const change = [
  header('CHANGE'),
  parameter('DIRECTION', 'ST', 'gain'),
  parameter('AMOUNT', 'SN', '>=^36', 'mg/dL'),
  parameter('WINDOW', 'NM', '3', 'd^^UCUM'),
];

describe('rules', () => {
  test('a change rule alone gives the order its unit; rows may come in any order', () => {
    expect(decode(message(change.toReversed()))).toMatchObject({
      ok: true,
      value: {
        order: {
          unit: 'mg/dL',
          limits: [],
          rules: [
            {
              kind: 'change',
              direction: 'gain',
              amount: { value: '36', unit: 'mg/dL' },
              window: { value: 3, unit: 'd' },
              boundary: 'inclusive',
            },
          ],
        },
      },
    });
  });

  test.each([
    ['unknown kind', [header('PREDICT')], ['field-not-understood', 'OBX^5^5']],
    [
      'a kind without our label',
      [header('DIGEST').replace('DIGEST^^99VPF', 'DIGEST^^L')],
      ['field-not-understood', 'OBX^5^5'],
    ],
    ['no header', [parameter('WINDOW', 'NM', '3', 'd')], ['field-not-understood', 'OBX^5^4']],
    ['two headers', [header('DIGEST'), header('MISSING')], ['field-not-understood', 'OBX^6^4']],
    [
      'a parameter of another kind',
      [header('DIGEST'), parameter('PERIOD', 'NM', '3', 'd')],
      ['field-not-understood', 'OBX^6^3'],
    ],
    ['an unknown parameter', [header('DIGEST'), parameter('COLOUR', 'ST', 'red')], ['field-not-understood', 'OBX^6^3']],
    [
      'a parameter twice',
      [header('MISSING'), parameter('PERIOD', 'NM', '3', 'd'), parameter('PERIOD', 'NM', '4', 'd')],
      ['field-not-understood', 'OBX^7^3'],
    ],
    ['a parameter missing', [header('REPEATED'), parameter('COUNT', 'NM', '3')], ['missing-element', 'OBX^5^5']],
    ['another type', [header('MISSING'), parameter('PERIOD', 'ST', '3', 'd')], ['field-not-understood', 'OBX^6^2']],
    [
      'a count below two',
      [header('REPEATED'), parameter('COUNT', 'NM', '1'), parameter('WINDOW', 'NM', '3', 'd')],
      ['bad-value', 'OBX^6^5'],
    ],
    ['no positive length', [header('MISSING'), parameter('PERIOD', 'NM', '0', 'd')], ['bad-value', 'OBX^6^5']],
    ['a broken length', [header('MISSING'), parameter('PERIOD', 'NM', '1.5', 'd')], ['bad-value', 'OBX^6^5']],
    ['a length without end', [header('MISSING'), parameter('PERIOD', 'NM', '100001', 'd')], ['bad-value', 'OBX^6^5']],
    ['an unknown unit of time', [header('MISSING'), parameter('PERIOD', 'NM', '2', 'mo')], ['bad-value', 'OBX^6^6']],
    ['no unit of time', [header('MISSING'), parameter('PERIOD', 'NM', '2')], ['missing-element', 'OBX^6^6']],
    ['an unknown word', [header('ALERT-ON'), parameter('ABNORMAL', 'ST', 'some')], ['bad-value', 'OBX^6^5']],
    [
      "an amount in another measure's unit",
      [change[0], change[1], parameter('AMOUNT', 'SN', '>^2', 'kg'), change[3]],
      ['limit-unit', 'OBX^7^6'],
    ],
    [
      'an amount without comparator',
      [change[0], change[1], parameter('AMOUNT', 'SN', '^36', 'mg/dL'), change[3]],
      ['bad-value', 'OBX^7^5^1^1'],
    ],
    [
      'a recipient without authority',
      [
        header('ESCALATION'),
        parameter('STEP', 'NM', '1'),
        parameter('AFTER', 'NM', '30', 'min'),
        parameter('RECIPIENT', 'XCN', 'OKAFOR'),
      ],
      ['missing-element', 'OBX^8^5'],
    ],
    [
      'the same rule twice',
      [
        header('MISSING'),
        parameter('PERIOD', 'NM', '1', 'd'),
        header('MISSING', 'R2'),
        parameter('PERIOD', 'NM', '2', 'd', 'R2'),
      ],
      ['limits-contradictory', 'OBX^7^5'],
    ],
    ['deleted in a new order', [header('MISSING'), parameter('PERIOD', 'NM', '""')], ['bad-value', 'OBX^5^5']],
  ] as const)('%s', (_what, rows, refusal) => {
    expect(refused(message([...LIMITS, ...rows.map((text) => text ?? '')]))).toEqual(refusal);
  });

  test('a change that deletes one parameter of a rule and states another deletes no rule: it is refused', () => {
    const ORC = message([]).split('\r')[3]?.replace('NW', 'XO') ?? '';
    const repeated = (count: string, window: string) =>
      message(
        [...LIMITS, header('REPEATED'), parameter('COUNT', 'NM', count), parameter('WINDOW', 'NM', window, 'h')],
        {
          ORC,
        },
      );
    expect(refused(repeated('5', '""'))).toEqual(['bad-value', 'OBX^6^5']);
    expect(refused(repeated('""', '24'))).toEqual(['bad-value', 'OBX^7^5']);
    expect(decode(repeated('""', '""'))).toMatchObject({ ok: true, value: { deletedRows: ['REPEATED'] } });
  });
});
