import { isObject, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { ReferenceBook } from './reference-book.ts';

/** A version that counts says by itself which one it is. */
const COUNTED = /^[1-9]\d{0,8}$/;

const versionIdOf = ({ meta }: JsonObject): string | undefined => {
  const text = isObject(meta) ? meta['versionId'] : undefined;
  return typeof text === 'string' ? text : undefined;
};

/** The version of a resource, `Task/t1`, where it says which. */
const shownBy = (resource: JsonObject): readonly [reference: string, versionId: string] | undefined => {
  const { resourceType, id } = resource;
  const versionId = versionIdOf(resource);
  if (typeof resourceType !== 'string' || typeof id !== 'string' || versionId === undefined) return undefined;
  return [`${resourceType}/${id}`, versionId];
};

/** Remembers that a version was shown: of those that do not count, the order in which they came is all that tells them apart. */
export const noteVersion = (book: ReferenceBook, resource: JsonObject | undefined): void => {
  const shown = resource === undefined ? undefined : shownBy(resource);
  if (shown !== undefined && !COUNTED.test(shown[1])) book.placeOf(...shown);
};

/**
 * Which version a resource is, from 1. R4 leaves it to the server how it names versions (Resource.meta.versionId is an id):
 * `counted` where they count, else by the order in which they came into sight, and at least `least`.
 */
export const versionNumber = (book: ReferenceBook, resource: JsonObject, counted: number, least = 1): number => {
  const shown = shownBy(resource);
  return shown === undefined || COUNTED.test(shown[1]) ? counted : Math.max(least, book.placeOf(...shown));
};
