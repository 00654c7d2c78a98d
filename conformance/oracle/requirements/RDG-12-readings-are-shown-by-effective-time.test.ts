import type { FiledReading } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, patientId } from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

/** Three readings of these minutes, sent in this order and shown in that one. */
const shown =
  (sent: readonly number[], order: readonly number[]) =>
  (b: HistoryBuilder): void => {
    b.op({
      op: 'person.patient',
      patient: { identifier: patientId(), family: 'A', given: 'B', gender: 'unknown', birthDate: '1950-01-01' },
    });
    b.order();
    b.grant();
    const filed = new Map<number, FiledReading>();
    for (const minute of sent) {
      const at = `2034-12-31T23:${String(minute).padStart(2, '0')}:00Z`;
      const reading = b.reading({ name: `r${minute}`, value: '120', at });
      filed.set(minute, { reading, version: 1, interpretation: [], ranges: [], orders: [] });
      b.wait(10);
    }
    b.wait(1500);
    b.read(order.flatMap((minute) => filed.get(minute) ?? []));
  };

situations('RDG-12', {
  'came out of order, shown in it': [shown([20, 10, 30], [10, 20, 30]), 'must met'],
  'came out of order, shown so': [shown([20, 10, 30], [20, 10, 30]), 'must broken'],
  'came in order, shown so': [shown([10, 20, 30], [10, 20, 30]), 'must-not met'],
  'came in order, shown out of it': [shown([10, 20, 30], [30, 20, 10]), 'must-not broken'],
  'one alone has no order': [shown([10], [10])],
});
