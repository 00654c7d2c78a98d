import type { Message } from '../../../contract/domain/index.ts';
import {
  type HistoryBuilder,
  itemId,
  OKAFOR,
  type OpOptions,
  patientId,
  RIVERA,
} from '../history-builder.test-helper.ts';
import { scene, situations } from '../scene.test-helper.ts';

const MESSAGE: Message = {
  identifier: { system: 'urn:example:message', value: 'm' },
  patient: patientId(),
  sender: RIVERA,
  about: itemId('i0'),
  text: 'Please eat something, é ü 漢 | ^ ~ \\ &',
  sent: '2035-01-01T00:00:00Z',
};
const read = (b: HistoryBuilder, messages: Message[], patient = 'p1'): void => {
  b.op({ op: 'message.read', patient: patientId(patient) }, { output: { messages } });
};
/** An item, a reply about it, and what the patient is shown then. */
const reply =
  (options: OpOptions, ...shown: readonly Partial<Message>[]) =>
  (b: HistoryBuilder) => {
    scene(b, '212', { items: [{}] });
    b.op({ op: 'message.send', message: MESSAGE }, options);
    b.wait(100);
    read(
      b,
      shown.map((m) => ({ ...MESSAGE, ...m })),
    );
  };
const refused: OpOptions = { outcome: 'refused' };
const other = (shown: boolean) => (b: HistoryBuilder) => {
  reply({}, {})(b);
  read(b, shown ? [MESSAGE] : [], 'p2');
};

/** Patient p2 asks for the messages of p1. */
const readAs = (b: HistoryBuilder, options: OpOptions, messages: Message[]): void => {
  b.op({ op: 'message.read', patient: patientId(), by: patientId('p2') }, { ...options, output: { messages } });
};
const foreign = (options: OpOptions, shown: boolean) => (b: HistoryBuilder) => {
  reply({}, {})(b);
  readAs(b, options, shown ? [MESSAGE] : []);
};

situations('MSG-01', {
  'shown to its patient': [reply({}, {}), 'must met', 'must-not met'],
  'never shown': [reply({}), 'must broken', 'must-not met'],
  'shown twice': [reply({}, {}, {}), 'must broken', 'must-not met'],
  'from somebody else': [reply({}, { sender: OKAFOR }), 'must broken', 'must-not met'],
  'linked to another item': [reply({}, { about: itemId('i9') }), 'must broken', 'must-not met'],
  'refused, though its item is there': [reply(refused), 'must broken', 'must-not met'],
  'refused, and shown': [reply(refused, {}), 'must broken', 'must-not broken', 'must-not met'],
  'no answer: free': [reply({ outcome: 'unknown' }, {}), 'must-not met'],
  'one that nobody sent': [
    reply({}, {}, { identifier: { system: 'urn:example:message', value: 'ghost' } }),
    'must met',
    'must-not broken',
  ],
  'shown before it was sent': [
    (b) => {
      scene(b, '212', { items: [{}] });
      read(b, [MESSAGE]);
      b.wait(10);
      b.op({ op: 'message.send', message: MESSAGE });
    },
    'must-not broken',
  ],
  'refused, because nobody knows its item': [(b) => b.op({ op: 'message.send', message: MESSAGE }, refused)],
});

situations('MSG-02', {
  'shown to its patient alone': [other(false), 'must met', 'must-not met'],
  'shown to another patient': [other(true), 'must met', 'must-not broken'],
  'another patient asks for it and gets it': [foreign({}, true), 'must met', 'must-not broken'],
  'another patient asks for it and gets nothing': [foreign({}, false), 'must met', 'must-not met'],
  'another patient asks for it and is refused': [foreign({ outcome: 'refused' }, false), 'must met', 'must-not met'],
  'another patient asks for it and is not answered': [foreign({ outcome: 'unknown' }, false), 'must met'],
  'what another patient was shown is not taken for its own reading': [
    (b) => {
      scene(b, '212', { items: [{}] });
      b.op({ op: 'message.send', message: MESSAGE }, {});
      b.wait(100);
      readAs(b, {}, []);
    },
    'must-not met',
  ],
  'nobody else looked': [reply({}, {}), 'must met'],
});

situations('MSG-03', {
  'character by character': [reply({}, {}), 'must met', 'must-not met'],
  'a space lost at the end': [reply({}, { text: `${MESSAGE.text} ` }), 'must broken', 'must-not broken'],
  'a separator doubled': [reply({}, { text: MESSAGE.text.replace('|', '||') }), 'must broken', 'must-not broken'],
  'an accent lost': [reply({}, { text: MESSAGE.text.replace('é', 'e') }), 'must broken', 'must-not broken'],
  'never shown is MSG-01': [reply({})],
});
