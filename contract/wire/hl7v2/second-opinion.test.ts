import { Hl7Message } from '@medplum/core';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from './examples.ts';
import { parseMessage } from './message.ts';

/** Another HL7 parser on our messages: fields stand where the standard numbers them. It does not unescape. */
const parsed = (name: string): Hl7Message => Hl7Message.parse(EXAMPLES[name] ?? '');

describe('another parser finds every field where it belongs', () => {
  test.each([
    ['order-new', 'MSH', 9, 3, 'OMG_O19'],
    ['order-new', 'MSH', 10, 1, 'ORD00001'],
    ['order-new', 'MSH', 11, 1, 'T'],
    ['order-new', 'MSH', 12, 1, '2.5.1'],
    ['order-new', 'MSH', 18, 1, 'UNICODE UTF-8'],
    ['order-new', 'PID', 3, 1, 'MRN1001'],
    ['order-new', 'PID', 3, 5, 'MR'],
    ['order-new', 'ORC', 1, 1, 'NW'],
    ['order-new', 'ORC', 2, 2, 'EHR'],
    ['order-new', 'ORC', 4, 1, 'GRP-7001'],
    ['order-new', 'ORC', 9, 1, '20260302090000-0500'],
    ['order-new', 'ORC', 12, 13, 'NPI'],
    ['order-new', 'ORC', 15, 1, '20260302090000-0500'],
    ['order-new', 'TQ1', 7, 1, '20260302000000-0500'],
    ['order-new', 'TQ1', 8, 1, '20260531235959-0400'],
    ['order-new', 'OBR', 4, 1, '359772000'],
    ['order-new', 'OBR', 16, 1, '1234567893'],
    ['order-new', 'OBR', 28, 9, 'POOL'],
    ['order-new', 'OBR', 31, 1, 'E11.65'],
    ['order-new', 'OBX', 5, 2, '160'],
    ['order-new', 'OBX', 11, 1, 'O'],
    ['order-new-orm', 'ORC', 7, 4, '20260302000000-0500'],
    ['order-new-orm', 'ORC', 7, 5, '20260531235959-0400'],
    ['reading-glucose', 'OBR', 3, 2, 'METER'],
    ['reading-glucose', 'OBR', 7, 1, '20260303075900-0500'],
    ['reading-glucose', 'OBR', 25, 1, 'F'],
    ['reading-glucose', 'OBX', 5, 1, '212'],
    ['reading-glucose', 'OBX', 11, 1, 'F'],
    ['reading-glucose', 'OBX', 14, 1, '20260303075900-0500'],
    ['reading-glucose', 'OBX', 18, 4, 'EUI-64'],
    ['reading-weight', 'OBX', 17, 1, 'MMEAS'],
    ['reading-high', 'OBX', 8, 1, '>'],
    ['ack-refuse', 'MSA', 1, 1, 'AE'],
    ['ack-refuse', 'MSA', 2, 1, 'RES00042'],
    ['ack-refuse', 'ERR', 2, 3, '3'],
    ['ack-refuse', 'ERR', 3, 1, '207'],
    ['ack-refuse', 'ERR', 4, 1, 'E'],
    ['ack-refuse', 'ERR', 5, 3, '99VPF'],
    ['ack-place', 'ERR', 7, 1, 'not a number: 16O'],
  ])('%s: %s-%i.%i is %s', (name, segment, field, component, value) => {
    expect(parsed(name).getSegment(segment)?.getField(field)?.getComponent(component)).toBe(value);
    const ours = parseMessage(EXAMPLES[name] ?? '');
    const first = ours.ok ? ours.value.segments.find((candidate) => candidate.name === segment) : undefined;
    expect(first?.text(field, { component })).toBe(value);
  });

  test('its acknowledgement of our message reads as one', () => {
    const ack = parseMessage(parsed('reading-glucose').buildAck({ ackCode: 'AA' }).toString());
    expect(ack.ok).toBe(true);
  });
});
