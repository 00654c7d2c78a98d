import type { AckCondition, AckMode, Answer, TransportTopic, WireDefect } from '../../history/lines.ts';
import type { HistoryBuilder } from '../history-builder.test-helper.ts';
import { scene, situations, type Write } from '../scene.test-helper.ts';
import { makeReading } from '../history-builder.test-helper.ts';

interface Sent {
  readonly outcome?: 'ok' | 'refused' | 'unknown';
  readonly answer?: Answer;
  readonly defect?: WireDefect;
  readonly mode?: AckMode;
  readonly junk?: number;
  readonly again?: true;
}

/** An order and permission, then one message in a manner of its own. */
const sent =
  (topic: TransportTopic, { outcome = 'ok', answer = { acks: ['AA'] }, defect, mode, junk, again }: Sent = {}): Write =>
  (b) => {
    scene(b, '120', { reading: { name: 'before' } });
    b.op(
      {
        op: 'reading.submit',
        reading: makeReading({ name: 'r', value: '121', at: '2034-12-31T23:59:00Z' }),
        ...(defect === undefined ? {} : { defect }),
        transport: {
          case: 'a case',
          topic,
          how: 'in some manner',
          ...(mode === undefined ? {} : { mode }),
          ...(junk === undefined ? {} : { junk }),
          ...(again === undefined ? {} : { again }),
        },
      },
      { via: 'hl7v2', outcome, answer },
    );
  };

const PROVEN: Answer = { acks: [], silence: { waitedMs: 3000, closed: false, controlMs: 12, watchedMs: 1500 } };
const UNPROVEN: Answer = { acks: [], silence: { waitedMs: 3000, closed: false } };
const SLOW: Answer = { acks: [], silence: { waitedMs: 3000, closed: false, controlMs: 1001, watchedMs: 3003 } };
const UNWATCHED: Answer = { acks: [], silence: { waitedMs: 3000, closed: false, controlMs: 12 } };
const BRIEFLY: Answer = { acks: [], silence: { waitedMs: 3000, closed: false, controlMs: 501, watchedMs: 1500 } };
const CLOSED: Answer = { acks: [], silence: { waitedMs: 1, closed: true, controlMs: 900 } };
const cutOff: WireDefect = { kind: 'cut-off' };

/** It is found where readings are looked for, whatever was said of it. */
const filedThough =
  (answer: Answer): Write =>
  (b) => {
    sent('stream', { outcome: 'unknown', answer })(b);
    const reading = makeReading({ name: 'r', value: '121', at: '2034-12-31T23:59:00Z' });
    b.read([{ reading, version: 1, interpretation: [], ranges: [], orders: [] }]);
  };

situations('HL7-01', {
  'answered once': [sent('stream', { answer: { acks: ['AA'], strays: [] } }), 'must met', 'must-not met'],
  'answered twice': [sent('stream', { answer: { acks: ['AA', 'AA'] } }), 'must broken'],
  'not answered, and that is proven': [sent('stream', { outcome: 'unknown', answer: PROVEN }), 'must broken'],
  'not answered, and no more is known': [sent('stream', { outcome: 'unknown', answer: UNPROVEN }), 'must undecided'],
  'not answered, and its connection was not watched any more': [
    sent('stream', { outcome: 'unknown', answer: UNWATCHED }),
    'must undecided',
  ],
  'not answered, and its connection was watched for less than three times what an answer took': [
    sent('stream', { outcome: 'unknown', answer: BRIEFLY }),
    'must undecided',
  ],
  'the connection closed instead': [sent('stream', { outcome: 'unknown', answer: CLOSED }), 'must broken'],
  'not answered by a system that was slow then': [
    sent('stream', { outcome: 'unknown', answer: SLOW }),
    'must undecided',
  ],
  'an ACK of nothing beside it': [
    sent('stream', { answer: { acks: ['AA'], strays: ['AE'] } }),
    'must met',
    'must-not broken',
  ],
  'an ACK that refuses the junk before it': [
    sent('stream', { answer: { acks: ['AA'], strays: ['AE'] }, junk: 1 }),
    'must met',
    'must-not met',
  ],
  'an ACK that accepts the junk before it': [
    sent('stream', { answer: { acks: ['AA'], strays: ['AA'] }, junk: 1 }),
    'must met',
    'must-not broken',
  ],
  'two for one piece of junk': [
    sent('stream', { answer: { acks: ['AA'], strays: ['AE', 'AE'] }, junk: 1 }),
    'must met',
    'must-not broken',
  ],
  'cut off and unanswered': [
    sent('stream', { outcome: 'unknown', answer: { acks: [] }, defect: cutOff }),
    'must-not met',
  ],
  'cut off and answered': [
    sent('stream', { outcome: 'refused', answer: { acks: ['AE'] }, defect: cutOff }),
    'must-not broken',
  ],
});

