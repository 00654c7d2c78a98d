import { expect, test } from 'vitest';
import type { Returned } from '../../history/lines.ts';
import { findingsOf } from '../judged.test-helper.ts';
import { HistoryBuilder } from '../history-builder.test-helper.ts';

const flaw = (more: Partial<Returned['flaws'][number]> = {}): Returned['flaws'][number] => ({
  type: 'Observation',
  id: 'o1',
  path: 'Observation.status',
  expected: 'required',
  found: 'nothing',
  request: 'GET http://127.0.0.1/fhir/Observation/o1',
  times: 1,
  ...more,
});
const judged = (returned: Returned | undefined) => {
  const b = new HistoryBuilder();
  b.op({ op: 'returned.check' }, returned === undefined ? {} : { output: { returned } });
  const lines = b.drain();
  return (['met', 'broken', 'undecided'] as const).flatMap((outcome) =>
    findingsOf(lines, outcome, 'FHR-03').map((f) => [outcome, f.polarity, f.expected, f.observed]),
  );
};

test('each type without a flaw is met, and each flaw of another is broken, with its path', () =>
  expect(
    judged({
      checked: [
        { type: 'Observation', count: 7 },
        { type: 'Task', count: 3 },
      ],
      flaws: [
        flaw(),
        flaw({ path: 'Observation.code.system', expected: 'no member of this name', found: '"x"', times: 4 }),
      ],
    }),
  ).toEqual([
    ['met', 'must', 'every Task that is returned has the structure of R4', '3 of them do'],
    [
      'broken',
      'must',
      'Observation.status: required',
      'nothing at Observation.status of Observation/o1, in answer to GET http://127.0.0.1/fhir/Observation/o1',
    ],
    [
      'broken',
      'must',
      'Observation.code.system: no member of this name',
      expect.stringMatching(/^"x" at Observation\.code\.system of .*; 4 resources have it$/),
    ],
  ]));

test('a resource without an id is told by its type', () => {
  const { id: _none, ...without } = flaw();
  expect(judged({ checked: [], flaws: [without] })[0]?.[3]).toContain('of a Observation, in answer to');
});

test('nothing that was returned is nothing that was met', () => {
  expect(judged({ checked: [], flaws: [] })).toEqual([]);
  expect(judged(undefined)).toEqual([]);
});
