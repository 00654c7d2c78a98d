import { describe } from 'vitest';
import { makeReading, type OpOptions, patientId, readingId } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const CREATED: OpOptions = { answer: { code: '201' } };
const FOUND: OpOptions = { answer: { code: '200' } };
const SEVERAL: OpOptions = {
  outcome: 'refused',
  answer: { code: '412', refusal: 'multiple-matches', explained: true },
};
const UNANSWERED: OpOptions = { outcome: 'unknown' };

/** Sends a reading whose condition names these. */
const sends =
  (name: string, options: OpOptions, ...condition: readonly string[]): Write =>
  (b) => {
    const reading = makeReading({ name, value: '120', at: '2035-01-01T00:00:00Z', device: name });
    b.op(
      { op: 'reading.submit', reading, ...(condition.length === 0 ? {} : { condition: condition.map(readingId) }) },
      { actor: 'gateway', ...options },
    );
  };
/** An order, permission, and then these. */
const after =
  (...writes: readonly Write[]): Write =>
  (b) => {
    b.order();
    b.grant();
    for (const write of writes) write(b);
  };
const first = sends('a', CREATED, 'a');
const both = [first, sends('b', CREATED, 'b')] as const;

/** A look for the reading by its identifier, which finds it or not. */
const looked =
  (name: string, isThere: boolean): Write =>
  (b) => {
    const reading = makeReading({ name, value: '120', at: '2035-01-01T00:00:00Z', device: name });
    b.wait(2000);
    b.op(
      { op: 'reading.read', patient: patientId(), identifier: readingId(name) },
      { output: { readings: isThere ? [{ reading, version: 1, interpretation: [], ranges: [], orders: [] }] : [] } },
    );
  };

describe('a conditional create', () => {
  situations('RDG-03', {
    'of nothing that is there: 201': [after(first), 'must met'],
    'of nothing that is there: 200': [after(sends('a', FOUND, 'a')), 'must broken'],
    'of what is there: 200': [after(first, sends('a', FOUND, 'a')), 'must met'],
    'of what is there: 201': [after(first, sends('a', CREATED, 'a')), 'must broken', 'must met'],
    'not answered at all': [after(sends('a', UNANSWERED, 'a'))],
    'refused, which is for the gates to say': [after(sends('a', SEVERAL, 'a'))],
    'of several: 412': [after(...both, sends('c', SEVERAL, 'a', 'b')), 'must met', 'must-not met'],
    'of several: written': [after(...both, sends('c', CREATED, 'a', 'b')), 'must met', 'must-not broken'],
    'of several: answered with one of them': [
      after(...both, sends('c', FOUND, 'a', 'b')),
      'must met',
      'must-not broken',
    ],
    'of several: not answered': [after(...both, sends('c', UNANSWERED, 'a', 'b')), 'must met', 'must-not undecided'],
    'of several: refused for another reason': [
      after(
        ...both,
        sends('c', { outcome: 'refused', answer: { code: '409', refusal: 'identifier-conflict' } }, 'a', 'b'),
      ),
      'must met',
      'must-not met, with a reservation',
    ],
    'of several, refused, and not found': [
      after(...both, sends('c', SEVERAL, 'a', 'b'), looked('c', false)),
      'must met',
      'must-not met',
    ],
    'of several, refused, and found all the same': [
      after(...both, sends('c', SEVERAL, 'a', 'b'), looked('c', true)),
      'must met',
      'must-not broken',
      'must-not met',
    ],
    'of several, one of which nobody answered': [
      after(first, sends('b', UNANSWERED, 'b'), sends('c', CREATED, 'a', 'b')),
      'must met',
    ],
    'of several, one of which was never sent': [after(first, sends('c', CREATED, 'a', 'b')), 'must met'],
    'without a condition nothing is promised': [after(sends('a', FOUND), sends('b', CREATED), sends('a', CREATED))],
  });
});
