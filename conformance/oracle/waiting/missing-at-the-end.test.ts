import { expect, test } from 'vitest';
import { Analysis } from '../analysis.ts';
import { ORDER, told, until } from './missing.test-helper.ts';
import { waitingOf } from './waiting-of.ts';
import { Watched } from './watched.ts';

test('what falls due at the very instant that is asked about has come, and leaves nothing open of any order', () => {
  const history = told({}, (b) => {
    for (let i = 2; i <= 10; i += 1) b.order({ ...ORDER, name: `o${i}` });
    until(b, 2);
  });
  const { patients, end } = Analysis.of(history.end());
  const found = patients.flatMap(({ record, measures }) =>
    measures.flatMap((measure) =>
      measure.explored.courses.map((course) => waitingOf(measure, course, new Watched(record), end)),
    ),
  );
  expect(found.map(({ ways, cut }) => [cut, ways.map((way) => way.missing.length)])).toEqual([[false, [10]]]);
});