situations('HL7-02', {
  'cut anyhow, and taken': [sent('stream'), 'must met'],
  'cut anyhow, and refused': [
    sent('stream', { outcome: 'refused', answer: { code: 'AE', acks: ['AE'] } }),
    'must broken',
  ],
  'cut anyhow, and never answered': [
    sent('stream', { outcome: 'unknown', answer: PROVEN }),
    'must broken',
    'must undecided',
  ],
  'cut anyhow, and perhaps not answered': [sent('stream', { outcome: 'unknown', answer: UNPROVEN }), 'must undecided'],
  'filed, and yet never answered': [filedThough(PROVEN), 'must broken'],
  'filed, and perhaps not answered': [filedThough(SLOW), 'must undecided'],
  'filed, and its answer not waited for': [filedThough({ acks: [] })],
  'cut off, and nothing came of it': [
    sent('stream', { outcome: 'unknown', answer: { acks: [] }, defect: cutOff }),
    'must-not met',
  ],
  'cut off, and accepted': [sent('stream', { answer: { acks: ['AA'] }, defect: cutOff }), 'must-not broken'],
  'of another topic': [sent('charset')],
});

const mode = (
  accept: AckCondition,
  application: AckCondition,
  acks: readonly string[],
  rest: Omit<Sent, 'mode'> = {},
): Write =>
  sent('mode', {
    ...rest,
    mode: { accept, application },
    answer: {
      acks: [...acks],
      ...(acks.length === 0 ? { silence: { waitedMs: 3000, closed: false, controlMs: 9, watchedMs: 1500 } } : {}),
    },
    outcome: rest.outcome ?? (acks.length === 0 ? 'unknown' : 'ok'),
  });
const unit: WireDefect = { kind: 'unknown-unit', unit: 'mg%' };
situations('HL7-04', {
  'AL, NE: the commit alone': [mode('AL', 'NE', ['CA']), 'must met'],
  'AL, NE: an application answer': [mode('AL', 'NE', ['AA']), 'must broken'],
  'AL, NE: both': [mode('AL', 'NE', ['CA', 'AA']), 'must broken'],
  'AL, NE: nothing': [mode('AL', 'NE', []), 'must broken'],
  'NE, AL: the application alone': [mode('NE', 'AL', ['AA']), 'must met'],
  'AL, AL: both in order': [mode('AL', 'AL', ['CA', 'AA']), 'must met'],
  'AL, AL: both out of order': [mode('AL', 'AL', ['AA', 'CA']), 'must broken'],
  'SU, SU: both': [mode('SU', 'SU', ['CA', 'AA']), 'must met'],
  'ER, ER: none': [mode('ER', 'ER', []), 'must-not met'],
  'ER, ER: one all the same': [mode('ER', 'ER', ['CA']), 'must-not broken'],
  'NE, NE: none': [mode('NE', 'NE', []), 'must-not met'],
  'NE, NE: one all the same': [mode('NE', 'NE', ['AA']), 'must-not broken'],
  'AL, AL, refused where it should not be': [mode('AL', 'AL', ['CA', 'AE'], { outcome: 'refused' }), 'must undecided'],
  'AL, AL, bad content refused by the application': [
    mode('AL', 'AL', ['CA', 'AE'], { defect: unit, outcome: 'refused' }),
    'must-not met',
  ],
  'AL, AL, bad content accepted': [mode('AL', 'AL', ['CA', 'AA'], { defect: unit }), 'must-not broken'],
  'AL, NE, bad content told by the commit': [
    mode('AL', 'NE', ['CE'], { defect: unit, outcome: 'refused' }),
    'must-not met',
  ],
  'NE, NE, bad content and silence': [mode('NE', 'NE', [], { defect: unit }), 'must-not met'],
});

const twice =
  (times: number): Write =>
  (b: HistoryBuilder) => {
    const { reading } = scene(b, '120', { send: { via: 'hl7v2', answer: { code: 'AA' } } });
    b.op(
      {
        op: 'reading.submit',
        reading,
        transport: { case: 'a case', topic: 'repeat', how: 'the same bytes again', again: true },
      },
      { via: 'hl7v2', outcome: 'ok', answer: { code: 'AA', acks: ['AA'] } },
    );
    b.wait(1500);
    b.read(Array.from({ length: times }, () => ({ reading, version: 1, interpretation: [], ranges: [], orders: [] })));
  };
situations('HL7-05', {
  'again, answered alike and filed once': [twice(1), 'must met', 'must-not met'],
  'again, and filed twice': [twice(2), 'must met', 'must-not broken'],
  'other content under the control id, refused': [
    sent('repeat', {
      outcome: 'refused',
      answer: { code: 'AE', refusal: 'control-id-reuse', acks: ['AE'] },
      defect: { kind: 'control-id-reuse' },
    }),
    'must-not met',
  ],
  'other content under the control id, taken': [
    sent('repeat', { defect: { kind: 'control-id-reuse' } }),
    'must-not broken',
  ],
});

