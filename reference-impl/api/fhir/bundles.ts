import { STATUS_CODES } from 'node:http';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import {
  type BundleEntry,
  type EntryAnswer,
  readWriteBundle,
  responseBundle,
} from '../../../contract/wire/fhir/bundle.ts';
import { decodeReading } from '../../../contract/wire/fhir/observation.ts';
import { exceptionOutcome, operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { conditionalKey } from '../../../contract/wire/fhir/reference.ts';
import { accept, type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { msOf } from '../../clock/instant.ts';
import type { FilingTerms } from '../../pipeline.ts';
import type { Placed } from '../../reach/reached.ts';
import { lackingScopes, needsOf } from '../auth/scopes/needs.ts';
import { auditRefusal } from './audit-surface.ts';
import type { References } from './links.ts';
import type { Context, Reply, Route } from './route.ts';
import { decoded, stop, SurfaceRefusal } from './surface-refusal.ts';

const TYPE = 'Observation';

/** `Observation.code` of entry 2 is `Bundle.entry[2].resource.code` to who reads the answer. */
const inEntry = (refusal: Refusal, index: number): Refusal => {
  const at = refusal.at ?? TYPE;
  const path = at.startsWith('Bundle.') ? at : `Bundle.entry[${index}].resource${at.replace(/^[A-Za-z]+/, '')}`;
  return refuse(refusal.code, path, refusal.detail).refusal;
};

const statusLine = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

const answered = ({ stored, effect }: Placed): EntryAnswer =>
  effect === 'quarantined'
    ? { status: statusLine(202) }
    : {
        status: statusLine(effect === 'created' ? 201 : 200),
        location: `${TYPE}/${stored.id}/_history/${stored.version}`,
        etag: `W/"${stored.version}"`,
        lastModified: stored.lastUpdated,
      };

const refused = (refusal: Refusal, index: number): EntryAnswer => ({
  status: statusLine(REFUSALS[refusal.code].http),
  outcome: operationOutcome(inEntry(refusal, index)),
});

/** A reading, and what its entry says of it. */
interface Submitted {
  readonly reading: Reading;
  readonly terms: FilingTerms;
}

const termsOf = ({ ifNoneExist, update, resource }: BundleEntry): Outcome<FilingTerms> => {
  if (update === undefined) return accept({ createsOnly: ifNoneExist !== undefined });
  const own = resource['id'];
  if (own !== undefined && typeof own !== 'string') return refuse('bad-value', `${TYPE}.id`, 'expected a text');
  if (own !== undefined && update.id !== undefined && own !== update.id)
    return refuse('bad-value', `${TYPE}.id`, 'not the id of the request');
  return accept(compact({ id: update.id ?? own, ifMatch: update.ifMatch }));
};

const submittedOf = ({ subjectOf }: References, entry: BundleEntry): Outcome<Submitted> => {
  const reading = decodeReading(entry.resource, subjectOf);
  if (!reading.ok) return reading;
  const terms = termsOf(entry);
  if (!terms.ok) return terms;
  const key = entry.ifNoneExist ?? entry.update?.identifier;
  return key === undefined || keyOf(key) === keyOf(reading.value.identifier)
    ? accept({ reading: reading.value, terms: terms.value })
    : refuse('bad-value', `${TYPE}.identifier`, 'the request names another identifier');
};

/** An entry as far as it was understood. */
interface Entry {
  readonly submitted: Outcome<Submitted>;
  readonly resource: JsonObject | undefined;
}

const NEEDS = {
  create: needsOf(`${TYPE}.create`),
  conditionalCreate: needsOf(`${TYPE}.conditional-create`),
  update: needsOf(`${TYPE}.update`),
  conditionalUpdate: needsOf(`${TYPE}.conditional-update`),
} as const;

/** An entry needs the scope that its request would need by itself. */
const scopeOf = ({ caller }: Context, { update, ifNoneExist }: BundleEntry): Outcome<true> => {
  const create = ifNoneExist === undefined ? NEEDS.create : NEEDS.conditionalCreate;
  const change = update?.identifier === undefined ? NEEDS.update : NEEDS.conditionalUpdate;
  const lacking = lackingScopes(caller, update === undefined ? create : change);
  return lacking === undefined ? accept(true) : refuse('scope', undefined, `the token needs scope ${lacking}`);
};

const readEntry = (context: Context, references: References, entry: Outcome<BundleEntry>): Entry => {
  if (!entry.ok) return { submitted: entry, resource: undefined };
  const { resource } = entry.value;
  const scope = scopeOf(context, entry.value);
  return { submitted: scope.ok ? submittedOf(references, entry.value) : scope, resource };
};

/** In a transaction a reference may be a search: that for an identifier names it already, and whether it is known is asked later. */
const withConditional = (references: References): References => ({
  ...references,
  subjectOf: (reference) => conditionalKey(reference) ?? references.subjectOf(reference),
});

/** What no concept gets to see, it cannot audit. */
const auditUnread = async ({ pipeline, caller }: Context, entries: readonly Entry[]): Promise<void> => {
  const route = { name: 'system.batch', method: 'POST', subject: 'reading' } as const;
  await Promise.all(
    entries.map(async ({ submitted, resource }) => {
      if (!submitted.ok) await auditRefusal(pipeline, submitted.refusal, { route, caller, body: resource });
    }),
  );
};

const byName = ({ identifier: a }: Reading, { identifier: b }: Reading): number =>
  a.value === b.value ? 0 : a.value < b.value ? -1 : 1;

const filedAlone = async (
  { pipeline, caller }: Context,
  { reading, terms }: Submitted,
  index: number,
): Promise<EntryAnswer> => {
  try {
    const filed = await pipeline.readings.file(caller, [reading], [terms]);
    if (!filed.ok) return refused(filed.refusal, index);
    const [only] = filed.value;
    if (only === undefined) throw new Error('a reading was filed without an answer');
    return answered(only);
  } catch {
    return { status: statusLine(500), outcome: exceptionOutcome() };
  }
};

/**
 * Each entry for itself, in order of effective time, ties by identifier; answers stand in the order of the request.
 * None waits for the answer to the one before: writers take effect in the order in which they come, many in one commit.
 */
const batch = async (context: Context, entries: readonly Entry[]): Promise<EntryAnswer[]> => {
  await auditUnread(context, entries);
  const answers: EntryAnswer[] = entries.map(({ submitted: r }, i) => (r.ok ? { status: '' } : refused(r.refusal, i)));
  const order = entries
    .flatMap(({ submitted: r }, index) => (r.ok ? [{ index, ...r.value, at: msOf(r.value.reading.effective) }] : []))
    .sort((a, b) => a.at - b.at || byName(a.reading, b.reading) || a.index - b.index);
  await Promise.all(
    order.map(async (one) => {
      answers[one.index] = await filedAlone(context, one, one.index);
    }),
  );
  return answers;
};

/** What an entry is about: the identifier of its reading, and the logical id where it names one. */
const namesOf = ({ reading, terms }: Submitted): readonly string[] => [
  keyOf(reading.identifier),
  ...(terms.id === undefined ? [] : [`${TYPE}/${terms.id}`]),
];

/** The first entry about a reading that one before it is about too, and that one, by their positions. */
const repeatedIn = (all: readonly Submitted[]): { readonly index: number; readonly before: number } | undefined => {
  const first = new Map<string, number>();
  for (const [index, one] of all.entries()) {
    const names = namesOf(one);
    const before = names.map((name) => first.get(name)).find((at) => at !== undefined);
    if (before !== undefined) return { index, before };
    for (const name of names) first.set(name, index);
  }
  return undefined;
};

/**
 * All or nothing: the first entry that cannot be read or is refused refuses the whole. So do two about one reading, of which
 * nobody could say which one is to stand (R4, http, Transaction Processing Rules: identities that overlap).
 */
const transaction = async (context: Context, entries: readonly Entry[]): Promise<Outcome<EntryAnswer[]>> => {
  const all = entries.map(({ submitted, resource }, i) => {
    if (!submitted.ok) throw new SurfaceRefusal(inEntry(submitted.refusal, i), resource);
    return submitted.value;
  });
  if (all.length === 0) return accept([]);
  const repeated = repeatedIn(all);
  if (repeated !== undefined) {
    const { index, before } = repeated;
    const { refusal } = refuse(
      'malformed',
      `Bundle.entry[${index}]`,
      `Bundle.entry[${before}] is about the same reading`,
    );
    throw new SurfaceRefusal(refusal, entries[index]?.resource);
  }
  const filed = await context.pipeline.readings.file(
    context.caller,
    all.map(({ reading }) => reading),
    all.map(({ terms }) => terms),
  );
  if (filed.ok) return accept(filed.value.map(answered));
  const { refusal } = filed;
  return { ok: false, refusal: refusal.index === undefined ? refusal : inEntry(refusal, refusal.index) };
};

const handle = async (context: Context): Promise<Outcome<Reply>> => {
  if (!(await context.pipeline.sources.admits(context.caller))) stop('source-not-admitted');
  const { type, entries } = decoded(readWriteBundle(context.body, TYPE));
  const read = await context.links.resolve((references) => {
    const of = type === 'transaction' ? withConditional(references) : references;
    return entries.map((entry) => readEntry(context, of, entry));
  });
  const answers = type === 'batch' ? accept(await batch(context, read)) : await transaction(context, read);
  return answers.ok
    ? accept({ status: 200, resource: () => responseBundle(type, answers.value), isResult: true })
    : answers;
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
