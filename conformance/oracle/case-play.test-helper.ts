import type { WorkedCase } from '../../contract/cases/worked-case.ts';
import { keyOf } from '../../contract/domain/index.ts';
import { type HistoryLine, RuleClaim } from '../history/lines.ts';
import { CaseDress } from './case-dress.test-helper.ts';
import { caseHistory, writeCase } from './case-history.test-helper.ts';
import { filedReadings } from './case-readings.test-helper.ts';
import { sightsAtDue } from './case-sights.test-helper.ts';
import {
  type HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  patientId,
  RIVERA,
} from './history-builder.test-helper.ts';

const SOURCE = { system: 'urn:example:source', value: 'sentinel-gateway' };
const DAY_MS = 86_400_000;

const sourceOf = (until: string) => ({
  identifier: SOURCE,
  measures: ['glucose' as const],
  expires: until,
});

/** Causes a sentinel, whatever the run asks of a patient before a reading is taken. */
const causeSentinel = (b: HistoryBuilder, { portal, sources }: WorkedCase): void => {
  const lane = { lane: 'sentinel' };
  const until = b.wall(100 * DAY_MS);
  const order = makeOrder({ name: 'sentinel-order', patient: 'sentinel', start: b.wall(-3_600_000), end: until });
  b.op({ op: 'order.submit', order }, lane);
  if (portal) {
    const phone = {
      identifier: { system: 'urn:example:device', value: 'sentinel-phone' },
      patient: patientId('sentinel'),
      kind: 'phone' as const,
      manufacturer: 'Example',
      model: 'One',
      platform: { os: 'ios' as const, version: '17.0' },
    };
    b.op({ op: 'device.register', device: phone }, lane);
    b.op({ op: 'tracker.set', patient: order.patient, order: order.identifier, state: 'picked' }, lane);
  }
  if (sources) b.op({ op: 'source.set', source: sourceOf(until), status: 'admitted' }, lane);
  b.grant('glucose', 'sentinel', lane);
  const reading = makeReading({ name: 'sentinel', value: '250', patient: 'sentinel', at: b.wall() });
  b.op({ op: 'reading.submit', reading, ...(sources ? { source: SOURCE } : {}) }, { ...lane, actor: 'gateway' });
  b.wait(30);
  b.seen(makeItem(reading, order, 'sentinel'));
};

const shownItems = (b: HistoryBuilder): string[] => [
  ...new Set(b.lines.flatMap((l) => (l.kind === 'seen' ? [keyOf(l.item.identifier)] : []))),
];

/** Reads back what every patient has, and looks at every patient's items. */
const query = (b: HistoryBuilder, worked: WorkedCase, dress: CaseDress): void => {
  const filed = filedReadings(worked).map((f) => dress.reading(f));
  for (const { identifier } of worked.patients) {
    const own = filed.filter((f) => keyOf(f.reading.patient) === keyOf(identifier));
    b.op({ op: 'reading.read', patient: identifier }, { output: { readings: own } });
    b.op(
      { op: 'inbox.look', surface: 'sweep', patient: identifier },
      { lane: 'observer', output: { look: { pages: 1, items: shownItems(b), complete: true } } },
    );
  }
};

/**
 * A worked case as a run of a right system that came to its end: what falls due is in sight 20 ms later; then quiet
 * time, queries of all that was filed, a sentinel, and a last complete look.
 */
export const playedCase = (worked: WorkedCase): readonly HistoryLine[] => {
  const dress = new CaseDress(caseHistory(worked).lines);
  const rivera = { identifier: RIVERA, family: 'Rivera', given: 'A' };
  const { builder } = writeCase(worked, {
    claims: [...RuleClaim.options],
    people: { clinicians: [...worked.clinicians, rivera], pools: [...worked.pools], decoys: [] },
  });
  builder.wait(3000);
  query(builder, worked, dress);
  causeSentinel(builder, worked);
  builder.wait(3000);
  builder.look();
  const [run] = builder.lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  return sightsAtDue(builder.end(), Date.parse(run.started)).map((line) =>
    line.kind === 'seen' ? { ...line, item: dress.item(line.item) } : line,
  );
};