const again = (outcome: 'ok' | 'refused', code: string): Write =>
  sent('repeat', {
    outcome,
    answer: { code, acks: [code] },
    defect: { kind: 'unknown-unit', unit: 'mg%' },
    again: true,
  });
situations('HL7-05', {
  'what was refused, refused again': [again('refused', 'AE'), 'must-not met'],
  'what was refused, accepted when it comes again': [again('ok', 'AA'), 'must-not broken'],
});

const refusedWith =
  (defect: WireDefect, answer: Answer): Write =>
  (b) => {
    scene(b, '120', { reading: { name: 'before' } });
    b.op(
      { op: 'reading.submit', reading: makeReading({ name: 'r', value: '121', at: '2034-12-31T23:59:00Z' }), defect },
      { via: 'hl7v2', outcome: 'refused', answer: { correlated: true, ...answer } },
    );
  };
const type: WireDefect = { kind: 'message-type', type: 'ORU^R99^ORU_R01' };
const version: WireDefect = { kind: 'version', version: '9.9' };
const unknownUnit: WireDefect = { kind: 'unknown-unit', unit: 'mg%' };
situations('HL7-03', {
  'rejected, and why': [refusedWith(type, { code: 'AR', error: '201', place: '' }), 'must met'],
  'rejected, and not why': [refusedWith(type, { code: 'AR', error: '', place: '' }), 'must broken', 'must met'],
  'rejected, for another reason': [
    refusedWith(type, { code: 'AR', error: '207', place: '' }),
    'must broken',
    'must met',
  ],
  'of no version, and rejected': [refusedWith(version, { code: 'AR', error: '203', place: '' }), 'must met'],
  'of no version, and an error': [
    refusedWith(version, { code: 'AE', error: '203', place: '' }),
    'must broken',
    'must met',
  ],
  'rejected, in an older history': [refusedWith(type, { code: 'AR' }), 'must met'],
  'an error, and where': [
    refusedWith(unknownUnit, { code: 'AE', error: '103', place: 'OBX^1^6' }),
    'must met',
    'must-not met',
  ],
  'an error, and not where': [
    refusedWith(unknownUnit, { code: 'AE', error: '103', place: '' }),
    'must broken',
    'must-not met',
  ],
});

const table = (topic: TransportTopic, defect: WireDefect): Parameters<typeof situations>[1] => ({
  taken: [sent(topic), 'must met'],
  refused: [sent(topic, { outcome: 'refused', answer: { code: 'AE', acks: ['AE'] } }), 'must broken'],
  'its spoilt twin is refused': [
    sent(topic, { outcome: 'refused', answer: { code: 'AE', refusal: 'charset', acks: ['AE'] }, defect }),
    topic === 'charset' ? 'must-not met' : 'must-not met, with a reservation',
  ],
  'its spoilt twin is taken': [sent(topic, { defect }), 'must-not broken'],
});
situations('HL7-06', table('delimiters', { kind: 'foreign-delimiters' }));

/** What is found of a reading under an identifier in which the usual delimiters stand as text. */
const foundAs =
  (name: string, shown: string | undefined): Write =>
  (b) => {
    scene(b, '120', { reading: { name: 'before' } });
    const reading = makeReading({ name, value: '121', at: '2034-12-31T23:59:00Z' });
    b.op(
      { op: 'reading.submit', reading, transport: { case: 'a case', topic: 'delimiters', how: 'in some manner' } },
      { via: 'hl7v2', outcome: 'ok', answer: { acks: ['AA'] } },
    );
    b.wait(1500);
    const kept = shown === undefined ? [] : [makeReading({ name: shown, value: '121', at: reading.effective })];
    b.read(kept.map((r) => ({ reading: r, version: 1, interpretation: [], ranges: [], orders: [] })));
  };
situations('HL7-06', {
  'found as it was sent': [foundAs('r-~&^', 'r-~&^'), 'must met'],
  'cut at what is no delimiter there': [foundAs('r-~&^', 'r-'), 'must broken', 'must met'],
  'its escape not read': [foundAs('r-~&^', 'r-~&$S$'), 'must broken', 'must met'],
  'nothing that matters in its identifier': [foundAs('r', undefined), 'must met'],
});
situations('HL7-07', table('charset', { kind: 'undecodable', charset: 'UNICODE UTF-8' }));
situations('HL7-09', {
  taken: [sent('spelling'), 'must met'],
  refused: [sent('spelling', { outcome: 'refused', answer: { code: 'AE', acks: ['AE'] } }), 'must broken'],
});
situations('ORD-01', {
  'a refusal of its manner is the transport`s': [
    sent('delimiters', { outcome: 'refused', answer: { code: 'AE', acks: ['AE'] } }),
    'must met',
  ],
});
