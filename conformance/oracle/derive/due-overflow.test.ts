import { expect, test } from 'vitest';
import { Analysis } from '../analysis.ts';
import { critical, HistoryBuilder, OKAFOR, reference } from '../history-builder.test-helper.ts';
import { dueDemands } from './due-demands.ts';
import { patientCase } from './patient-case.ts';

test('of a patient with more states than are followed no copy must be made, nor go', () => {
  const b = new HistoryBuilder();
  b.order({
    limits: [reference('70', '180'), critical('54', '300')],
    rules: [{ kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR }],
  });
  b.grant();
  const reading = b.reading({ name: 'r', value: '310' });
  b.wait(3_600_000);
  b.op({
    op: 'reading.submit',
    reading: { ...reading, status: 'corrected', result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } } },
  });
  const levels = (isOverflow: boolean): string[] =>
    Analysis.of(b.lines).patients.flatMap((patient) =>
      patientCase(patient).measures.flatMap((view) => {
        const { measure } = view;
        const explored = { ...measure.explored, overflow: isOverflow };
        const { demands } = dueDemands({ ...view, measure: { ...measure, explored } }, patient.record, b.now * 1e6);
        return demands.map((d) => [d.level, d.withdrawal.level, ...d.withdrawal.reasons].join(' '));
      }),
    );
  expect(levels(false)).toEqual(['must must corrected-to-normal']);
  expect(levels(true)).toEqual(['may may corrected-to-normal']);
});
