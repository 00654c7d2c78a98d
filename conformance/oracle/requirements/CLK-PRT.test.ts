import { describe } from 'vitest';
import {
  type HistoryBuilder,
  makeOrder,
  type OpOptions,
  orderId,
  patientId,
  reference,
} from '../history-builder.test-helper.ts';
import { phone } from '../phone.test-helper.ts';
import { situations, type Write } from '../scene.test-helper.ts';

const REFUSED: OpOptions = { outcome: 'refused' };
const at = (hour: number): string => new Date(Date.parse('2035-01-01T00:00:00Z') + hour * 3_600_000).toISOString();
const goes =
  (...steps: readonly (readonly [hour: number, options?: OpOptions, patient?: string])[]): Write =>
  (b) => {
    for (const [hour, options = {}, patient = 'p1'] of steps) b.advance(at(hour), patient, options);
  };

describe('the test clock', () => {
  situations('CLK-01', {
    forward: [goes([2], [3]), 'must met'],
    'forward, and refused': [goes([2], [3, REFUSED]), 'must broken', 'must met'],
    'forward, but not there': [goes([2, { output: { now: at(1) } }]), 'must broken'],
    'back, and refused': [goes([3], [2, REFUSED]), 'must met', 'must-not met'],
    'back, and done': [goes([3], [2]), 'must met', 'must-not broken'],
    'back, and no answer': [goes([3], [2, { outcome: 'unknown' }]), 'must met', 'must-not undecided'],
    'each patient has a clock': [goes([3], [2, {}, 'p2']), 'must met'],
    'a step that was refused is none': [goes([2], [5, REFUSED], [3]), 'must broken', 'must met'],
  });

  /** Nothing is sent for a day under a rule on missing data; when its item says that it was made. */
  const missing =
    (created?: string, startHours = 0): Write =>
    (b) => {
      const rules = [{ kind: 'missing' as const, period: { value: 1, unit: 'd' as const } }];
      const order = b.order({ start: b.wall(startHours * 3_600_000), limits: [reference('70', '180')], rules });
      b.grant();
      if (startHours === 0) b.advance(at(30));
      b.wait(100);
      if (created !== undefined)
        b.seen({
          identifier: { system: 'https://vitalproof.example/fhir/sid/item', value: 'gap' },
          version: 1,
          kind: 'missing',
          rule: 'missing',
          status: 'new',
          patient: patientId(),
          order: order.identifier,
          measure: 'glucose',
          recipient: order.responsible,
          routedAs: 'responsible',
          interpretation: [],
          due: at(24 + startHours),
          created,
          priority: 'routine',
          history: [{ status: 'new', at: created, actor: 'system' }],
        });
      b.wait(30_000);
      if (startHours !== 0) b.advance(at(6));
    };
  situations('CLK-02', {
    'made as it fell due': [missing(at(24)), 'must met', 'must-not met'],
    'made as the clock came to rest': [missing(at(30)), 'must broken', 'must-not met'],
    'not made at all is no matter of its instant': [missing(), 'must-not met'],
    'past when its order came, made then': [missing(at(0), -48), 'must-not met'],
  });
});

const RUN = { portal: true };
const ordered: Write = (b) => {
  phone(b);
  b.op({ op: 'order.submit', order: makeOrder() });
  b.wait(6000);
};
const choose = (b: HistoryBuilder, state: 'picked' | 'disconnected', name?: string): void =>
  void b.op({ op: 'tracker.set', patient: patientId(), order: orderId(name), state });
const picked: Write = (b) => {
  ordered(b);
  choose(b, 'picked');
};
const grants =
  (before: Write, options: OpOptions = {}): Write =>
  (b) => {
    before(b);
    b.grant('glucose', 'p1', options);
  };
const asked =
  (version: string | undefined, eligibility: { eligible: boolean; reason?: 'os-too-old' } | undefined): Write =>
  (b) => {
    if (version !== undefined) phone(b, version);
    b.op(
      { op: 'eligibility.read', patient: patientId() },
      eligibility === undefined ? REFUSED : { output: { eligibility } },
    );
  };
const disconnected =
  (another: boolean, options: OpOptions & { readonly refusal?: string }): Write =>
  (b) => {
    picked(b);
    if (another) {
      b.op({ op: 'order.submit', order: makeOrder({ name: 'o2' }) });
      b.wait(6000);
      choose(b, 'picked', 'o2');
    }
    b.grant();
    b.wait(1000);
    choose(b, 'disconnected');
    b.wait(1000);
    b.reading({ name: 'r', value: '120' }, options);
  };

describe('the portal', () => {
  situations(
    'PRT-01',
    {
      'picked, and granted': [grants(picked), 'must met'],
      'picked, and refused': [grants(picked, REFUSED), 'must broken'],
      'not picked, and refused': [grants(ordered, REFUSED), 'must-not met'],
      'not picked, and granted': [grants(ordered), 'must-not broken'],
    },
    RUN,
  );
  situations('PRT-02', {
    'can, and told so': [asked('17.0', { eligible: true }), 'must met'],
    'can, and told otherwise': [asked('17.0', { eligible: false, reason: 'os-too-old' }), 'must broken'],
    'can, and nothing told': [asked('17.0', undefined), 'must broken'],
    'cannot, and told why': [asked('7.1', { eligible: false, reason: 'os-too-old' }), 'must-not met'],
    'cannot, and not told why': [asked('7.1', { eligible: false }), 'must-not met, with a reservation'],
    'cannot, and told that it can': [asked('7.1', { eligible: true }), 'must-not broken'],
    'no phone at all': [asked(undefined, { eligible: true }), 'must-not broken'],
  });
  situations(
    'PRT-03',
    {
      'the only tracker, and refused': [disconnected(false, { refusal: 'no-permission' }), 'must-not met'],
      'the only tracker, and accepted': [disconnected(false, {}), 'must-not broken'],
      'one of two, and accepted': [disconnected(true, {}), 'must met'],
      'one of two, and refused': [disconnected(true, { refusal: 'no-permission' }), 'must broken'],
      'nothing was disconnected': [
        (b) => {
          grants(picked)(b);
          b.reading({ name: 'r', value: '120' });
        },
      ],
    },
    RUN,
  );
});
