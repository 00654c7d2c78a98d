import { expect, test } from 'vitest';
import { NOT_OFFERED } from '../history/lines.ts';
import type { Performed } from './driver.ts';
import { asOffered } from './notices-offered.ts';

const performed: Performed = {
  sent: 1,
  settled: 2,
  wall: '2035-01-01T00:00:00Z',
  outcome: 'ok',
  answer: { code: '200' },
};
const notice = {
  patient: { system: 'urn:x', value: 'p1' },
  medium: 'mail' as const,
  text: 'A message.',
  sent: '2035-01-01T00:00:00Z',
};

test('notices that are shown are passed on, and so is what nobody answered', () => {
  const shown: Performed = { ...performed, output: { notices: [notice] } };
  expect(asOffered(shown)).toBe(shown);
  const unanswered: Performed = { ...performed, outcome: 'unknown', answer: { text: 'ECONNRESET' } };
  expect(asOffered(unanswered)).toBe(unanswered);
});

test.each<[string, Performed]>([
  ['shows none', { ...performed, output: { notices: [] } }],
  ['has no such look', { ...performed, outcome: 'refused', answer: { code: '400' } }],
])('a system that %s has nothing to keep to', (_title, answer) => {
  const { outcome, answer: said, output } = asOffered(answer);
  expect({ outcome, code: said.code, output }).toEqual({ outcome: 'unknown', code: undefined, output: undefined });
  expect(said.text?.endsWith(NOT_OFFERED)).toBe(true);
});
