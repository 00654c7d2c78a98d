import { isObject, type JsonObject } from '../../contract/wire/json/lossless.ts';
import type { Pass, Shown } from '../oracle/sight/pass.ts';
import { type Instant, tryLocalInstant } from '../oracle/time/instant.ts';
import { type RawRead, versionOf } from '../sut/fhir/read-all.ts';

const COUNTED = /^[1-9]\d{0,8}$/;

const metaOf = ({ meta }: JsonObject): JsonObject => (isObject(meta) ? meta : {});

/** `meta.lastUpdated`; undefined where there is none that can be read. */
export const stampOf = (resource: JsonObject): Instant | undefined =>
  tryLocalInstant(String(metaOf(resource)['lastUpdated']))?.at;

/**
 * A resource as something shown, by its logical id. Versions are opaque: those that do not count are items of their
 * own, none of which stands for another.
 */
export const shownOf = (resource: JsonObject): Shown => {
  const id = String(resource['id']);
  const version = String(metaOf(resource)['versionId']);
  const stamp = stampOf(resource);
  const name = COUNTED.test(version)
    ? { item: id, version: Number(version) }
    : { item: versionOf(resource), version: 1 };
  return { ...name, ...(stamp === undefined ? {} : { stamp }) };
};

/** A look as a pass that asked from `since` on. `isRead`: whether what a resource says could be read. */
export const passOf = (look: RawRead, since: Instant | undefined, isRead: (resource: JsonObject) => boolean): Pass => ({
  sent: look.performed.sent,
  complete: look.complete,
  pages: look.pages.map(({ received, resources }) => ({
    received,
    shows: resources.filter(isRead).map(shownOf),
    unread: resources.filter((resource) => !isRead(resource)).map((resource) => shownOf(resource).item),
  })),
  ...(since === undefined ? {} : { since }),
});
