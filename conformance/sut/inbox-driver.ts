import type { InboxItem } from '../../contract/domain/index.ts';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import type { Actor } from './actor.ts';
import type { Driver } from './driver.ts';
import type { Look, LookQuery } from './fhir/acts/inbox.ts';
import type { Decoded, RawRead } from './fhir/read-all.ts';

/** What the observer reads an In Basket with: pages as they came, and what they hold. */
export interface InboxDriver extends Driver {
  look(query: LookQuery, actor: Actor): Promise<Look>;
  /** The same, without reading what the pages hold: nothing delays the next look. */
  fetchInbox(query: LookQuery, actor: Actor): Promise<RawRead>;
  readItems(resources: readonly JsonObject[]): Promise<Decoded<InboxItem>>;
}
