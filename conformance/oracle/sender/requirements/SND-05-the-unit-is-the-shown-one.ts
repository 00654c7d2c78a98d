import { findMeasureCode } from '../../../../contract/codes/measures.ts';
import { compared } from '../outcomes.ts';
import type { SenderJudge } from '../sender-judge.ts';

/** SND-05: the unit is the one that was shown (must), and the code is of no other measure or unit (must not). */
export const SND_05: SenderJudge = {
  id: 'SND-05',
  judge(of, out) {
    for (const { measurement, versions } of of.measurements)
      for (const { version, arrivals } of versions)
        for (const arrival of arrivals) {
          const { result, code } = arrival.reading;
          const shown = version.reading.result;
          if (shown.kind === 'value')
            out.report(
              compared(of, measurement, arrival, 'must', {
                same: result.kind !== 'value' || result.quantity.unit === shown.quantity.unit,
                expected: `the unit ${shown.quantity.unit}, as shown`,
                observed: result.kind === 'value' ? result.quantity.unit : 'no number',
              }),
            );
          const known = findMeasureCode(code);
          const unit = result.kind === 'value' ? result.quantity.unit : undefined;
          const fits = known?.measure === version.reading.measure && (unit === undefined || known.units.includes(unit));
          out.report(
            compared(of, measurement, arrival, 'must-not', {
              same: fits || measurement.first.reading.code.code === code.code,
              expected: `a code of ${version.reading.measure} that fits ${unit ?? 'the result'}`,
              observed: `the code ${code.code} of ${code.system}`,
            }),
          );
        }
  },
};
