import { describe } from 'vitest';
import {
  change,
  critical,
  type HistoryBuilder,
  type OpOptions,
  type OrderInput,
  personId,
  reference,
} from '../history-builder.test-helper.ts';
import { situations } from '../scene.test-helper.ts';

const refused = (refusal?: string): OpOptions => ({
  outcome: 'refused',
  answer: { code: '422', explained: true, ...(refusal === undefined ? {} : { refusal }) },
});
const DAY_MS = 86_400_000;

/** Orders that must be refused, by whom, and the code that says why. */
const UNSOUND: Readonly<
  Record<string, readonly [id: string, refusal: string, write: (b: HistoryBuilder, options: OpOptions) => void]>
> = {
  'no limit': [
    'ORD-02',
    'limits-missing',
    (b, o) => {
      b.order({ limits: [] }, o);
    },
  ],
  'low above high': [
    'ORD-05',
    'limits-contradictory',
    (b, o) => {
      b.order({ limits: [reference('180', '70')] }, o);
    },
  ],
  'low equal to high': [
    'ORD-05',
    'limits-contradictory',
    (b, o) => {
      b.order({ limits: [reference('100', '100.0')] }, o);
    },
  ],
  'critical high inside': [
    'ORD-05',
    'limits-contradictory',
    (b, o) => {
      b.order({ limits: [reference('70', '180'), critical(undefined, '170')] }, o);
    },
  ],
  'critical low inside': [
    'ORD-05',
    'limits-contradictory',
    (b, o) => {
      b.order({ limits: [reference('70', '180'), critical('80')] }, o);
    },
  ],
  'one tier twice': [
    'ORD-05',
    'limits-contradictory',
    (b, o) => {
      b.order({ limits: [reference('70', '180'), reference('60', '200')] }, o);
    },
  ],
  'a unit of another measure': [
    'ORD-05',
    'limit-unit',
    (b, o) => {
      b.order({ unit: 'kg' }, o);
    },
  ],
  'an amount in a unit of another measure': [
    'ORD-05',
    'limit-unit',
    (b, o) => {
      b.order({ measure: 'weight', rules: [change('gain', '2', 'mg/dL', '3 d')] }, o);
    },
  ],
  'finer than its precision': [
    'ORD-13',
    'bad-value',
    (b, o) => {
      b.order({ limits: [reference('70', '180.5')] }, o);
    },
  ],
  'a recipient that nobody knows': [
    'ORD-19',
    'recipient-unknown',
    (b, o) => {
      b.order({ responsible: personId('nobody') }, o);
    },
  ],
  'an end before its start': [
    'ORD-05',
    'bad-value',
    (b, o) => {
      b.order({ end: '2034-12-31T19:00:00Z' }, o);
    },
  ],
  'a start too far back': [
    'ORD-18',
    'effective-from-too-early',
    (b, o) => {
      b.order({ start: b.wall(-31 * DAY_MS) }, o);
    },
  ],
  'a change of what was never ordered': [
    'ORD-05',
    'order-unknown',
    (b, o) => {
      b.changeOrder({}, o);
    },
  ],
  'active after it was revoked': [
    'ORD-20',
    'illegal-transition',
    (b, o) => {
      b.order();
      b.changeOrder({ status: 'revoked' });
      b.changeOrder({ limits: [reference('60')] }, o);
    },
  ],
  'another measure': [
    'ORD-05',
    'immutable',
    (b, o) => {
      b.order();
      b.changeOrder({ measure: 'weight', limits: [reference('60')] }, o);
    },
  ],
  'a version from six minutes ago': [
    'ORD-17',
    'effective-from-too-early',
    (b, o) => {
      b.order();
      b.changeOrder({ limits: [reference('60')], from: b.wall(-360_000) }, o);
    },
  ],
  'its number used for another order': [
    'ORD-06',
    'identifier-conflict',
    (b, o) => {
      b.order();
      b.order({ limits: [reference('60')] }, o);
    },
  ],
};
/** What the same history shows besides: the sound order that came first. */
const before = (name: string): string[] =>
  ['active after', 'another measure', 'a version from', 'a change of'].some((n) => name.startsWith(n)) &&
  !name.startsWith('a change of')
    ? ['must met']
    : [];

describe.each(Object.entries(UNSOUND))('%s', (name, [id, refusal, write]) => {
  const more = id === 'ORD-05' || id === 'ORD-20' ? before(name) : [];
  situations(id, {
    'refused for its reason': [(b) => write(b, refused(refusal)), 'must-not met', ...more],
    'refused for another': [(b) => write(b, refused('stale-version')), 'must-not met, with a reservation', ...more],
    'refused without a code': [(b) => write(b, refused()), 'must-not met, with a reservation', ...more],
    accepted: [(b) => write(b, {}), 'must-not broken', ...more],
    'without an answer': [(b) => write(b, { outcome: 'unknown' }), 'must-not undecided', ...more],
  });
});

