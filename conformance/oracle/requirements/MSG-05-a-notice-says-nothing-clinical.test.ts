import { describe } from 'vitest';
import type { Notice } from '../../../contract/domain/index.ts';
import { itemId, type OpOptions, orderId, patientId, RIVERA, STARTED } from '../history-builder.test-helper.ts';
import { scene, situations, type Write } from '../scene.test-helper.ts';

const PLAIN = 'You have a new message. Sign in to read it.';

/** A reply about a reading of 287, and the notices that are shown afterwards. */
const noticed =
  (texts: readonly string[], notice: Partial<Notice> = {}, options: OpOptions = {}, sent: OpOptions = {}): Write =>
  (b) => {
    scene(b, '287', { items: [{}] });
    const text = 'Take four more units of insulin tonight.';
    b.op(
      {
        op: 'message.send',
        message: {
          identifier: orderId('m'),
          patient: patientId(),
          sender: RIVERA,
          about: itemId('i0'),
          text,
          sent: STARTED,
        },
      },
      sent,
    );
    b.wait(2000);
    const notices = texts.map((each): Notice => ({
      patient: patientId(),
      medium: 'mail',
      text: each,
      sent: STARTED,
      ...notice,
    }));
    b.op({ op: 'notice.list', patient: patientId() }, { output: { notices }, ...options });
  };

describe('a notice outside the portal', () => {
  situations('MSG-05', {
    'says that there is a message': [noticed([PLAIN]), 'must met', 'must-not met'],
    'quotes the reply': [noticed(['New: take four more units…']), 'must met', 'must-not broken'],
    'tells the value': [noticed(['Your doctor has seen your 287.']), 'must met', 'must-not broken'],
    'names the measure': [noticed(['A message about your glucose.']), 'must met', 'must-not broken'],
    'is one of two, and the other quotes': [
      noticed([PLAIN, 'New: take four more units…']),
      'must met',
      'must-not broken',
      'must-not met',
    ],
    'is not sent': [noticed([])],
    'is of another patient': [noticed(['New: take four more units…'], { patient: patientId('p2') })],
    'is asked for, and nobody answers': [noticed(['glucose'], {}, { outcome: 'unknown' })],
    'is of a reply that was refused': [noticed([PLAIN], {}, {}, { outcome: 'refused' }), 'must-not met'],
  });
});
