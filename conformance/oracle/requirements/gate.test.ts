import { describe } from 'vitest';
import { CONTROL_SOLUTION, LOINC_FOR_UNIT } from '../../../contract/codes/measures.ts';
import type { WireDefect } from '../../history/lines.ts';
import {
  type HistoryBuilder,
  makeItem,
  makeReading,
  type OpOptions,
  patientId,
} from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

type Send = (b: HistoryBuilder, options: OpOptions) => void;

const ready = (b: HistoryBuilder): void => {
  b.order();
  b.grant();
};
const reading = (b: HistoryBuilder, options: OpOptions, more: object = {}): void => {
  b.op(
    { op: 'reading.submit', reading: { ...makeReading({ name: 'r', value: '120', at: b.wall() }), ...more } },
    { actor: 'gateway', ...options },
  );
};
const defective =
  (defect: WireDefect): Send =>
  (b, options) => {
    ready(b);
    b.op(
      { op: 'reading.submit', reading: makeReading({ name: 'r', value: '120', at: b.wall() }), defect },
      { actor: 'gateway', ...options },
    );
  };

/** For each gate: a reading that it must stop, and the code that says so. */
const STOPPED: Readonly<Record<string, readonly [id: string, refusal: string, send: Send]>> = {
  'no order': [
    'ORD-01',
    'no-active-order',
    (b, o) => {
      b.grant();
      reading(b, o);
    },
  ],
  'on hold': [
    'ORD-14',
    'no-active-order',
    (b, o) => {
      ready(b);
      b.changeOrder({ status: 'on-hold' });
      b.wait(2000);
      reading(b, o);
    },
  ],
  'not begun': [
    'ORD-15',
    'no-active-order',
    (b, o) => {
      b.order({ start: b.wall(60_000) });
      b.grant();
      reading(b, o);
    },
  ],
  'entered in error': [
    'ORD-21',
    'no-active-order',
    (b, o) => {
      ready(b);
      b.changeOrder({ status: 'entered-in-error' });
      b.wait(2000);
      reading(b, o);
    },
  ],
  draft: [
    'ORD-04',
    'no-active-order',
    (b, o) => {
      b.order({ status: 'draft' });
      b.grant();
      reading(b, o);
    },
  ],
  completed: [
    'ORD-07',
    'no-active-order',
    (b, o) => {
      ready(b);
      b.changeOrder({ status: 'completed' });
      b.wait(2000);
      reading(b, o);
    },
  ],
  'past its end': [
    'ORD-07',
    'no-active-order',
    (b, o) => {
      b.order({ end: b.wall(1000) });
      b.grant();
      b.wait(3000);
      reading(b, o);
    },
  ],
  'only the other measure': [
    'ORD-09',
    'no-active-order',
    (b, o) => {
      b.order({ measure: 'weight' });
      b.grant();
      reading(b, o);
    },
  ],
  'permission never given': [
    'PRM-01',
    'no-permission',
    (b, o) => {
      b.order();
      reading(b, o);
    },
  ],
  'permission for the other type': [
    'PRM-02',
    'no-permission',
    (b, o) => {
      b.order();
      b.grant('weight');
      reading(b, o);
    },
  ],
  'permission withdrawn': [
    'PRM-03',
    'no-permission',
    (b, o) => {
      ready(b);
      b.permission('withdrawn');
      reading(b, o);
    },
  ],
  "another patient's credentials": [
    'PRM-05',
    'patient-not-authorised',
    defective({ kind: 'sender-of', patient: patientId('p2') }),
  ],
  'an identifier used for something else': [
    'RDG-22',
    'identifier-conflict',
    (b, o) => {
      ready(b);
      reading(b, { via: 'hl7v2', answer: { code: 'AA', correlated: true } });
      reading(b, o, { result: { kind: 'value', quantity: { value: '121', unit: 'mg/dL' } } });
    },
  ],
  'no offset': ['RDG-05', 'time-without-offset', defective({ kind: 'time-without-offset' })],
  'unknown unit': ['RDG-06', 'unknown-unit', defective({ kind: 'unknown-unit', unit: 'mg/l' })],
  'no number': ['RDG-06', 'malformed', defective({ kind: 'bad-number', text: '12O' })],
  'a unit that does not fit': [
    'RDG-06',
    'unit-mismatch',
    (b, o) => {
      ready(b);
      reading(b, o, { code: LOINC_FOR_UNIT['mmol/L'] });
    },
  ],
  'a code of no measure': [
    'RDG-06',
    'unknown-code',
    (b, o) => {
      ready(b);
      reading(b, o, { code: { system: 'http://loinc.org', code: '8480-6' } });
    },
  ],
  'a negative number': [
    'RDG-06',
    'bad-value',
    (b, o) => {
      ready(b);
      reading(b, o, { result: { kind: 'value', quantity: { value: '-1', unit: 'mg/dL' } } });
    },
  ],
  'control solution': [
    'RDG-09',
    'control-solution',
    (b, o) => {
      ready(b);
      reading(b, o, { code: CONTROL_SOLUTION });
    },
  ],
  'more than five minutes ahead': [
    'RDG-13',
    'future-time',
    (b, o) => {
      ready(b);
      reading(b, o, { effective: b.wall(320_000) });
    },
  ],
};

