import type { Pipeline } from '../../pipeline.ts';
import { linksOf, type References } from './links.ts';

/** References of a pipeline in the same thread, which are told at once. */
export const linksNow = (
  pipeline: Pick<Pipeline, 'references'>,
  base: string,
): References & { readonly base: string } => {
  const references = linksOf(pipeline, base).resolve((found) => found);
  if (references instanceof Promise) throw new Error('they are told at once in the same thread');
  return { base, ...references };
};
