import { describe } from 'vitest';
import type { Attempt } from '../../history/lines.ts';
import { makeReading, type OpOptions, patientId } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const tries =
  (attempt: Attempt, effect: boolean, options: OpOptions = {}): Write =>
  (b) =>
    void b.op({ op: 'surface.try', attempt, patient: patientId() }, { output: { effect }, ...options });

const AR: OpOptions = {
  via: 'hl7v2',
  outcome: 'refused',
  answer: { code: 'AR', refusal: 'unsupported-processing-id', explained: true, correlated: true },
};
const AA: OpOptions = { via: 'hl7v2', answer: { code: 'AA', correlated: true } };
const AE: OpOptions = {
  via: 'hl7v2',
  outcome: 'refused',
  answer: { code: 'AE', refusal: 'bad-value', explained: true, correlated: true },
};

/** A message of a test, and one that differs in MSH-11 alone. */
const messages =
  (ofProduction: OpOptions, ofTest: OpOptions = AA): Write =>
  (b) => {
    b.order();
    b.grant();
    b.reading({ name: 'test', value: '120' }, ofTest);
    const reading = makeReading({ name: 'production', value: '121', at: b.wall() });
    b.op({ op: 'reading.submit', reading, defect: { kind: 'processing-id', id: 'P' } }, ofProduction);
  };

describe('what is shown', () => {
  situations('RDG-17', {
    'is marked': [tries('read-marked-as-test', true), 'must met'],
    'is not marked': [tries('read-marked-as-test', false), 'must broken'],
    'is not shown at all': [tries('read-marked-as-test', false, { outcome: 'refused' }), 'must broken'],
    'was not answered': [tries('read-marked-as-test', false, { outcome: 'unknown' }), 'must undecided'],
    'holds nothing without a mark': [tries('find-unmarked', false), 'must-not met'],
    'holds something without a mark': [tries('find-unmarked', true), 'must-not broken'],
  });
});

describe('what comes', () => {
  situations('RDG-17', {
    'of production is refused, of a test is taken': [messages(AR), 'must met', 'must-not met'],
    'of production is taken': [messages(AA), 'must met', 'must-not broken'],
    'of production is refused for another reason': [messages(AE), 'must met', 'must-not met, with a reservation'],
    'of production is not answered': [
      messages({ via: 'hl7v2', outcome: 'unknown', answer: {} }),
      'must met',
      'must-not undecided',
    ],
    'without a twin says nothing': [
      (b) => {
        b.order();
        b.grant();
        b.reading({ name: 'test', value: '120' }, AA);
      },
    ],
    'over FHIR without its mark is taken like any other': [
      (b) => {
        b.order();
        b.grant();
        const reading = makeReading({ name: 'r', value: '120', at: b.wall() });
        b.op({ op: 'reading.submit', reading, defect: { kind: 'unmarked' } });
      },
    ],
  });
  situations('ORD-01', {
    'over FHIR without its mark, and refused': [
      (b) => {
        b.order();
        b.grant();
        const reading = makeReading({ name: 'r', value: '120', at: b.wall() });
        b.op({ op: 'reading.submit', reading, defect: { kind: 'unmarked' } }, { outcome: 'refused' });
      },
      'must broken',
    ],
  });
  situations('HL7-03', {
    'of production is rejected': [messages(AR), 'must met'],
    'of production is an error': [messages(AE), 'must broken'],
    'of production is taken': [messages(AA), 'must broken'],
  });
});
