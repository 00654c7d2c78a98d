import { describe, expect, it } from 'vitest';
import { showUnit, toPlot } from './unit.ts';

describe('toPlot', () => {
  it('converts to the unit of the drawing', () => {
    expect(toPlot('10.0', 'mmol/L', 'mg/dL')).toBeCloseTo(180.156, 6);
    expect(toPlot('100', '[lb_av]', 'kg')).toBeCloseTo(45.359237, 9);
    expect(toPlot('81200', 'g', 'kg')).toBeCloseTo(81.2, 9);
    expect(toPlot('7.0', 'mmol/L', 'mmol/L')).toBe(7);
  });

  it.each([
    ['80', 'kg', 'mg/dL'],
    ['80', 'stone', 'kg'],
    ['many', 'kg', 'kg'],
    ['', 'kg', 'kg'],
  ])('has no place for %j %s on a drawing in %s', (value, unit, drawn) =>
    expect(toPlot(value, unit, drawn)).toBeUndefined(),
  );

  it('names pounds as people do', () => expect(showUnit('[lb_av]')).toBe('lb'));
});
