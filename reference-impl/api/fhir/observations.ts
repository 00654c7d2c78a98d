import { CONTROL_SOLUTION, findMeasureCode, MEASURE_CODES } from '../../../contract/codes/measures.ts';
import type { Coding } from '../../../contract/domain/measure.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { PAGE } from './query.ts';
import { patientOf } from './patient-parameter.ts';
import { OBSERVATION_HISTORY } from './observation-history.ts';
import { OBSERVATION_WRITES } from './observation-writes.ts';
import { found, readOne } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { stop } from './surface-refusal.ts';

/** Every code that something may be kept under: control results are kept apart, where that is declared, and are found too. */
const KEPT_CODES: readonly Coding[] = [...MEASURE_CODES.map((m) => m.coding), CONTROL_SOLUTION];

/** Codes of a token list, `system|code`, `system|` (all of it) or `code`. Those that nothing is kept under match nothing. */
const readCodes = (text: string): readonly Coding[] =>
  text.split(',').flatMap((token) => {
    const bar = token.indexOf('|');
    const [system, code] = [token.slice(0, Math.max(bar, 0)), token.slice(bar + 1)];
    return KEPT_CODES.filter(
      (kept) => (bar < 0 || kept.system === system) && (kept.code === code || (bar > 0 && code === '')),
    );
  });

const search = async (context: Context): Promise<Outcome<Reply>> => {
  const { query, pipeline, caller } = context;
  query.sortedBy('date');
  const patient = await patientOf(context, 'patient');
  const identifier = query.token('identifier');
  if (patient === undefined && identifier === undefined) {
    stop('unsupported-parameter', 'http.patient', 'patient or identifier is needed');
  }
  const codes = query.get('code') === undefined ? undefined : readCodes(query.get('code') ?? '');
  // What is kept apart is of a measure too, which its code does not tell.
  const measures = [...new Set(codes?.map((c) => findMeasureCode(c)?.measure))];
  if (patient === 'nobody' || codes?.length === 0) return found(context, 'Observation', []);
  const page = await pipeline.readings.search(
    caller,
    compact({
      patient,
      identifier,
      measure: measures.length === 1 ? measures[0] : undefined,
      from: query.instant('date', 'ge'),
      to: query.instant('date', 'lt'),
      count: query.count,
      page: query.page,
    }),
  );
  if (!page.ok) return page;
  const entries = page.value.entries.filter(
    ({ body: { reading } }) =>
      codes?.some((c) => c.system === reading.code.system && c.code === reading.code.code) ?? true,
  );
  return found(context, 'Observation', entries, page.value.next);
};

/** Readings. A reading that was refused is found by neither. */
export const OBSERVATIONS: readonly Route[] = [
  ...OBSERVATION_WRITES,
  {
    name: 'Observation.read',
    method: 'GET',
    path: '/Observation/:id',
    roles: ['ehr', 'clinician', 'gateway'],
    subject: 'reading',
    handle: readOne('Observation'),
  },
  ...OBSERVATION_HISTORY,
  {
    name: 'Observation.search',
    method: 'GET',
    path: '/Observation',
    roles: ['ehr', 'gateway'],
    parameters: [
      { name: 'identifier', type: 'token' },
      { name: 'patient', type: 'reference' },
      { name: 'code', type: 'token' },
      { name: 'date', type: 'date' },
      { name: '_sort', type: 'special' },
      { name: '_count', type: 'special' },
      { name: PAGE, type: 'special' },
    ],
    subject: 'reading',
    handle: search,
  },
];
