import { describe, expect, it } from 'vitest';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import {
  finding,
  historyBuilder,
  item,
  order,
  PATIENT,
  reading,
  requirement,
  runLine,
  sampleLines,
  verdicts,
} from '../sample-run.test-helper.ts';
import { patientOf } from './describe-line.ts';
import { type Bounds, shownOf } from './lines-shown.ts';

const SMALL: Bounds = { all: 100, failing: 2, others: 3, each: 20 };
const keyOfPatient = (p: number): string => `${PATIENT.system}|P${p}`;

/** So many patients, each with an order and readings of which every third raises an item. */
function crowd(patients: number, each: number): HistoryLine[] {
  const h = historyBuilder('load/fhir');
  h.lines.push(runLine());
  for (let i = 0; i <= each; i += 1)
    for (let p = 0; p < patients; p += 1) {
      const patient = { system: PATIENT.system, value: `P${p}` };
      if (i === 0) h.op({ op: 'order.submit', order: order({ patient }) });
      else {
        const r = reading(p * 1000 + i, i * 6, String(60 + ((i * 53) % 240)), { patient });
        h.op({ op: 'reading.submit', reading: r });
        if (i % 3 === 0) h.seen(item(r, 'abnormal', 'H'));
      }
    }
  h.end();
  return h.lines;
}
const failing = (patient: string, lines: readonly number[] = []) =>
  verdicts({
    requirements: [
      requirement('ALR-01', 'FAIL', { findings: [finding({ requirement: 'ALR-01', subject: { patient }, lines })] }),
    ],
  });

describe('what is shown', () => {
  it('is all of a short history, in its order', () => {
    const lines = sampleLines();
    const shown = shownOf(verdicts(), lines);
    expect(shown.lines).toEqual(lines);
    expect(shown.whole).toMatchObject({ lines: lines.length, kept: lines.length, patients: undefined });
  });

  const lines = crowd(50, 30);
  const shown = shownOf(failing(keyOfPatient(40)), lines, SMALL);
  const patients = [...new Set(shown.lines.flatMap((l) => patientOf(l) ?? []))];

  it('of a long one are the patients of failures, and a few others', () => {
    expect(patients.toSorted()).toEqual([0, 1, 2, 40].map(keyOfPatient).toSorted());
    expect(shown.whole).toMatchObject({ lines: lines.length, kept: shown.lines.length, patients: 4 });
  });

  it('is at most so much of each patient, and always the run and its end', () => {
    for (const p of patients)
      expect(shown.lines.filter((l) => patientOf(l) === p).length).toBeLessThanOrEqual(SMALL.each);
    expect(shown.lines[0]?.kind).toBe('run');
    expect(shown.lines.at(-1)?.kind).toBe('end');
  });

  it('has every line that a failure rests on, wherever it stands', () => {
    const wanted = [1200, 1500, 1900];
    const kept = shownOf(failing(keyOfPatient(40), wanted), lines, SMALL).lines;
    for (const seq of wanted) expect(kept.some((l) => l.kind !== 'run' && l.seq === seq)).toBe(true);
  });

  it('grows with the bounds alone: the same for a history ten times as long', () => {
    const long = shownOf(failing(keyOfPatient(40)), crowd(50, 300), SMALL);
    expect(long.lines.length).toBeLessThanOrEqual(4 * SMALL.each + 2);
    expect(long.whole.lines).toBeGreaterThan(9 * shown.whole.lines);
  });

  it('counts the burden over all lines, not over those that are kept', () =>
    expect(shown.whole.burden).toMatchObject([{ measure: 'glucose', patients: 50, readings: 1500, items: 500 }]));
});
