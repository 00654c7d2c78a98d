import type { FiledReading } from '../../contract/domain/index.ts';
import type { BenchPatient } from './patient.ts';
import type { Measured } from './reading.ts';
import { wallAt } from './setting.ts';

/** A reading as a conforming system shows it back, filed `atMs` after the run began. */
export const filedReading = (
  p: BenchPatient,
  { reading, call }: Measured,
  limitFrom: string,
  atMs: number,
): FiledReading => ({
  reading,
  version: 1,
  interpretation:
    call === undefined ? ['N'] : call.kind === 'change' ? ['N', ...call.interpretation] : [...call.interpretation],
  ranges:
    p.measure === 'weight'
      ? [{ tier: 'reference', unit: 'kg', high: '95', limitFrom }]
      : [
          { tier: 'reference', unit: 'mg/dL', low: `${p.limits.low}`, high: `${p.limits.high}`, limitFrom },
          {
            tier: 'critical',
            unit: 'mg/dL',
            low: `${p.limits.criticalLow}`,
            high: `${p.limits.criticalHigh}`,
            limitFrom,
          },
        ],
  issued: wallAt(atMs),
  orders: [p.order.identifier],
});
