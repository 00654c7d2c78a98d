import { expect, test } from 'vitest';
import { SYSTEM } from '../../codes/canonical.ts';
import { decodeCodings } from './coded.ts';
import { parseMessage } from './message.ts';

const codingsOf = (field: string) => {
  const parsed = parseMessage(`MSH|^~\\&|A|B|C|D|20260303120000+0000||ORU^R01^ORU_R01|1|T|2.5.1\rOBR|1|||${field}`);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  const row = parsed.value.segments.find(({ name }) => name === 'OBR');
  return row === undefined ? [] : decodeCodings(row, 4, {});
};

test.each(['SCT', 'SNOMED-CT'])('%s names SNOMED CT', (label) => {
  const snomed = { system: SYSTEM.snomed, code: '359772000' };
  expect(codingsOf(`359772000^Glucose^${label}`)).toEqual([snomed]);
  expect(codingsOf(`1^x^L^359772000^Glucose^${label}`)).toContainEqual(snomed);
});

test('a label that nobody agreed on names no system of others', () => {
  expect(codingsOf('359772000^Glucose^SNOMED')).toEqual([{ system: 'urn:vitalproof:ns:SNOMED', code: '359772000' }]);
});
