import type { Bundle } from '../../history/lines.ts';
import { makeReading, type OpOptions } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const REFUSED: OpOptions = { outcome: 'refused', answer: { code: '422', refusal: 'no-active-order', explained: true } };
const OK: OpOptions = {};

/** A sound reading and one from before the order, together; what each is answered. */
const together =
  (kind: Bundle['kind'], sound: OpOptions, bad: OpOptions): Write =>
  (b) => {
    b.order();
    b.grant();
    b.wait(100);
    const bundle: Bundle = { id: 'b1', kind };
    const good = makeReading({ name: 'good', value: '120', at: b.wall() });
    const old = makeReading({ name: 'old', value: '121', at: '2034-12-01T00:00:00Z' });
    b.op({ op: 'reading.submit', reading: good, bundle }, { actor: 'gateway', took: 0, ...sound });
    b.op({ op: 'reading.submit', reading: old, bundle }, { actor: 'gateway', took: 0, ...bad });
  };

situations('RDG-04', {
  'a transaction, wholly refused': [together('transaction', REFUSED, REFUSED), 'must-not met'],
  'a transaction, half of it taken': [together('transaction', OK, REFUSED), 'must-not broken'],
  'a message is RDG-19’s': [together('message', REFUSED, REFUSED)],
  'a batch, entry by entry': [together('batch', OK, REFUSED), 'must met'],
  'a batch, wholly refused, claiming no order': [together('batch', REFUSED, REFUSED)],
});

situations('RDG-19', {
  'a message, wholly refused': [together('message', REFUSED, REFUSED), 'must-not met'],
  'a message, half of it taken': [together('message', OK, REFUSED), 'must-not broken'],
  'a transaction is RDG-04’s': [together('transaction', REFUSED, REFUSED)],
});
