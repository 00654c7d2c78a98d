import { makeReading } from '../history-builder.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const mark = (typed: boolean | undefined) => (typed === undefined ? {} : { userEntered: typed });

/** Sent with one mark, shown with another. */
const shown =
  (sent: boolean | undefined, kept: boolean | undefined): Write =>
  (b) => {
    b.order();
    b.grant();
    const reading = makeReading({ name: 'r', value: '120', at: b.wall() });
    b.op({ op: 'reading.submit', reading: { ...reading, ...mark(sent) } }, { actor: 'gateway' });
    b.wait(1500);
    b.read([{ reading: { ...reading, ...mark(kept) }, version: 1, interpretation: [], ranges: [], orders: [] }]);
  };

situations('RDG-15', {
  'typed, and marked': [shown(true, true), 'must met'],
  'typed, and not marked': [shown(true, undefined), 'must broken'],
  'sent by a device, and not marked': [shown(undefined, false), 'must-not met'],
  'sent by a device, and marked': [shown(false, true), 'must-not broken'],
});
