import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import { caseHistory } from '../../conformance/oracle/case-history.test-helper.ts';
import { expectationsOf } from '../../conformance/oracle/expect.ts';
import { displayWidth } from '../../reports/terminal/width.ts';
import { explainedText, subjectsOf } from './explained.test-helper.ts';

const LIMITS_SLOT = /^\S+ limits (?<reading>\S+) (?<kind>critical|abnormal) (?<interpretation>\S+)$/;

/** The names in the title of a reading's text: several where one measurement came under several. */
const namesIn = (text: string): readonly string[] => /^Reading (.+?)\s+of\s/.exec(text)?.[1]?.split(/\s=\s/) ?? [];

describe.each(loadCases().map((c) => [c.name, c] as const))('%s', (_name, worked) => {
  const { lines } = caseHistory(worked);

  test('every reading, item and order is explained on one screen', () => {
    for (const subject of subjectsOf(lines)) {
      const text = explainedText(lines, subject);
      const rows = text.split('\n');
      expect(rows.length, text).toBeLessThanOrEqual(60);
      for (const row of rows) expect(displayWidth(row), row).toBeLessThanOrEqual(100);
      expect(text).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test('what the oracle expects of a reading is what its text says, and nothing else must exist', () => {
    const texts = subjectsOf(lines)
      .filter((s) => s.kind === 'reading')
      .map((s) => explainedText(lines, s, { most: Number.POSITIVE_INFINITY }));
    const { items } = expectationsOf(lines);
    for (const { slot, raised } of items) {
      const { reading, kind, interpretation } = LIMITS_SLOT.exec(slot)?.groups ?? {};
      if (reading === undefined || raised.includes(0)) continue;
      const own = texts.filter((text) => namesIn(text).includes(reading)).join('\n');
      expect(own, slot).toContain(`MUST: ${kind} ${interpretation}`);
    }
    const named = new Set(items.flatMap(({ slot }) => slot.split(/[ ,]/)));
    for (const text of texts) if (!namesIn(text).some((name) => named.has(name))) expect(text).not.toMatch(/\bMUST: /);
  });
});
