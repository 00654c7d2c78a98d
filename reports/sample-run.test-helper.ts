import type { HistoryLine, OpLine, RunLine } from '../conformance/history/lines.ts';
import type { Interpretation, InboxItem, ItemKind, Order, Reading } from '../contract/domain/index.ts';
import type { Finding, LaneVerdict, RequirementVerdict, RunVerdicts, Verdict } from '../conformance/verdict/types.ts';

/** A small invented run for the tests of the reports: one lane with glucose, one with weight. */

const iso = (ms: number): string => `${new Date(ms - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00`;
export const START = Date.parse('2035-03-05T00:00:00-05:00');
export const HOUR = 3_600_000;
export const when = (hours: number): string => iso(START + hours * HOUR);

const id = (system: string, value: string) => ({ system: `urn:example:${system}`, value });
export const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRN1001' };
export const CLINICIAN = id('npi', '1000000001');

export const runLine = (over: Partial<RunLine> = {}): RunLine => ({
  kind: 'run',
  format: 2,
  run: '2026-01-02-sample',
  started: '2026-01-02T03:04:05Z',
  seed: 42,
  harness: 'vitalproof 0.1.0',
  catalogue: '0.1.0',
  command: ['certify', '--sut', 'my sut.yaml'],
  sut: { name: 'reference', version: '0.1.0' },
  deadlines: { critical: 1000, other: 1000, filed: 1000 },
  policies: {
    backfill: 'since-order-start',
    afterEnd: 'accept',
    control: 'refuse',
    future: 'refuse',
    duplicates: 'server-side',
    backdateDays: 30,
  },
  clock: 'patient',
  people: { clinicians: [{ identifier: CLINICIAN, family: 'Okafor', given: 'Ada' }], pools: [], decoys: [] },
  selected: ['LIM-01', 'LIM-02'],
  ...over,
});

export const order = (over: Partial<Order> = {}): Order => ({
  identifier: id('placer', 'ORD-1'),
  patient: PATIENT,
  measure: 'glucose',
  status: 'active',
  requester: CLINICIAN,
  responsible: CLINICIAN,
  authoredOn: when(-24),
  period: { start: when(-24), end: when(24 * 60) },
  unit: 'mg/dL',
  limits: [
    { tier: 'reference', low: '80', high: '180' },
    { tier: 'critical', low: '54', high: '250' },
  ],
  rules: [],
  ...over,
});

export const reading = (n: number, hours: number, value: string, over: Partial<Reading> = {}): Reading => ({
  identifier: id('meter', `R${n}`),
  patient: PATIENT,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '2339-0' },
  status: 'final',
  effective: when(hours),
  result: { kind: 'value', quantity: { value, unit: 'mg/dL' } },
  ...over,
});

/** Builds a history line by line, with sequence numbers and a clock of its own. */
export function historyBuilder(lane: string) {
  const lines: HistoryLine[] = [];
  let seq = 0;
  const next = (): number => (seq += 1);
  return {
    lines,
    op: (
      act: OpLine['act'],
      outcome: OpLine['outcome'] = 'ok',
      answer: OpLine['answer'] = { code: '201' },
      inLane = lane,
    ): number => {
      const n = next();
      const at = n * 20_000_000;
      lines.push({
        kind: 'op',
        seq: n,
        lane: inLane,
        via: 'fhir',
        actor: 'gateway',
        act,
        intended: at,
        sent: at + 100_000,
        settled: at + 6_000_000,
        wall: '2026-01-02T03:04:06Z',
        outcome,
        answer,
      });
      return n;
    },
    seen: (item: InboxItem, afterMs = 40, byMs = 130): number => {
      const n = next();
      const at = (n - 1) * 20_000_000;
      lines.push({ kind: 'seen', seq: n, surface: 'search', after: at + afterMs * 1e6, by: at + byMs * 1e6, item });
      return n;
    },
    end: (): void => void lines.push({ kind: 'end', seq: next(), at: 9e9, lag: 1_000_000, skipped: [] }),
  };
}

