import type { Order, Reading } from '../../contract/domain/index.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { instantText } from '../../simulator/clock.ts';
import type { RunClock } from '../history/clock.ts';
import { type Act, HISTORY_FORMAT, type HistoryLine, type OpLine, type Via } from '../history/lines.ts';
import type { Finding } from '../oracle/finding.ts';
import { Oracle } from '../oracle/oracle.ts';
import { playCase, type TalkSetting } from './session.ts';
import type { MllpCase } from './talk.ts';

/** How a case came out against a server that files nothing: judged by its acknowledgements alone. */
export interface CaseResult {
  readonly name: string;
  readonly verdict: 'PASS' | 'FAIL' | 'INCONCLUSIVE';
  /** The requirement and what was observed, of the first finding that is no pass; of a pass nothing. */
  readonly why: string;
}

export interface Against {
  readonly host: string;
  readonly port: number;
  readonly clock: RunClock;
  /** How long an acknowledgement is waited for. */
  readonly waitMs: number;
}

const PATIENT = { system: 'urn:oid:2.999.1.1', value: 'MRNMATRIX' } as const;
const PERSON = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' } as const;
const START = '2035-01-08T08:00:00-05:00';
const MEASURED = Date.parse('2035-01-08T12:00:00-05:00');
const ZONE = 'America/New_York';

const READING: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: 'R' },
  patient: PATIENT,
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: START,
  result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
};

const ORDER: Order = {
  identifier: { system: 'urn:example:ehr:placer', value: 'PLCMATRIX' },
  patient: PATIENT,
  measure: 'glucose',
  status: 'active',
  requester: PERSON,
  responsible: PERSON,
  authoredOn: START,
  period: { start: START, end: '2035-12-31T00:00:00-05:00' },
  unit: 'mg/dL',
  limits: [{ tier: 'reference', low: '70', high: '180' }],
  rules: [],
};

/** What a server that accepts everything stands for: the order and the permission were there before. */
const MADE_BEFORE: readonly Act[] = [
  { op: 'clock.advance', to: '2035-01-08T12:00:00-05:00', patient: PATIENT },
  {
    op: 'person.patient',
    patient: { identifier: PATIENT, family: 'HTEST', given: 'Matrix', gender: 'unknown', birthDate: '1970-01-01' },
  },
  { op: 'order.submit', order: ORDER },
  {
    op: 'permission.set',
    permission: {
      identifier: { system: 'urn:example:portal:permission', value: 'MRNMATRIX/glucose' },
      patient: PATIENT,
      measure: 'glucose',
      status: 'granted',
      at: START,
    },
  },
];

const settingOf = ({ host, port, clock, waitMs }: Against, stem: string): TalkSetting => {
  let count = 0;
  return {
    host,
    port,
    clock,
    waitMs,
    connectMs: waitMs,
    subject: {
      reading: READING,
      name: (n) => ({ system: READING.identifier.system, value: `${stem}-${n}` }),
      effective: (n) => instantText(MEASURED - n * 1000, ZONE),
    },
    nextControlId: () => `${stem}${(count += 1)}`,
    encode: (reading, controlId, mode) =>
      encodeReadingMessage(
        [reading],
        {
          sendingApplication: 'GATEWAY',
          sendingFacility: 'GOODHEALTH',
          receivingApplication: 'RPM',
          receivingFacility: 'GOODHEALTH',
          at: clock.wall(),
          controlId,
          processingId: 'T',
          ...(mode === undefined ? {} : { acknowledged: [mode.accept, mode.application] as const }),
        },
        { METER: READING.identifier.system },
      ),
  };
};

const linesOf = async (played: MllpCase, against: Against, stem: string): Promise<readonly HistoryLine[]> => {
  const { clock } = against;
  const lane = `mllp:${played.name}/hl7v2`;
  const before = clock.now();
  const told = await playCase(played, settingOf(against, stem));
  let seq = 0;
  const line = (
    via: Via,
    actor: string,
    act: Act,
    at: Omit<OpLine, 'kind' | 'seq' | 'lane' | 'via' | 'actor' | 'act'>,
  ): OpLine => ({
    kind: 'op',
    seq: (seq += 1),
    lane,
    via,
    actor,
    act,
    ...at,
  });
  const made = MADE_BEFORE.map((act) =>
    line('provisioned', 'ehr', act, {
      intended: before,
      sent: before,
      settled: before,
      wall: clock.wall(),
      outcome: 'ok',
      answer: {},
    }),
  );
  const sent = told.map(({ act, performed: { wire: _bytes, ...at } }) =>
    line('hl7v2', 'gateway', act, { intended: at.sent, ...at }),
  );
  return [
    {
      kind: 'run',
      format: HISTORY_FORMAT,
      run: stem,
      started: clock.started,
      seed: 0,
      harness: 'vitalproof',
      catalogue: '',
      command: [],
      sut: { name: 'a server of MLLP', version: '0' },
      deadlines: { critical: 10_000, other: 60_000, filed: 1000 },
      policies: {
        backfill: 'since-order-start',
        afterEnd: 'accept',
        control: 'refuse',
        future: 'refuse',
        duplicates: 'server-side',
        backdateDays: 30,
      },
      clock: 'patient',
      people: { clinicians: [], pools: [], decoys: [] },
      selected: [],
    },
    ...made,
    ...sent,
    { kind: 'end', seq: seq + 1, at: clock.now(), lag: 0, skipped: [] },
  ];
};

/** Requirements that a server which files nothing can be held to. */
const OF_ACKNOWLEDGEMENTS = new Set(['HL7-01', 'HL7-02', 'HL7-04', 'HL7-05', 'HL7-06', 'HL7-07', 'HL7-09']);

const said = ({ requirement, expected, observed }: Finding): string =>
  `${requirement}: expected ${expected}; ${observed}`;

/** Plays one case against a server that answers everything it can read with AA. Rejects where no connection is to be had. */
export const playAgainst = async (played: MllpCase, against: Against, stem: string): Promise<CaseResult> => {
  const oracle = new Oracle();
  for (const line of await linesOf(played, against, stem)) oracle.feed(line);
  const findings = [...oracle.finish().ledger.requirements]
    .filter(([id]) => OF_ACKNOWLEDGEMENTS.has(id))
    .flatMap(([, tally]) => tally.findings);
  const broken = findings.find((f) => f.outcome === 'broken');
  const open = findings.find((f) => f.outcome === 'undecided');
  if (broken !== undefined) return { name: played.name, verdict: 'FAIL', why: said(broken) };
  if (open !== undefined) return { name: played.name, verdict: 'INCONCLUSIVE', why: said(open) };
  return { name: played.name, verdict: findings.length === 0 ? 'INCONCLUSIVE' : 'PASS', why: '' };
};
