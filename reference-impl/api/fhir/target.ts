import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { type Identifier, keyOf } from '../../../contract/domain/identifier.ts';
import type { ResourceType } from '../../pipeline.ts';
import type { Context } from './route.ts';
import { stop } from './surface-refusal.ts';

/**
 * A PUT changes what its path names: the body must carry the same logical id and, since a business
 * key never changes, the same identifier. Refused as `unknown`, `bad-value` or `immutable`.
 */
export const checkId = async (
  context: Context,
  type: ResourceType,
  key: Identifier,
  unknown: RefusalName,
): Promise<void> => {
  const stored = await context.pipeline.references.identifierOf(`${type}/${context.id}`);
  if (stored === undefined) stop(unknown, `${type}.id`, `${type}/${context.id}`);
  const own = context.body['id'];
  if (own !== undefined && own !== context.id) stop('bad-value', `${type}.id`, 'not the id of the path');
  if (keyOf(stored) !== keyOf(key)) stop('immutable', `${type}.identifier`);
};
