import { expect, test } from 'vitest';
import { ACCEPT, either, fits, refuse, REPLAY } from './ruling.ts';

const ground = { cause: 'future', codes: ['future-time'], why: 'too far ahead' };
const refused = refuse(ground);

test('what the rulings say', () => {
  const none = { replay: false, storedAnswer: false, apart: false };
  expect(ACCEPT).toEqual({ ...none, way: 'accept', grounds: [] });
  expect(REPLAY).toEqual({ ...none, way: 'accept', replay: true, grounds: [] });
  expect(refused).toEqual({ ...none, way: 'refuse', grounds: [ground] });
  expect(either(ground)).toEqual({ ...none, way: 'either', grounds: [ground] });
});

test.each([
  ['accepted', ACCEPT, { ok: true, refused: false, unknown: true }],
  ['refused', refused, { ok: false, refused: true, unknown: true }],
  ['either', either(ground), { ok: true, refused: true, unknown: true }],
  ['a conflict over FHIR', { ...refused, storedAnswer: true }, { ok: true, refused: true, unknown: true }],
  ['refused and kept apart', { ...refused, apart: true }, { ok: true, refused: true, unknown: true }],
  ['accepted and kept apart', { ...ACCEPT, apart: true }, { ok: true, refused: false, unknown: true }],
])('what %s can be answered', (_title, ruling, answers) => {
  expect({
    ok: fits(ruling, 'ok'),
    refused: fits(ruling, 'refused'),
    unknown: fits(ruling, 'unknown'),
  }).toEqual(answers);
});
