import { expect, test } from 'vitest';
import { textOfCase } from './explained.test-helper.ts';

/** What a stranger reads; each file is one text as it is printed. */
const SITUATIONS: readonly (readonly [file: string, caseName: string, name: string])[] = [
  ['normal', 'LIM-late-reading-old-limits', 'AFTER'],
  ['late-reading-old-limits', 'LIM-late-reading-old-limits', 'BEFORE'],
  ['equal-to-the-limit', 'LIM-equal-is-normal', 'AT-HIGH'],
  ['converted', 'LIM-ten-millimoles-are-180', 'OVER'],
  ['permission-withdrawn', 'PRM-withdrawn', 'KEPT-BACK'],
  ['replay', 'RDG-replay-after-withdrawal', 'HIGH'],
  ['conflict', 'RDG-conflict', 'FIRST'],
  ['change-by-a-late-baseline', 'LIM-change-late-reading', 'THU'],
  ['repeated', 'LIM-repeated-at-the-nth', 'THREE'],
  ['digest-joined', 'ALR-digest-joins', 'SECOND'],
  ['corrected-to-normal', 'RDG-corrected-to-normal', 'TYPO'],
  ['two-orders', 'ALR-two-clinicians-one-patient', 'HIGH'],
  ['escalated', 'ALR-escalation-steps', 'CRITICAL'],
  ['covered', 'ALR-coverage-two-deep', 'TWO'],
  ['order-with-missing-data', 'LIM-missing-opens-and-closes', 'SUGAR'],
];

test.each(SITUATIONS)('%s (%s %s)', async (file, caseName, name) => {
  await expect(`${textOfCase(caseName, name)}\n`).toMatchFileSnapshot(`golden/${file}.txt`);
});
