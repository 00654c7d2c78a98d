import type { EndLine, OpLine, RunLine, SeenLine } from './lines.ts';

const npi = (value: string) => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });
const patient = { system: 'urn:oid:2.999.1.1', value: 'MRN1' };

/** Bodies of lines as a run would write them. */
export const sampleRun = (): Omit<RunLine, 'kind' | 'format'> => ({
  run: 'sample',
  started: '2026-03-03T12:00:00.000Z',
  seed: 1,
  harness: 'vitalproof',
  catalogue: '1',
  command: ['run', 'sample'],
  sut: { name: 'sample', version: '1' },
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
  people: { clinicians: [{ identifier: npi('1'), family: 'A', given: 'B' }], pools: [], decoys: [npi('2')] },
  selected: ['LIM-01'],
});

export const sampleOp = (sent = 10): Omit<OpLine, 'kind' | 'seq'> => ({
  lane: 'a/fhir',
  via: 'fhir',
  actor: 'ehr',
  act: { op: 'audit.read', patient },
  intended: sent,
  sent,
  settled: sent + 5,
  wall: '2026-03-03T12:00:01.000Z',
  outcome: 'ok',
  answer: { code: '200' },
});

export const sampleSeen = (): Omit<SeenLine, 'kind' | 'seq'> => ({
  surface: 'inbox',
  after: null,
  by: 30,
  item: {
    identifier: { system: 'i', value: '1' },
    version: 1,
    kind: 'critical',
    status: 'new',
    patient,
    order: { system: 'o', value: '1' },
    recipient: npi('1'),
    interpretation: ['HH'],
    history: [],
  },
});

export const sampleEnd = (): Omit<EndLine, 'kind' | 'seq'> => ({ at: 99, lag: 1, skipped: [] });
