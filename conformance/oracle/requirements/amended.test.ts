import { describe } from 'vitest';
import type { Reading } from '../../../contract/domain/index.ts';
import {
  type HistoryBuilder,
  makeItem,
  makeReading,
  type OpOptions,
  patientId,
} from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const refused = (refusal: string): OpOptions => ({
  via: 'hl7v2',
  outcome: 'refused',
  answer: { code: 'AE', refusal, explained: true, correlated: true },
});
const TAKEN: OpOptions = { via: 'hl7v2', answer: { code: 'AA', correlated: true } };
const CONFLICT = refused('identifier-conflict');

const ready = (b: HistoryBuilder): void => {
  b.order();
  b.grant();
  b.wait(60_000);
};

/** A reading of the start of the history, under one identifier, as `more` says. */
const send = (b: HistoryBuilder, value: string, more: Partial<Reading> = {}, options: OpOptions = TAKEN): void => {
  b.op(
    { op: 'reading.submit', reading: { ...makeReading({ name: 'r', value }), ...more } },
    { actor: 'gateway', ...options },
  );
  b.wait(1000);
};

const shown = (b: HistoryBuilder, value: string, more: Partial<Reading> = {}, version = 2): void => {
  const reading = { ...makeReading({ name: 'r', value }), ...more };
  b.read([{ reading, version, interpretation: ['N'], ranges: [], orders: [] }]);
};

describe('a replay of what was corrected', () => {
  const replayed = (value: string) => (b: HistoryBuilder) => {
    ready(b);
    send(b, '120');
    send(b, '130', { status: 'corrected' });
    send(b, '120');
    shown(b, value, { status: 'corrected' });
  };
  situations('RDG-20', {
    'leaves the correction': [replayed('130'), 'must met', 'must-not met'],
    'takes its place': [replayed('120'), 'must broken', 'must-not broken'],
    'without a replay it is RDG-10’s': [
      (b) => {
        ready(b);
        send(b, '120');
        send(b, '130', { status: 'corrected' });
        shown(b, '130', { status: 'corrected' });
      },
    ],
  });
  situations('RDG-10', { 'is not RDG-10’s': [replayed('120')] });

  /** Nobody answered the first; what is stored under its identifier answers it when it is sent again. */
  const perhapsReplayed = (value: string, version: number) => (b: HistoryBuilder) => {
    ready(b);
    send(b, '120', {}, { outcome: 'unknown', answer: { code: '503' } });
    send(b, '130', { status: 'corrected' }, {});
    send(b, '120', {}, {});
    shown(b, value, { status: 'corrected' }, version);
  };
  situations('RDG-20', {
    'leaves the correction, which may have come first': [perhapsReplayed('130', 1), 'must met', 'must-not met'],
    'takes the place of the correction': [perhapsReplayed('120', 2), 'must broken', 'must-not broken'],
  });
});

const buried =
  (options: OpOptions, first: OpOptions = TAKEN) =>
  (b: HistoryBuilder): void => {
    ready(b);
    send(b, '120', { status: 'entered-in-error' }, first);
    send(b, '120', {}, options);
  };
situations('RDG-23', {
  'what was taken back first is refused': [buried(CONFLICT), 'must met', 'must-not met'],
  'and not taken': [buried(TAKEN), 'must met', 'must-not broken'],
  'an erasure of nothing, refused': [
    (b) => {
      ready(b);
      send(b, '120', { status: 'entered-in-error' }, CONFLICT);
    },
    'must broken',
  ],
});

const correctedFirst =
  (options: OpOptions) =>
  (b: HistoryBuilder): void => {
    ready(b);
    send(b, '130', { status: 'corrected' });
    send(b, '120', {}, options);
  };
situations('RDG-24', {
  'the late original is refused': [correctedFirst(CONFLICT), 'must met', 'must-not met'],
  'and not taken': [correctedFirst(TAKEN), 'must met', 'must-not broken'],
  'a correction of nothing, refused': [
    (b) => {
      ready(b);
      send(b, '130', { status: 'corrected' }, CONFLICT);
    },
    'must broken',
  ],
});

