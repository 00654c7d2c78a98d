import type { Identifier } from '../../contract/domain/index.ts';
import type { RunLine } from '../../conformance/history/lines.ts';

/** Wall time at monotonic 0 of every generated history, ms since 1970. */
export const STARTED_MS = Date.UTC(2035, 0, 10, 12);
export const NS_PER_MS = 1_000_000;
export const SEED = 20_350_110;

/** UTC with milliseconds, `ms` after the run began. */
export const wallAt = (ms: number): string => new Date(STARTED_MS + ms).toISOString();

/** The same instant as a device five hours west of Greenwich writes it, in whole seconds. */
export const localAt = (ms: number): string =>
  `${new Date(STARTED_MS + ms - 5 * 3_600_000).toISOString().slice(0, 19)}-05:00`;

const npi = (value: string): Identifier => ({ system: 'http://hl7.org/fhir/sid/us-npi', value });

const CLINICIANS = [
  ['1234567893', 'Rivera', 'Ana'],
  ['1987654328', 'Okafor', 'Ben'],
  ['1122334455', 'Lindqvist', 'Eva'],
  ['1555666779', 'Haddad', 'Omar'],
] as const;
const DECOYS = [
  ['1999888773', 'Decoy', 'Dora'],
  ['1888777665', 'Decoy', 'Dirk'],
] as const;

const person = ([value, family, given]: readonly [string, string, string]) => ({
  identifier: npi(value),
  family,
  given,
});

export const clinicians = CLINICIANS.map(person);
export const decoys = DECOYS.map(person);

/** Critical items within 1 s, as the reference promises. */
export const DEADLINE_MS = 1000;

/** The first line: the reference's own deadlines, wall time, nothing selected, so that every lane is judged. */
export const runLine = (events: number): RunLine => ({
  kind: 'run',
  format: 2,
  run: `bench-${events}`,
  started: wallAt(0),
  seed: SEED,
  harness: 'vitalproof bench',
  catalogue: '',
  command: ['bench', 'judge', String(events)],
  sut: { name: 'bench', version: '1' },
  deadlines: { critical: DEADLINE_MS, other: DEADLINE_MS, filed: DEADLINE_MS },
  policies: {
    backfill: 'since-order-start',
    afterEnd: 'accept',
    control: 'refuse',
    future: 'refuse',
    duplicates: 'server-side',
    backdateDays: 30,
  },
  clock: 'absent',
  people: { clinicians: [...clinicians, ...decoys], pools: [], decoys: decoys.map((d) => d.identifier) },
  selected: [],
});