export const item = (
  r: Reading,
  kind: ItemKind,
  interpretation: Interpretation,
  over: Partial<InboxItem> = {},
): InboxItem => ({
  identifier: id('item', `I-${r.identifier.value}-${kind}`),
  version: 1,
  kind,
  status: 'new',
  patient: r.patient,
  order: id('placer', 'ORD-1'),
  measure: r.measure,
  recipient: CLINICIAN,
  interpretation: [interpretation],
  reading: r.identifier,
  ...(r.result.kind === 'value' ? { value: r.result.quantity } : {}),
  effective: r.effective,
  history: [],
  ...over,
});

/** Two weeks of four glucose readings a day: limits changed, permission withdrawn and given again, HI, a refusal. */
function glucose(days: number): HistoryLine[] {
  const h = historyBuilder('first-week-type2/fhir');
  h.lines.push(runLine());
  h.op({
    op: 'person.patient',
    patient: { identifier: PATIENT, family: 'Sample', given: 'Jo', gender: 'female', birthDate: '1960-01-01' },
  });
  h.op({ op: 'order.submit', order: order() });
  const permission = (hours: number, status: 'granted' | 'withdrawn') =>
    h.op({
      op: 'permission.set',
      permission: { identifier: id('permission', 'P1'), patient: PATIENT, measure: 'glucose', status, at: when(hours) },
    });
  permission(-20, 'granted');
  for (let i = 0; i < days * 4; i += 1) {
    const hours = Math.floor(i / 4) * 24 + ([7, 12, 18, 22][i % 4] ?? 0);
    if (i === 16)
      h.op({
        op: 'order.change',
        order: order({
          effectiveFrom: when(96),
          limits: [
            { tier: 'reference', low: '70', high: '160' },
            { tier: 'critical', low: '54', high: '230' },
          ],
        }),
      });
    if (i === 28) permission(168, 'withdrawn');
    if (i === 34) permission(205, 'granted');
    const value = Math.round(
      138 +
        42 * Math.sin(i * 1.7) +
        34 * Math.sin(i * 0.61 + 1) +
        ((i * 37) % 23) -
        8 +
        (i === 22 ? 90 : 0) -
        (i === 39 ? 60 : 0),
    );
    const high = i >= 16 ? 160 : 180;
    const critical = i >= 16 ? 230 : 250;
    const r = reading(i, hours, String(value), i === 12 ? { result: { kind: 'off-scale', direction: 'high' } } : {});
    if (i >= 28 && i < 34)
      h.op({ op: 'reading.submit', reading: r }, 'refused', { code: '422', refusal: 'no-permission' });
    else if (i === 45) h.op({ op: 'reading.submit', reading: r }, 'unknown', {});
    else {
      h.op({ op: 'reading.submit', reading: r });
      if (i === 12) h.seen(item(r, 'critical', 'HH'));
      else if (value > critical)
        h.seen(item(r, 'critical', 'HH', { limit: { value: String(critical), unit: 'mg/dL' } }));
      else if (value > high)
        h.seen(item(r, 'abnormal', 'H', { limit: { value: String(high), unit: 'mg/dL' } }), 40, i === 7 ? 1400 : 130);
      else if (value < 54) h.seen(item(r, 'critical', 'LL'));
      else if (value < (i >= 16 ? 70 : 80))
        h.seen(item(r, 'abnormal', 'L', i === 20 ? { status: 'withdrawn', withdrawal: 're-evaluated' } : {}));
    }
  }
  return h.lines;
}

/** Ten days on a scale: a hold, one gain of more than 1.5 kg in 3 days. */
function weight(offset: number): HistoryLine[] {
  const lane = 'heart-failure-decompensation/hl7v2';
  const h = historyBuilder(lane);
  const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1002' };
  const own = {
    patient,
    measure: 'weight',
    unit: 'kg',
    identifier: id('placer', 'ORD-2'),
    limits: [{ tier: 'reference', high: '84.0' }],
    rules: [
      {
        kind: 'change',
        direction: 'gain',
        amount: { value: '1.5', unit: 'kg' },
        window: { value: 3, unit: 'd' },
        boundary: 'strict',
      },
    ],
  } as const;
  const base = { ...order(), ...own, limits: [...own.limits], rules: [...own.rules] };
  h.op({ op: 'order.submit', order: base });
  h.op({
    op: 'permission.set',
    permission: { identifier: id('permission', 'P2'), patient, measure: 'weight', status: 'granted', at: when(-20) },
  });
  const weights = ['81.2', '81.0', '81.3', '81.1', '81.6', '82.1', '82.9', '83.4', '84.2', '83.0'];
  for (const [i, value] of weights.entries()) {
    const r = reading(100 + i, i * 24 + 7, value, {
      patient,
      measure: 'weight',
      result: { kind: 'value', quantity: { value, unit: 'kg' } },
    });
    h.op({ op: 'reading.submit', reading: r });
    if (i === 6)
      h.seen(
        item(r, 'change', 'U', {
          order: own.identifier,
          baseline: id('meter', 'R103'),
          delta: { value: '1.8', unit: 'kg' },
        }),
      );
    if (i === 8) h.seen(item(r, 'abnormal', 'H', { order: own.identifier }));
  }
  h.op({ op: 'order.change', order: { ...base, status: 'on-hold', effectiveFrom: when(225) } });
  return h.lines.map((l) => (l.kind === 'run' ? l : { ...l, seq: l.seq + offset }));
}

