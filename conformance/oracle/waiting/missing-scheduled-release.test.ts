import { expect, test } from 'vitest';
import { after, changed, told, until } from './missing.test-helper.ts';
import { onlyWait } from './waits.test-helper.ts';

test('a scheduled release is one, though a version that was accepted later changes the order after it', () => {
  const b = told({}, (history) => {
    changed(history, { status: 'on-hold' });
    until(history, 4);
    changed(history, { from: '2035-01-01T06:00:00Z' });
    until(history, 7);
    changed(history, { rules: [after(1)] });
    until(history, 7.5);
  });
  expect(onlyWait(b.end())).toEqual(['o1 missing 01-01 07:00, line 5, raised 01-01 07:00 by 25200000 ms: stands']);
});
