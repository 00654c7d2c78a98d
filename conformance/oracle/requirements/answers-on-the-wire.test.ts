import type { Answer } from '../../history/lines.ts';
import { type HistoryBuilder, makeReading } from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const answered =
  (via: 'fhir' | 'hl7v2', outcome: 'ok' | 'refused' | 'unknown', answer: Answer) => (b: HistoryBuilder) => {
    b.op({ op: 'reading.submit', reading: makeReading({ name: 'r', value: '120' }) }, { via, outcome, answer });
  };
const foreign = (outcome: 'ok' | 'refused', code: string) => (b: HistoryBuilder) => {
  const reading = makeReading({ name: 'r', value: '120' });
  b.op(
    { op: 'reading.submit', reading, defect: { kind: 'message-type', type: 'ADT^A01' } },
    { via: 'hl7v2', outcome, answer: { code, correlated: true } },
  );
};
const BOTH_BROKEN = ['must broken', 'must-not broken'] as const;

situations('HL7-01', {
  'one ACK, and it names the message': [
    answered('hl7v2', 'ok', { code: 'AA', correlated: true }),
    'must met',
    'must-not met',
  ],
  'an ACK of another message': [answered('hl7v2', 'ok', { code: 'AA', correlated: false }), ...BOTH_BROKEN],
  'no answer at all': [answered('hl7v2', 'unknown', {}), 'must undecided'],
  'an answer that says nothing of it': [
    answered('hl7v2', 'refused', { code: 'AE' }),
    'must undecided',
    'must-not undecided',
  ],
  'over FHIR there is none': [answered('fhir', 'ok', { code: '201' })],
});
situations('HL7-03', {
  'an unknown type, AR': [foreign('refused', 'AR'), 'must met'],
  'an unknown type, CR': [foreign('refused', 'CR'), 'must met'],
  'an unknown type, AE': [foreign('refused', 'AE'), 'must broken'],
  'an unknown type, AA': [foreign('ok', 'AA'), 'must broken'],
  'bad content, AE': [answered('hl7v2', 'refused', { code: 'AE', correlated: true }), 'must-not met'],
  'bad content, AR': [answered('hl7v2', 'refused', { code: 'AR', correlated: true }), 'must-not broken'],
  accepted: [answered('hl7v2', 'ok', { code: 'AA', correlated: true })],
  'no answer': [answered('hl7v2', 'unknown', {})],
});
const back =
  (via: 'fhir' | 'hl7v2', times: number, wait = 1500) =>
  (b: HistoryBuilder) => {
    const { reading } = scene(b, '120', {
      send: { via, answer: { code: via === 'fhir' ? '201' : 'AA', correlated: true } },
    });
    b.wait(wait);
    b.read(Array.from({ length: times }, () => ({ reading, version: 1, interpretation: [], ranges: [], orders: [] })));
  };
situations('HL7-08', {
  'acknowledged, and found': [back('hl7v2', 1), 'must met'],
  'acknowledged, and not found': [back('hl7v2', 0), 'must broken'],
  'acknowledged, not found before its deadline': [back('hl7v2', 0, 500)],
  'sent by FHIR': [back('fhir', 1)],
});
situations('FHR-02', {
  'refused, and explained': [
    answered('fhir', 'refused', { code: '422', refusal: 'future-time', explained: true }),
    'must met',
  ],
  'refused, and not explained': [answered('fhir', 'refused', { code: '422', explained: false }), 'must broken'],
  'refused, with nothing said of it': [answered('fhir', 'refused', { code: '422' }), 'must broken'],
  accepted: [answered('fhir', 'ok', { code: '201' }), 'must-not met'],
  'accepted, with a refusal': [answered('fhir', 'ok', { code: '201', refusal: 'future-time' }), 'must-not broken'],
  'no answer': [answered('fhir', 'unknown', {})],
  'by HL7 v2': [answered('hl7v2', 'refused', { code: 'AE', correlated: true })],
});
const statement =
  (interactions: readonly string[], fhirVersion = '4.0.1', code?: string) =>
  (b: HistoryBuilder) => {
    b.order();
    if (code !== undefined)
      b.op(
        { op: 'message.read', patient: makeReading({ name: 'x', value: '1' }).patient },
        { outcome: 'refused', answer: { code, explained: true } },
      );
    b.op({ op: 'capability.read' }, { output: { capability: { fhirVersion, interactions: [...interactions] } } });
  };
/** Everything that the drain uses besides. */
const USED = ['Observation.create', 'Task.search'];
situations('FHR-01', {
  true: [statement(['ServiceRequest.create', ...USED]), 'must met', 'must-not met'],
  'written otherwise': [statement(['servicerequest/create', ...USED]), 'must met', 'must-not met'],
  'another version': [
    statement(['ServiceRequest.create', ...USED], '5.0.0'),
    'must broken',
    'must met',
    'must-not met',
  ],
  'does not list what it took': [statement(USED), 'must broken', 'must met', 'must-not met'],
  'lists what it answers with 405': [
    statement(['ServiceRequest.create', 'Communication.search', ...USED], '4.0.1', '405'),
    'must met',
    'must-not broken',
  ],
  'does not list what it answers with 405': [
    statement(['ServiceRequest.create', ...USED], '4.0.1', '405'),
    'must met',
    'must-not met',
  ],
  'refused otherwise is no denial': [
    statement(['ServiceRequest.create', 'Communication.search', ...USED], '4.0.1', '403'),
    'must met',
    'must-not met',
  ],
  'never read': [(b) => b.order()],
});