export const sampleLines = (days = 14): HistoryLine[] => {
  const first = glucose(days);
  const last = first.at(-1);
  const offset = last === undefined || last.kind === 'run' ? 0 : last.seq;
  const second = weight(offset);
  return [...first, ...second, { kind: 'end', seq: offset + second.length + 1, at: 9e9, lag: 1_000_000, skipped: [] }];
};

export const finding = (over: Partial<Finding> = {}): Finding => ({
  requirement: 'LIM-02',
  lane: 'first-week-type2/fhir',
  polarity: 'must',
  outcome: 'broken',
  subject: { patient: 'urn:oid:2.999.1.1|MRN1001', reading: 'urn:example:meter|R4' },
  expected: 'one abnormal item H: 212 > 180, version of 2035-03-04T00:00:00-05:00',
  observed: 'no item by the end of the common drain',
  lines: [2, 3, 8, 9],
  ...over,
});

export const requirement = (
  name: string,
  verdict: Verdict,
  over: Partial<RequirementVerdict> = {},
): RequirementVerdict => ({
  requirement: name,
  level: 'MUST',
  statement: 'A reading strictly above the high reference limit of its order raises one abnormal item.',
  verdict,
  reason: `reason for ${verdict}`,
  counts: { must: 12, mustNot: 30, may: 0, overflow: 0, broken: verdict === 'FAIL' ? 1 : 0, undecided: 0 },
  findings: [],
  ...over,
});

export const lane = (name: string, verdict: Verdict): LaneVerdict => ({
  lane: name,
  verdict,
  counts: { ops: 70, readings: 56, refused: 6, items: 17, must: 40, broken: verdict === 'FAIL' ? 1 : 0, undecided: 0 },
});

export const verdicts = (over: Partial<RunVerdicts> = {}): RunVerdicts => ({
  format: 1,
  run: '2026-01-02-sample',
  sut: { name: 'reference', version: '0.1.0' },
  catalogue: '0.1.0',
  verdict: 'FAIL',
  exitCode: 1,
  isVoid: over.verdict === 'HARNESS_ERROR',
  gates: [],
  notes: [],
  virtualTime: true,
  requirements: [
    requirement('LIM-01', 'PASS', { findings: [finding({ requirement: 'LIM-01', outcome: 'met' })] }),
    requirement('LIM-02', 'FAIL', { findings: [finding({ timing: { deadlineMs: 1000, lowMs: 40, highMs: null } })] }),
    requirement('ALT-03', 'INCONCLUSIVE', {
      findings: [
        finding({
          requirement: 'ALT-03',
          outcome: 'undecided',
          polarity: 'must-not',
          observed: 'the deadline lies inside the interval',
          timing: { deadlineMs: 1000, lowMs: 40, highMs: 1400 },
        }),
      ],
    }),
    requirement('MSG-01', 'NOT_RUN'),
    requirement('HL7-04', 'NOT_APPLICABLE', { level: 'SHOULD' }),
    requirement('SEC-01', 'WARN'),
    requirement('AUD-01', 'UNTESTABLE'),
    requirement('AUD-02', 'UNSTABLE'),
    requirement('AUD-03', 'HARNESS_ERROR'),
  ],
  lanes: [lane('first-week-type2/fhir', 'FAIL'), lane('heart-failure-decompensation/hl7v2', 'PASS')],
  ...over,
});
