import { keyOf } from '../../../contract/domain/identifier.ts';
import type { FiledReading, Reading } from '../../../contract/domain/reading.ts';
import { decodeReading } from '../../../contract/wire/fhir/observation.ts';
import { type Outcome, refuse } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Caller, FilingTerms, Stored } from '../../pipeline.ts';
import { checkCondition, placed } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { decoded, stop } from './surface-refusal.ts';

const GATEWAY: readonly Caller['role'][] = ['gateway'];

/** Of a body that cannot be read only a source that is admitted is told why. Of one that can, the first gate asks for it. */
const read = async ({ pipeline, caller, body, links }: Context): Promise<Outcome<Reading>> => {
  const reading = await links.resolve(({ subjectOf }) => decodeReading(body, subjectOf));
  return reading.ok || (await pipeline.sources.admits(caller)) ? reading : refuse('source-not-admitted');
};

const file = async (context: Context, reading: Reading, terms: FilingTerms): Promise<Outcome<Reply>> => {
  const { pipeline, caller, isShown } = context;
  const filed = await pipeline.readings.file(caller, [reading], [terms], isShown);
  if (!filed.ok) return filed;
  const [only] = filed.value;
  if (only === undefined) throw new Error('a reading was filed without an answer');
  return placed(context, 'Observation', only);
};

/**
 * What a condition that names several identifiers matches. Several readings: nothing is written. One: that is the answer,
 * without the gates, the first of which asks for the source.
 */
const matched = async ({ pipeline, caller, ifNoneOf = [] }: Context): Promise<Stored<FiledReading> | undefined> => {
  if (!(await pipeline.sources.admits(caller))) stop('source-not-admitted');
  const matches = new Map<string, Stored<FiledReading>>();
  for (const identifier of ifNoneOf) {
    const page = await pipeline.readings.search(caller, { identifier, count: 1 });
    if (page.ok) for (const entry of page.value.entries) matches.set(entry.id, entry);
  }
  if (matches.size > 1) stop('multiple-matches', undefined, `If-None-Exist: ${matches.size} readings match`);
  return [...matches.values()][0];
};

const create = async (context: Context): Promise<Outcome<Reply>> => {
  const reading = decoded(await read(context));
  checkCondition(context, reading.identifier, 'Observation.identifier');
  const known = context.ifNoneOf === undefined ? undefined : await matched(context);
  if (known !== undefined) return placed(context, 'Observation', { stored: known, effect: 'replayed' });
  return file(context, reading, { createsOnly: context.ifNoneExist !== undefined || context.ifNoneOf !== undefined });
};

/** A correction, a completion or an erasure of the reading that the path names. */
const update = async (context: Context): Promise<Outcome<Reply>> => {
  const { id, body, ifMatch } = context;
  const reading = decoded(await read(context));
  if (body['id'] !== undefined && body['id'] !== id) stop('bad-value', 'Observation.id', 'not the id of the path');
  return file(context, reading, compact({ id, ifMatch }));
};

/**
 * The same by the reading's own identifier. Where nothing is filed under it, it is filed now: a correction may
 * arrive before what it corrects.
 */
const conditionalUpdate = async (context: Context): Promise<Outcome<Reply>> => {
  const { body, ifMatch, query } = context;
  const key = query.token('identifier') ?? stop('unsupported-parameter', 'http.identifier', 'identifier is needed');
  const reading = decoded(await read(context));
  if (keyOf(reading.identifier) !== keyOf(key))
    stop('bad-value', 'Observation.identifier', 'the condition names another identifier');
  const id = body['id'];
  if (id !== undefined && typeof id !== 'string') stop('bad-value', 'Observation.id', 'expected a text');
  return file(context, reading, compact({ id, ifMatch }));
};

/** Readings come in by POST, and are corrected, completed or taken back by PUT. Nothing is deleted. */
export const OBSERVATION_WRITES: readonly Route[] = [
  {
    name: 'Observation.create',
    method: 'POST',
    path: '/Observation',
    roles: GATEWAY,
    conditional: true,
    conditionalOnAny: true,
    subject: 'reading',
    handle: create,
  },
  {
    name: 'Observation.update',
    method: 'PUT',
    path: '/Observation/:id',
    roles: GATEWAY,
    subject: 'reading',
    handle: update,
  },
  {
    name: 'Observation.conditional-update',
    method: 'PUT',
    path: '/Observation',
    roles: GATEWAY,
    parameters: [{ name: 'identifier', type: 'token' }],
    subject: 'reading',
    handle: conditionalUpdate,
  },
];
