import { expect, test } from 'vitest';
import type { Outcome } from '../../refusal.ts';
import { EXAMPLE_NAMESPACES, EXAMPLES } from './examples.ts';
import { type Message, parseMessage } from './message.ts';
import { decodeOrderMessage } from './order.ts';
import { decodePatientMessage } from './patient-message.ts';
import { decodePermissionMessage } from './permission.ts';
import { decodeReadingMessage } from './reading.ts';

type Decode = (message: Message, namespaces: typeof EXAMPLE_NAMESPACES) => Outcome<unknown>;
type Case = readonly [example: string, field: string, decode: Decode, from: string, at: string];

test.each<Case>([
  ['reading-glucose', 'patient', decodeReadingMessage, 'MRN1001', 'PID^1^3'],
  ['reading-glucose', 'key', decodeReadingMessage, '-42^METER', 'OBR^1^3'],
  ['order-new', 'patient', decodeOrderMessage, 'MRN1001', 'PID^1^3'],
  ['order-hold', 'placer number', decodeOrderMessage, 'PLC-7001', 'ORC^1^2'],
  ['order-new', 'group', decodeOrderMessage, 'GRP-7001', 'ORC^1^4'],
  ['order-new', 'requester', decodeOrderMessage, '1234567893', 'ORC^1^12'],
  ['order-new', 'responsible', decodeOrderMessage, 'DMPOOL', 'OBR^1^28'],
  ['order-rules', 'recipient of a rule', decodeOrderMessage, '9876543210', 'OBX^23^5'],
  ['patient-added', 'patient', decodePatientMessage, 'MRN1001', 'PID^1^3'],
  ['permission-granted', 'patient', decodePermissionMessage, 'MRN1001', 'PID^1^3'],
])(
  '%s: a %s with an & that is not escaped is nobody’s, and least of all that of its first part',
  (...[example, , decode, from, at]) => {
    const read = (to: string) => {
      const parsed = parseMessage((EXAMPLES[example] ?? '').replaceAll(from, to));
      if (!parsed.ok) throw new Error(parsed.refusal.code);
      const outcome = decode(parsed.value, EXAMPLE_NAMESPACES);
      return outcome.ok ? 'read' : [outcome.refusal.code, outcome.refusal.at];
    };
    const [value = '', ...authority] = from.split('^');
    expect(read([`${value}&7`, ...authority].join('^'))).toEqual(['bad-value', at]);
    expect(read([`${value}\\T\\7`, ...authority].join('^'))).toBe('read');
    // Nothing behind the mark says nothing.
    expect(read([`${value}&`, ...authority].join('^'))).toBe('read');
  },
);
