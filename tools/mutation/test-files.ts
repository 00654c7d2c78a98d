import { globSync } from 'node:fs';

/** Tests that only vitest can run (mocked modules, turned clocks), and one too slow to be asked of every mutant. */
const LEFT_OUT = [
  'conformance/oracle/failing-judge.test.ts',
  'conformance/oracle/oracle.property.test.ts',
  'conformance/runner/observer.test.ts',
];

/** Cheap and telling first: a mutant is done with at the first test that fails. The last take three quarters of the time. */
const IN_ORDER = [
  'conformance/oracle/cases.test.ts',
  'conformance/oracle/!(requirements)/*[!y].test.ts',
  'conformance/{sight,runner}/{inbox-reader,item-log,paging,pass-of,cursor,clock-map,host-clock}.test.ts',
  'tools/mutation/known-histories.ts',
  'conformance/oracle/!(case-corruptions|case-lost-answers|case-play).test.ts',
  'conformance/oracle/*/*.test.ts',
  'conformance/sight/*.test.ts',
  'conformance/oracle/**/*.test.ts',
];

/** The test files of a mutation run in the order in which they are asked. */
export const testFiles = (): string[] => [
  ...new Set(IN_ORDER.flatMap((pattern) => globSync(pattern).sort()).filter((file) => !LEFT_OUT.includes(file))),
];
