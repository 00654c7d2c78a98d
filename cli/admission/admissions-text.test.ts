import { expect, test } from 'vitest';
import type { SourceAdmission } from '../../contract/wire/fhir/source.ts';
import { admissionsText } from './admissions-text.ts';

const EXPIRES = '2026-03-03T13:00:00Z';
const admission = (value: string, status: SourceAdmission['status']): SourceAdmission => ({
  source: { identifier: { system: 'urn:s', value }, measures: ['glucose'], expires: EXPIRES },
  status,
});

test.each([
  ['admitted', 'admitted', -1],
  ['admitted', 'expired', 0],
  ['withdrawn', 'withdrawn', -1],
  ['withdrawn', 'withdrawn', 0],
] as const)('%s is told as %s, %i ms past its instant', (status, told, pastMs) => {
  const text = admissionsText([admission('a', status)], Date.parse(EXPIRES) + pastMs);
  expect(text).toBe(`${told.padEnd(9)}  urn:s|a  glucose until ${EXPIRES}`);
});
