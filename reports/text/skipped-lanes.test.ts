import { expect, test } from 'vitest';
import { skippedLanes } from './skipped-lanes.ts';

const skip = (lane: string, reason: string, verdict = 'NOT_APPLICABLE') => ({ lane, verdict, reason });

test('lanes of one reason are told of together, in the order of the reasons', () => {
  expect(
    skippedLanes([
      skip('a/hl7v2', 'no address'),
      skip('b/fhir', 'no port', 'UNTESTABLE'),
      skip('c/hl7v2', 'no address'),
      skip('d/hl7v2', 'no address', 'NOT_RUN'),
    ]),
  ).toEqual([
    { who: '2 lanes (a/hl7v2, …)', why: 'NOT_APPLICABLE, no address' },
    { who: 'b/fhir', why: 'UNTESTABLE, no port' },
    { who: 'd/hl7v2', why: 'NOT_RUN, no address' },
  ]);
});
test('the run as a whole is no lane, and there may be none', () => {
  expect(skippedLanes([skip('*', 'interrupted', 'NOT_RUN')])).toEqual([
    { who: 'the run as a whole', why: 'NOT_RUN, interrupted' },
  ]);
  expect(skippedLanes([])).toEqual([]);
});
test('what a system wrote is shown and not obeyed', () => {
  // oxlint-disable-next-line no-control-regex -- looking for control characters
  expect(JSON.stringify(skippedLanes([skip('a\u001b[2J', 'b\u0007')]))).not.toMatch(/\\u001b|\\u0007/u);
});