/** HL7 v2, because FHIR may answer a conflict with what is stored. */
const refused = (refusal: string): OpOptions => ({
  via: 'hl7v2',
  outcome: 'refused',
  answer: { code: 'AE', refusal, explained: true, correlated: true },
});
const after =
  (send: Send, options: OpOptions, then: Write = () => undefined): Write =>
  (b) => {
    send(b, options);
    b.wait(1500);
    then(b);
  };
const found: Write = (b) =>
  b.read([
    {
      reading: makeReading({ name: 'r', value: '120', at: b.wall() }),
      version: 1,
      interpretation: [],
      ranges: [],
      orders: [],
    },
  ]);
const told: Write = (b) => {
  b.seen(
    makeItem(
      makeReading({ name: 'r', value: '120' }),
      { ...b.order({ name: 'late', patient: 'p3' }), patient: patientId() },
      'i',
    ),
  );
};
describe.each(Object.entries(STOPPED))('%s', (name, [id, refusal, send]) => {
  const conflict = id === 'RDG-22';
  situations(id, {
    'refused for its reason': [after(send, refused(refusal)), 'must-not met', ...positive(id)],
    'refused for another reason': [
      after(send, refused('stale-version')),
      'must-not met, with a reservation',
      ...positive(id),
    ],
    accepted: [
      after(send, { via: 'hl7v2', answer: { code: 'AA', correlated: true } }),
      'must-not broken',
      ...positive(id),
    ],
    'without an answer': [
      after(send, { via: 'hl7v2', outcome: 'unknown', answer: {} }),
      'must-not undecided',
      ...positive(id),
    ],
    ...(conflict
      ? {}
      : {
          'refused, and found all the same': [
            after(send, refused(refusal), found),
            'must-not broken',
            'must-not met',
            ...positive(id),
          ],
          'refused, and told of all the same': [
            after(send, refused(refusal), told),
            'must-not broken',
            'must-not met',
            ...positive(id),
          ],
          'refused, sought and not found': [
            after(send, refused(refusal), (b) => b.read([])),
            'must-not met',
            ...positive(id),
          ],
        }),
  });
  // A grant or a withdrawal that was taken, or the reading that came first, is the other half of these.
  function positive(of: string): string[] {
    const takes = (of === 'PRM-01' && name !== 'permission never given') || of === 'PRM-03' || of === 'RDG-22';
    return takes ? ['must met'] : [];
  }
});

const ACCEPTED = ['ORD-01', 'ORD-09', 'PRM-02', 'PRM-05', 'RDG-05', 'RDG-06', 'RDG-09', 'RDG-13'] as const;
const sent =
  (options: OpOptions): Write =>
  (b) => {
    ready(b);
    reading(b, options);
  };

describe.each(ACCEPTED)('the twin of %s', (id) => {
  situations(id, { 'a sound reading, accepted': [sent({}), 'must met'] });
});

/** Whom a wrongly refused reading is held against: one requirement, by what the system claims. */
const CLAIMED: Readonly<Record<string, string>> = {
  'no-active-order': 'ORD-01',
  'no-permission': 'PRM-01',
  'before-grant': 'PRM-06',
  'patient-not-authorised': 'PRM-05',
  'identifier-conflict': 'RDG-22',
  'unknown-unit': 'RDG-06',
  'unit-mismatch': 'RDG-06',
  'unknown-code': 'RDG-06',
  'time-without-offset': 'RDG-05',
  'future-time': 'RDG-13',
  'control-solution': 'RDG-09',
  'something-else': 'ORD-01',
};
describe.each(Object.entries(CLAIMED))('a sound reading refused as %s', (refusal, id) => {
  situations(id, {
    'is held against the one it names': [
      sent(refused(refusal)),
      'must broken',
      ...(id === 'PRM-01' ? ['must met'] : []),
    ],
  });
  const other = id === 'ORD-09' ? 'RDG-05' : 'ORD-09';
  situations(other, { 'and against no other': [sent(refused(refusal))] });
});

const SWALLOWED = { outcome: 'unknown', answer: { text: 'closed', outage: true } } as const;

describe('a reading under which the harness took the system away', () => {
  situations('ORD-01', {
    'sound, is asked for no answer': [sent(SWALLOWED)],
    'sound, unanswered without that, is undecided': [sent({ outcome: 'unknown', answer: {} }), 'must undecided'],
    'to be refused, is asked for no refusal': [(b) => reading(b, SWALLOWED)],
    'to be refused, and told of all the same, was filed': [after(reading, SWALLOWED, told), 'must-not broken'],
  });
});