const completed =
  (options: OpOptions, items: number) =>
  (b: HistoryBuilder): void => {
    const order = b.order();
    b.grant();
    const preliminary = { ...makeReading({ name: 'r', value: '250', at: b.wall() }), status: 'preliminary' } as const;
    b.op({ op: 'reading.submit', reading: preliminary }, { actor: 'gateway' });
    b.op({ op: 'reading.submit', reading: { ...preliminary, status: 'final' } }, { actor: 'gateway', ...options });
    for (let i = 0; i < items; i++) b.seen(makeItem(preliminary, order, `i${i}`));
  };
situations('RDG-25', {
  'one reading and one item': [completed({}, 1), 'must met', 'must-not met'],
  'two items': [completed({}, 2), 'must met', 'must-not broken'],
  'the final one refused': [completed(CONFLICT, 1), 'must broken'],
});

const moved =
  (effective: string, options: OpOptions) =>
  (b: HistoryBuilder): void => {
    ready(b);
    send(b, '120');
    send(b, '120', { status: 'corrected', effective }, options);
  };
situations('RDG-26', {
  'to a time before the order, refused': [moved('2034-12-01T00:00:00Z', refused('no-active-order')), 'must-not met'],
  'to a time before the order, taken': [moved('2034-12-01T00:00:00Z', TAKEN), 'must-not broken'],
  'inside the order': [moved('2034-12-31T22:00:00Z', TAKEN), 'must met'],
  'inside the order, refused': [moved('2034-12-31T22:00:00Z', refused('no-active-order')), 'must broken'],
});

const amended =
  (status: 'corrected' | 'entered-in-error', options: OpOptions) =>
  (b: HistoryBuilder): void => {
    ready(b);
    send(b, '120');
    b.permission('withdrawn');
    b.wait(1000);
    send(b, '130', { status }, options);
    b.op(
      { op: 'reading.submit', reading: makeReading({ name: 'new', value: '130' }) },
      { actor: 'gateway', ...refused('no-permission') },
    );
  };
situations('PRM-09', {
  'a correction after the withdrawal': [amended('corrected', TAKEN), 'must met', 'must-not met'],
  'an erasure after the withdrawal': [amended('entered-in-error', TAKEN), 'must met', 'must-not met'],
  'a correction after it, refused': [amended('corrected', refused('no-permission')), 'must broken', 'must-not met'],
});

const sentAgain =
  (second: OpOptions, granted: boolean) =>
  (b: HistoryBuilder): void => {
    b.order();
    b.wait(60_000);
    send(b, '120', {}, refused('no-permission'));
    if (granted) b.grant();
    send(b, '120', {}, second);
  };
situations('RDG-27', {
  'taken, once permission has come': [sentAgain(TAKEN, true), 'must met'],
  'refused, though permission has come': [sentAgain(refused('no-permission'), true), 'must broken'],
  'refused again, while it has not': [sentAgain(refused('no-permission'), false), 'must-not met'],
  'taken, though it has not, is PRM-01’s': [sentAgain(TAKEN, false)],
});

const granted =
  (options: OpOptions) =>
  (b: HistoryBuilder): void => {
    ready(b);
    b.permission('withdrawn');
    b.wait(1000);
    b.grant();
    send(b, '120', {}, options);
  };
situations('PRM-07', {
  'granted again, it admits': [granted(TAKEN), 'must met'],
  'granted again, it does not': [granted(refused('no-permission')), 'must broken'],
});

const twoOrders =
  (options: OpOptions) =>
  (b: HistoryBuilder): void => {
    b.order({ name: 'one' });
    b.order({ name: 'two' });
    b.grant();
    b.changeOrder({ name: 'one', status: 'revoked' });
    b.wait(60_000);
    b.op(
      { op: 'reading.submit', reading: makeReading({ name: 'r', value: '120', at: b.wall() }) },
      { actor: 'gateway', ...options },
    );
  };
