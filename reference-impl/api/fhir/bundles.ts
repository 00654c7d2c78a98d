import { STATUS_CODES } from 'node:http';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import type { FiledReading, Reading } from '../../../contract/domain/index.ts';
import {
  type BundleEntry,
  type EntryAnswer,
  readCreateBundle,
  responseBundle,
} from '../../../contract/wire/fhir/bundle.ts';
import { decodeReading } from '../../../contract/wire/fhir/observation.ts';
import { exceptionOutcome, operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { accept, type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { msOf } from '../../clock/instant.ts';
import type { Written } from '../../pipeline.ts';
import { auditRefusal } from './audit-surface.ts';
import type { Context, Reply, Route } from './route.ts';
import { decoded, SurfaceRefusal } from './surface-refusal.ts';

const TYPE = 'Observation';

/** `Observation.code` of entry 2 is `Bundle.entry[2].resource.code` to who reads the answer. */
const inEntry = (refusal: Refusal, index: number): Refusal => {
  const at = refusal.at ?? TYPE;
  const path = at.startsWith('Bundle.') ? at : `Bundle.entry[${index}].resource${at.replace(/^[A-Za-z]+/, '')}`;
  return refuse(refusal.code, path, refusal.detail).refusal;
};

const statusLine = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

const answered = (written: Written<FiledReading>): EntryAnswer => ({
  status: statusLine(written.effect === 'created' ? 201 : 200),
  location: `${TYPE}/${written.stored.id}/_history/${written.stored.version}`,
  etag: `W/"${written.stored.version}"`,
  lastModified: written.stored.lastUpdated,
});

const refused = (refusal: Refusal, index: number): EntryAnswer => ({
  status: statusLine(REFUSALS[refusal.code].http),
  outcome: operationOutcome(inEntry(refusal, index)),
});

/** An entry as far as it was understood. */
interface Entry {
  readonly reading: Outcome<Reading>;
  readonly resource: JsonObject | undefined;
}

const readingOf = (context: Context, entry: BundleEntry): Outcome<Reading> => {
  const reading = decodeReading(entry.resource, context.links.subjectOf);
  const key = entry.ifNoneExist;
  if (!reading.ok || key === undefined) return reading;
  const { system, value } = reading.value.identifier;
  return key.system === system && key.value === value
    ? reading
    : refuse('bad-value', `${TYPE}.identifier`, 'ifNoneExist names another identifier');
};

const readEntry = (context: Context, entry: Outcome<BundleEntry>): Entry =>
  entry.ok
    ? { reading: readingOf(context, entry.value), resource: entry.value.resource }
    : { reading: entry, resource: undefined };

/** What no concept gets to see, it cannot audit. */
const auditUnread = async ({ pipeline, caller }: Context, entries: readonly Entry[]): Promise<void> => {
  const route = { name: 'system.batch', method: 'POST', subject: 'reading' } as const;
  await Promise.all(
    entries.map(async ({ reading, resource }) => {
      if (!reading.ok) await auditRefusal(pipeline, reading.refusal, { route, caller, body: resource });
    }),
  );
};

/** Each entry for itself, in order of effective time; answers stand in the order of the request. */
const batch = async (context: Context, entries: readonly Entry[]): Promise<EntryAnswer[]> => {
  await auditUnread(context, entries);
  const answers: EntryAnswer[] = entries.map(({ reading: r }, i) => (r.ok ? { status: '' } : refused(r.refusal, i)));
  const order = entries
    .flatMap(({ reading: r }, index) => (r.ok ? [{ index, reading: r.value, at: msOf(r.value.effective) }] : []))
    .sort((a, b) => a.at - b.at || a.index - b.index);
  for (const { index, reading } of order) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- what an entry does may depend on the one before
      const filed = await context.pipeline.readings.file(context.caller, [reading]);
      const first = filed.ok ? filed.value[0] : undefined;
      if (first !== undefined) answers[index] = answered(first);
      else if (!filed.ok) answers[index] = refused(filed.refusal, index);
    } catch {
      answers[index] = { status: statusLine(500), outcome: exceptionOutcome() };
    }
  }
  return answers;
};

/** All or nothing: the first entry that cannot be read or is refused refuses the whole. */
const transaction = async (context: Context, entries: readonly Entry[]): Promise<Outcome<EntryAnswer[]>> => {
  const all = entries.map(({ reading, resource }, i) => {
    if (!reading.ok) throw new SurfaceRefusal(inEntry(reading.refusal, i), resource);
    return reading.value;
  });
  if (all.length === 0) return accept([]);
  const filed = await context.pipeline.readings.file(context.caller, all);
  if (filed.ok) return accept(filed.value.map(answered));
  const { refusal } = filed;
  return { ok: false, refusal: refusal.index === undefined ? refusal : inEntry(refusal, refusal.index) };
};

const handle = async (context: Context): Promise<Outcome<Reply>> => {
  if (!context.pipeline.sources.admits(context.caller)) return refuse('source-not-admitted');
  const { type, entries } = decoded(readCreateBundle(context.body, TYPE));
  const read = entries.map((entry) => readEntry(context, entry));
  const answers = type === 'batch' ? accept(await batch(context, read)) : await transaction(context, read);
  return answers.ok ? accept({ status: 200, resource: responseBundle(type, answers.value) }) : answers;
};

/** Many readings in one request. */
export const BUNDLES: readonly Route[] = [
  {
    name: 'system.batch',
    also: ['system.transaction'],
    method: 'POST',
    path: '/',
    roles: ['gateway'],
    subject: 'reading',
    handle,
  },
];
