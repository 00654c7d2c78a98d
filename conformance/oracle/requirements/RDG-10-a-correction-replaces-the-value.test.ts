import { describe } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const valued = (reading: Reading, value: string): Reading => ({
  ...reading,
  status: 'corrected',
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
});

/** 120 corrected to 130; what is then found, by its value and version; nothing: not found. */
const corrected =
  (found: readonly (readonly [string, number])[], after = 1500) =>
  (b: HistoryBuilder): void => {
    b.order();
    b.grant();
    const reading = b.reading({ name: 'r', value: '120' });
    b.wait(2000);
    b.op({ op: 'reading.submit', reading: valued(reading, '130') }, { actor: 'gateway' });
    b.wait(after);
    b.read(
      found.map(([value, version]) => ({
        reading: valued(reading, value),
        version,
        interpretation: [],
        ranges: [],
        orders: [],
      })),
    );
  };

/** 120, which nobody answered, corrected to 130; what is then found, by its value and version. */
const perhapsCorrected =
  (value: string, version: number, between: (b: HistoryBuilder, reading: Reading) => void = () => undefined) =>
  (b: HistoryBuilder): void => {
    b.order();
    b.grant();
    const reading = b.reading({ name: 'r', value: '120' }, { outcome: 'unknown', answer: { code: '503' } });
    b.wait(2000);
    between(b, reading);
    b.op({ op: 'reading.submit', reading: valued(reading, '130') }, { actor: 'gateway' });
    b.wait(1500);
    b.read([{ reading: valued(reading, value), version, interpretation: [], ranges: [], orders: [] }]);
  };

describe('what was corrected may never have come', () => {
  situations('RDG-10', {
    'the correction, as a first version': [perhapsCorrected('130', 1), 'must met', 'must-not met'],
    'the correction, as its second version': [perhapsCorrected('130', 2), 'must met', 'must-not met'],
    'the value before it': [perhapsCorrected('120', 1), 'must broken', 'must-not broken'],
    'another correction came before': [
      perhapsCorrected('130', 1, (b, reading) =>
        b.op({ op: 'reading.submit', reading: valued(reading, '125') }, { actor: 'gateway' }),
      ),
      'must broken',
      'must-not met',
    ],
  });
});

situations('RDG-10', {
  'the correction, as its second version': [corrected([['130', 2]]), 'must met', 'must-not met'],
  'the correction, with other digits': [corrected([['130.0', 2]]), 'must met', 'must-not met'],
  'the correction, as a first version': [corrected([['130', 1]]), 'must broken', 'must-not met'],
  'the value before it': [corrected([['120', 2]]), 'must broken', 'must-not broken'],
  both: [
    corrected([
      ['130', 2],
      ['120', 1],
    ]),
    'must met',
    'must-not broken',
  ],
  nothing: [corrected([]), 'must broken', 'must-not met'],
  'asked before it has to be found, either is right': [corrected([['120', 1]], 100)],
  'nothing was corrected': [
    (b) => {
      b.order();
      b.grant();
      const reading = b.reading({ name: 'r', value: '120' });
      b.wait(1500);
      b.read([
        {
          reading: makeReading({ name: 'r', value: '120', at: reading.effective }),
          version: 1,
          interpretation: [],
          ranges: [],
          orders: [],
        },
      ]);
    },
  ],
});