situations('PRM-08', {
  'one order ended, and permission serves the other': [twoOrders({}), 'must met'],
  'and does not': [twoOrders(refused('no-permission')), 'must broken'],
});

const foreign =
  (options: OpOptions) =>
  (b: HistoryBuilder): void => {
    for (const patient of ['p1', 'p2']) {
      b.op({
        op: 'person.patient',
        patient: { identifier: patientId(patient), family: 'F', given: 'G', birthDate: '1970-01-01', gender: 'other' },
      });
      b.order({ name: patient, patient });
      b.grant('glucose', patient);
    }
    b.wait(60_000);
    send(b, '120');
    send(b, '120', { patient: patientId('p2') }, options);
  };
situations('RDG-28', {
  'another patient’s identifier, refused': [foreign(CONFLICT), 'must met', 'must-not met'],
  'another patient’s identifier, taken': [foreign(TAKEN), 'must met', 'must-not broken'],
});

const twoNames =
  (options: Partial<Reading> | undefined) =>
  (b: HistoryBuilder): void => {
    ready(b);
    const device = { system: 'urn:example:device', value: 'd' };
    send(b, '120', { device });
    send(b, '120', { device, identifier: { system: 'urn:example:meter-readings', value: 'second' } });
    const reading = { ...makeReading({ name: 'r', value: '120' }), device, ...options };
    b.op(
      {
        op: 'reading.read',
        patient: patientId(),
        identifier: { system: 'urn:example:meter-readings', value: 'second' },
      },
      {
        actor: 'ehr',
        output: {
          readings:
            options === undefined ? [] : [{ reading, version: 1, interpretation: ['N'], ranges: [], orders: [] }],
        },
      },
    );
  };
/** One measurement, corrected since under its first identifier, and asked for by a second one that was sent so, then or at all. */
const asked =
  (second: OpOptions | undefined, isFound: boolean, waitMs = 1500) =>
  (b: HistoryBuilder): void => {
    ready(b);
    const device = { system: 'urn:example:device', value: 'd' };
    const identifier = { system: 'urn:example:meter-readings', value: 'second' };
    send(b, '120', { device }, {});
    if (second !== undefined) send(b, '120', { device, identifier }, second);
    send(b, '130', { device, status: 'corrected' }, {});
    b.wait(waitMs);
    const reading = { ...makeReading({ name: 'r', value: '130' }), device, status: 'corrected' } as const;
    b.read(isFound ? [{ reading, version: 2, interpretation: ['N'], ranges: [], orders: [] }] : [], { identifier });
    b.wait(1000);
    if (second === undefined) send(b, '130', { device, identifier }, {});
  };
const NEVER_ANSWERED: OpOptions = { outcome: 'unknown', answer: { code: '503', explained: false } };

describe('asked for by an identifier that nobody answered', () => {
  situations('RDG-01', {
    'it need not be found': [asked(NEVER_ANSWERED, false)],
    'it may be': [asked(NEVER_ANSWERED, true), 'must-not met'],
    'once it was answered it has to be': [asked({}, false), 'must broken'],
    'before it was sent it need not be': [asked(undefined, false)],
  });
  for (const id of ['RDG-10', 'RDG-21'])
    situations(id, {
      'it need not be found': [asked(NEVER_ANSWERED, false)],
      'before it was sent it need not be': [asked(undefined, false)],
    });
});

situations('RDG-21', {
  'found by its second identifier': [twoNames({}), 'must met', 'must-not met'],
  'not found by it': [twoNames(undefined), 'must broken'],
  'found with another value': [
    twoNames({ result: { kind: 'value', quantity: { value: '99', unit: 'mg/dL' } } }),
    'must met',
    'must-not broken',
  ],
});
