import { describe, expect, it } from 'vitest';
import type { BurdenRow } from '../../model/burden.ts';
import type { Delay } from '../../model/delays.ts';
import { runLine } from '../../sample-run.test-helper.ts';
import { burdenPart } from './burden.ts';
import { delaysPart } from './delays.ts';

const delays = (highs: readonly (number | null)[]): readonly Delay[] =>
  highs.map((highMs) => ({ severity: 'critical', transport: 'single', lowMs: 10, highMs }));

describe('how long items took', () => {
  it('is no part of a report that was told nothing of it', () => expect(delaysPart([], undefined, 0).source).toBe(''));

  it('has what was never seen in its words, its table and its drawing', () => {
    const { source } = delaysPart(delays([20, 30, null, null]), runLine(), 0);
    expect(source).toContain('2 of 4 never seen: at infinity');
    expect(source).toContain(
      'Delays of 4 items that had to come: half within 10–30 ms, 95 % within 10–∞ ms, 2 never seen',
    );
    expect(source).toContain('<b class="bad">2</b>');
    // The solid line never rises above half: the area of what was never seen is the upper half of the drawing.
    const [, y, height] =
      /<g fill="var\(--f-hold\)"><rect x="[\d.]+" y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/.exec(source) ?? [];
    const ys = [...(/stroke-width="1.8"[^>]*><path d="([^"]*)"/.exec(source)?.[1] ?? '').matchAll(/,([\d.]+)/g)];
    expect(Math.min(...ys.map((m) => Number(m[1])))).toBeCloseTo(Number(y) + Number(height), 0);
  });

  it('says nothing of infinity where everything was seen', () => {
    const { source } = delaysPart(delays([20, 30]), runLine(), 0);
    expect(source).not.toMatch(/∞|infinity/);
    expect(source).toContain('deadline 1000 ms');
  });

  it('says that the system was disturbed, where it was', () => {
    expect(delaysPart(delays([20]), runLine(), 0).source).not.toContain('disturbed');
    expect(delaysPart(delays([20]), runLine(), 3).source).toContain('disturbed on purpose 3 times in this run');
  });

  it('draws where all were seen at once, none ever, or one in no time', () => {
    for (const highs of [[20], [null], [0], [1e9]])
      expect(delaysPart(delays(highs), undefined, 0).source).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('the alert burden', () => {
  const row: BurdenRow = {
    measure: 'glucose',
    patients: 2,
    patientDays: 20,
    readings: 80,
    items: 10,
    own: 12,
    oneSize: 30,
  };

  it('is per patient and day, is said to be no verdict, and names where one-size limits come from', () => {
    const { source } = burdenPart([row]);
    expect(source).toContain('A computation of this report, no verdict');
    expect(source).toContain('0.50 (10)');
    expect(source).toContain('0.60 (12)');
    expect(source).toContain('1.50 (30)');
    expect(source).toContain('American Diabetes Association');
  });

  it('draws bars as long as their figures', () => {
    const { source } = burdenPart([row]);
    const width = (fill: string) =>
      Number(new RegExp(`<g fill="var\\(--${fill}\\)"><rect [^>]*width="([\\d.]+)"`).exec(source)?.[1]);
    expect(width('m-refused') / width('m-curve')).toBeCloseTo(30 / 12, 1);
  });

  it('is left out where nobody lived a day', () => {
    expect(burdenPart([]).source).toBe('');
    expect(burdenPart([{ ...row, patientDays: 0 }]).source).toBe('');
    expect(burdenPart([{ ...row, own: 0, oneSize: 0, items: 0 }]).source).not.toContain('NaN');
  });
});