/** A sound order wrongly refused is held against one requirement. */
const CLAIMED: Readonly<Record<string, string>> = {
  'limits-missing': 'ORD-02',
  'limits-contradictory': 'ORD-05',
  'recipient-unknown': 'ORD-19',
  'illegal-transition': 'ORD-20',
  'effective-from-too-early': 'ORD-18',
  'identifier-conflict': 'ORD-06',
  scope: 'ORD-05',
};
describe.each(Object.entries(CLAIMED))('a sound order refused as %s', (refusal, id) => {
  situations(id, { 'is held against it': [(b) => b.order({}, refused(refusal)), 'must broken'] });
  situations(id === 'ORD-02' ? 'ORD-05' : 'ORD-02', { 'and against no other': [(b) => b.order({}, refused(refusal))] });
});

/** Allowed either way: neither kind of finding. */
const FREE: Readonly<Record<string, OrderInput>> = {
  'an amount finer than its precision': { measure: 'weight', rules: [change('gain', '2.05', 'kg', '3 d')] },
  'a rule that not every system offers': {
    rules: [{ kind: 'missing', period: { value: 1, unit: 'd' } }],
    limits: [reference('70', '180')],
  },
};
describe.each(Object.entries(FREE))('%s', (_name, order) => {
  situations('ORD-05', {
    accepted: [(b) => b.order(order)],
    refused: [(b) => b.order(order, refused('rule-not-supported'))],
  });
});

const again =
  (input: OrderInput, options: OpOptions = {}) =>
  (b: HistoryBuilder) => {
    b.order();
    b.changeOrder({ status: 'revoked', ...input });
    b.changeOrder({ status: 'revoked', ...input }, options);
  };
situations('ORD-06', {
  'the same order again': [
    (b) => {
      b.order();
      b.order();
    },
    'must met',
  ],
  'the same order again, refused': [
    (b) => {
      b.order();
      b.order({}, refused('identifier-conflict'));
    },
    'must broken',
  ],
  'the same change again, even of an order that ended': [again({}), 'must met'],
  'the same change again, refused': [again({}, refused('illegal-transition')), 'must broken'],
});
situations('ORD-05', {
  'the same change again is no forbidden step': [again({}), 'must met'],
});
situations('ORD-20', {
  'the same change again is one': [again({}), 'must met'],
  'a forbidden step it is when its instant is left out this time': [
    (b) => {
      b.order();
      b.changeOrder({ status: 'revoked', from: b.wall() });
      b.changeOrder({ status: 'revoked' }, refused('illegal-transition'));
    },
    'must met',
    'must-not met',
  ],
});

/** Of the twins each is held against one. */
situations('ORD-13', {
  'decimals that fit': [(b) => b.order({ unit: 'mmol/L', limits: [reference('3.9', '10.0')] }), 'must met'],
  'decimals that fit, refused': [
    (b) => b.order({ unit: 'mmol/L', limits: [reference('3.9', '10.0')] }, refused('limits-contradictory')),
    'must broken',
  ],
});
situations('ORD-17', {
  'from four minutes ago': [
    (b) => {
      b.order();
      b.changeOrder({ limits: [reference('60')], from: b.wall(-240_000) });
    },
    'must met',
  ],
  'from four minutes ago, refused': [
    (b) => {
      b.order();
      b.changeOrder({ limits: [reference('60')], from: b.wall(-240_000) }, refused('effective-from-too-early'));
    },
    'must broken',
  ],
});

const BY_V2: OpOptions = { via: 'hl7v2' };
const WHOLE = [reference('70', '180'), critical('54', '300')];
const part = (delta: boolean, options: OpOptions) => (b: HistoryBuilder) => {
  b.order({ limits: WHOLE });
  b.changeOrder({ limits: [reference('70', '200')], ...(delta ? { delta } : {}) }, { ...BY_V2, ...options });
};
const whole = (options: OpOptions) => (b: HistoryBuilder) => {
  b.order({ limits: WHOLE });
  b.changeOrder({ limits: [reference('70', '200'), critical('54', '300')], delta: true }, { ...BY_V2, ...options });
};
situations('ORD-23', {
  'a part, refused': [part(true, refused('missing-element')), 'must-not met'],
  'a part, taken for the whole': [part(true, {}), 'must-not broken'],
  'a part, and no answer': [part(true, { outcome: 'unknown' }), 'must-not undecided'],
  'what is left out is deleted by name': [part(false, {}), 'must met'],
  'what is left out is deleted by name, and refused as if it were not': [
    part(false, refused('missing-element')),
    'must broken',
  ],
  'the whole set': [whole({}), 'must met'],
  'the whole set, refused as a part': [whole(refused('missing-element')), 'must broken'],
  'the whole set, refused for something else': [whole(refused('illegal-transition'))],
});
