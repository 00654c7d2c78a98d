import type { Measure } from '../../contract/domain/measure.ts';
import { keyOf } from '../../contract/domain/identifier.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import type { Json } from '../../contract/wire/json/lossless.ts';
import { sameJson } from '../../contract/wire/json/same.ts';
import { momentOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import type { Caller, Pipeline, Written } from '../pipeline.ts';
import type { KnownSource } from './known-source.ts';

const plain = (body: object): Json => JSON.parse(JSON.stringify(body)) as Json;

const set = (ctx: Context, caller: Caller, next: KnownSource): Outcome<Written<KnownSource>> => {
  const table = ctx.tables.sources;
  const { identifier, expires } = next.source;
  if (momentOf(expires) === undefined) return refuse('bad-value', 'expires', 'no such day');
  const known = table.byKey(keyOf(identifier));
  if (known !== undefined && sameJson(plain(known.body), plain(next)))
    return accept({ stored: known, effect: 'replayed', warnings: [] });
  const stored = known === undefined ? table.insert(keyOf(identifier), next) : table.update(known, next);
  const isNew = known === undefined;
  ctx.audit({ caller, subject: 'access', action: isNew ? 'create' : 'update', entity: identifier });
  return accept({ stored, effect: isNew ? 'created' : 'updated', warnings: [] });
};

/** Whether readings of a caller are looked at at all, at this instant. */
export const isFromSource = (
  ctx: Context,
  { source }: Caller,
  measure: Measure | undefined,
  nowMs: number,
): boolean => {
  if (ctx.policies.sources === 'open') return true;
  const known = source === undefined ? undefined : ctx.tables.sources.byKey(keyOf(source))?.body;
  return ctx.use.isAdmitted(known, measure, nowMs);
};

/** Senders' clients: admitted with what they may send and until when, and withdrawn. */
export const createSources = (ctx: Context): Pipeline['sources'] => ({
  set: (caller, source, status) =>
    ctx.write({ caller, subject: 'access', action: 'update', entity: source.identifier }, () =>
      ctx.use.roleMay(caller, 'provision') ? set(ctx, caller, { source, status }) : refuse('scope'),
    ),
  list: (caller) =>
    ctx.looked(
      { caller, subject: 'access', action: 'read' },
      ctx.use.roleMay(caller, 'provision') ? accept(ctx.tables.sources.select('ORDER BY seq')) : refuse('scope'),
    ),
  admits: (caller) => isFromSource(ctx, caller, undefined, ctx.clocks.now()),
});
