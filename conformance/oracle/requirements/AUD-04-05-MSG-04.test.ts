import type { AuditEvent, FiledReading, Identifier, Message } from '../../../contract/domain/index.ts';
import { type HistoryBuilder, itemId, makeItem, orderId, patientId, RIVERA } from '../history-builder.test-helper.ts';
import { scene, situations, type Write } from '../scene.test-helper.ts';

/** A reading of some meter, and of which it is shown to be. */
const shownAs =
  (sent: string | undefined, shown: string | undefined): Write =>
  (b) => {
    const { reading } = scene(b, '120', { reading: sent === undefined ? {} : { device: sent } });
    b.wait(2000);
    const { device: _, ...rest } = reading;
    const filed: FiledReading = {
      reading: { ...rest, ...(shown === undefined ? {} : { device: { system: 'urn:example:device', value: shown } }) },
      interpretation: ['N'],
      limits: [],
      submitted: reading.effective,
      version: 1,
    } as unknown as FiledReading;
    b.op(
      { op: 'reading.read', patient: patientId(), identifier: reading.identifier },
      { output: { readings: [filed] } },
    );
  };

situations('AUD-04', {
  'named, and shown': [shownAs('d', 'd'), 'must met'],
  'named, and not shown': [shownAs('d', undefined), 'must broken'],
  'named, and shown as another': [shownAs('d', 'e'), 'must broken'],
  'not named, and none': [shownAs(undefined, undefined), 'must-not met'],
  'not named, and one': [shownAs(undefined, 'e'), 'must-not broken'],
});

const trail =
  (...patients: readonly (Identifier | undefined)[]): Write =>
  (b) => {
    const audit = patients.map((patient): AuditEvent => ({
      recorded: b.wall(),
      subject: 'order',
      action: 'create',
      outcome: 'ok',
      who: 'ehr',
      ...(patient === undefined ? {} : { patient }),
    }));
    b.op({ op: 'audit.read', patient: patientId() }, { output: { audit } });
  };

/** A trail of two records, the second of which tells of an order and not of whose it is. */
const withOrder =
  (name: string): Write =>
  (b) => {
    b.order();
    const event = { recorded: b.wall(), subject: 'order', action: 'create', outcome: 'ok', who: 'ehr' } as const;
    const audit: AuditEvent[] = [
      { ...event, patient: patientId(), entity: orderId() },
      { ...event, entity: orderId(name) },
    ];
    b.op({ op: 'audit.read', patient: patientId() }, { output: { audit } });
  };

situations('AUD-05', {
  'own records': [trail(patientId()), 'must met', 'must-not met'],
  "another's among them": [trail(patientId(), patientId('p2')), 'must met', 'must-not broken'],
  'none that names anybody': [trail(undefined), 'must broken', 'must-not met'],
  "another's order among them, of nobody": [withOrder('o2'), 'must met', 'must-not broken', 'must-not met'],
  'own order among them, of nobody': [withOrder('o1'), 'must met', 'must-not met'],
  'no trail': [(b) => void b.op({ op: 'audit.read', patient: patientId() }, { outcome: 'refused' })],
});

/** A message is sent; the patient reads, and this is what each read shows of when it was read. */
const message =
  (...received: readonly (string | undefined | 'other')[]): Write =>
  (b: HistoryBuilder) => {
    const { order, reading } = scene(b, '212', { items: [{}] });
    b.seen(makeItem(reading, order, 'i0'));
    const sent: Message = {
      identifier: { system: 'urn:example:ehr:message', value: 'm1' },
      patient: patientId(),
      sender: RIVERA,
      about: itemId('i0'),
      text: 'Hello',
      sent: '2035-01-01T00:00:01.000Z',
    };
    b.op({ op: 'message.send', message: sent }, { actor: 'clinician:rivera' });
    for (const at of received) {
      b.wait(2000);
      const shown =
        at === undefined
          ? sent
          : at === 'other'
            ? { ...sent, sent: '2035-01-01T00:00:09.000Z' }
            : { ...sent, received: at };
      b.op({ op: 'message.read', patient: patientId() }, { actor: 'portal:p1', output: { messages: [shown] } });
    }
  };
const READ = '2035-01-01T00:00:05.000Z';

situations('MSG-04', {
  'read twice, and told so': [message(undefined, READ), 'must met', 'must-not met'],
  'read twice, told by the first already': [message(READ, READ), 'must met', 'must-not met'],
  'read twice, and not told': [message(undefined, undefined), 'must broken', 'must-not met'],
  'sent at another time': [message('other', READ), 'must broken', 'must-not met'],
  'read before it was sent': [message('2035-01-01T00:00:00.000Z', READ), 'must met', 'must-not broken'],
  'read once': [message(undefined), 'must-not met'],
});
