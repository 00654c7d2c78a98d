import { searchset } from '../../../contract/wire/fhir/bundle.ts';
import { accept, type Outcome } from '../../../contract/refusal.ts';
import type { Identifier } from '../../../contract/domain/index.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { ResourceType, Stored, Written } from '../../pipeline.ts';
import { type BodyOf, encodeStored } from './encode-stored.ts';
import { PAGE } from './query.ts';
import type { Context, Reply } from './route.ts';
import { decoded, stop } from './surface-refusal.ts';

/** A thing that is stored. Its body is there where it is shown. */
type Shown<T> = Omit<Stored<T>, 'body'> & { readonly body?: T };

/** One resource as it stands now. */
export const replyWith = <T extends ResourceType>(
  context: Context,
  type: T,
  stored: Shown<BodyOf[T]>,
  status = 200,
): Reply => ({
  status,
  resource: () => {
    const { body } = stored;
    if (body === undefined) throw new Error('what is to be shown was not asked for');
    return context.links.resolve(({ ref }) => encodeStored(type, { ...stored, body }, ref));
  },
  etag: `W/"${stored.version}"`,
  lastModified: stored.lastUpdated,
});

/** What a write has led to: 201 for a new thing, 200 for a replay or an update, with its place in either case; 202 in quarantine. */
export const written = <T extends ResourceType>(
  context: Context,
  type: T,
  outcome: Outcome<Written<BodyOf[T]>>,
): Outcome<Reply> => (outcome.ok ? placed(context, type, outcome.value) : outcome);

/** The same of what was written. */
export const placed = <T extends ResourceType>(
  context: Context,
  type: T,
  { stored, effect }: Pick<Written<unknown>, 'effect'> & { readonly stored: Shown<BodyOf[T]> },
): Outcome<Reply> => {
  // Taken aside, where nobody finds it: there is nothing to show, and no place to name.
  if (effect === 'quarantined') return accept({ status: 202 });
  return accept({
    ...replyWith(context, type, stored, effect === 'created' ? 201 : 200),
    location: `${context.links.base}/${type}/${stored.id}/_history/${stored.version}`,
  });
};

/** One resource by logical id, as far as the caller may see it. */
export const readOne =
  <T extends ResourceType>(type: T) =>
  async (context: Context): Promise<Outcome<Reply>> => {
    const found = (await context.pipeline.read(context.caller, type, context.id)) as Outcome<Stored<BodyOf[T]>>;
    return found.ok ? accept(replyWith(context, type, found.value)) : found;
  };

/** A searchset; `next` is the pipeline's opaque cursor. */
export const found = async <T extends ResourceType>(
  context: Context,
  type: T,
  entries: readonly Stored<BodyOf[T]>[],
  next?: string,
): Promise<Outcome<Reply>> => {
  const url = (page?: string): string => {
    const params = new URLSearchParams(context.query.params);
    if (page !== undefined) params.set(PAGE, page);
    const text = params.toString();
    return `${context.links.base}/${type}${text === '' ? '' : `?${text}`}`;
  };
  const resources = await context.links.resolve(({ ref }) => entries.map((entry) => encodeStored(type, entry, ref)));
  const links = compact({ self: url(), next: next === undefined ? undefined : url(next) });
  return accept({ status: 200, resource: () => searchset(context.links.base, resources, links) });
};

/** The condition of a conditional create must name the very thing that is created. */
export const checkCondition = (context: Context, key: Identifier, at: string): void => {
  const condition = context.ifNoneExist;
  if (condition !== undefined && (condition.system !== key.system || condition.value !== key.value)) {
    stop('bad-value', at, 'If-None-Exist names another identifier');
  }
};

/** A create of something whose decoder and whose door are given. */
export const create =
  <T extends ResourceType, B extends { readonly identifier: Identifier }>(
    type: T,
    decode: (context: Context) => Outcome<B> | Promise<Outcome<B>>,
    store: (context: Context, body: B) => Outcome<Written<BodyOf[T]>> | Promise<Outcome<Written<BodyOf[T]>>>,
  ) =>
  async (context: Context): Promise<Outcome<Reply>> => {
    const body = decoded(await decode(context));
    checkCondition(context, body.identifier, `${type}.identifier`);
    return written(context, type, await store(context, body));
  };
