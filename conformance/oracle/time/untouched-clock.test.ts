import { expect, test } from 'vitest';
import { STARTED } from '../history-builder.test-helper.ts';
import { instant } from './instant.ts';
import { PatientClock } from './patient-clock.ts';

const START = instant(STARTED);

test('a clock that nobody advanced shows the whole stretch, whichever of its ends is named first', () => {
  const clock = new PatientClock(STARTED, 3n);
  expect(clock.over(50, 200)).toEqual({ low: START + 47n, high: START + 203n });
  expect(clock.over(200, 50)).toEqual({ low: START + 47n, high: START + 203n });
});
