import { type InboxItem, keyOf } from '../../contract/domain/index.ts';
import { provesLack } from '../oracle/sight/pass.ts';
import { SurfaceSight } from '../oracle/sight/surface-sight.ts';
import { type Instant, showInstant, tryLocalInstant } from '../oracle/time/instant.ts';
import { afterPass, type Cursor, sinceOf, startCursor } from '../sight/cursor.ts';
import { EHR } from '../sut/actor.ts';
import type { Look } from '../sut/fhir/acts/inbox.ts';
import { type RawPage, type RawRead, versionOf } from '../sut/fhir/read-all.ts';
import type { InboxDriver } from '../sut/inbox-driver.ts';
import type { ItemSight } from './item-log.ts';
import { passOf, shownOf, stampOf } from './pass-of.ts';

/** Passes that bound from below when something came into sight. Mostly the last one does. */
const PASSES_KEPT = 64;

/**
 * So many whole looks ask again for what could not be read, such as an item whose reading nobody named because the system
 * went down: the cursor has passed it. An item that nobody can ever read is left then.
 */
const MOST_ASKED_AGAIN = 100;

/** A look as it came, with the stamp that it asked from. */
export interface Fetched {
  readonly look: RawRead;
  readonly since: Instant | undefined;
}

/** What a look showed for the first time, page by page, and what it showed at all. */
export interface ReadLook {
  readonly pages: readonly { readonly page: RawPage; readonly sights: readonly ItemSight[] }[];
  /** Keys of all items on it. */
  readonly keys: ReadonlySet<string>;
  /** What could not be read, and why. */
  readonly spoilt: readonly string[];
  /** It proves what it does not show. */
  readonly complete: boolean;
}

/** The inbox search with a cursor (bindings 3): fetches looks, reads them, and knows when what came into sight. */
export class InboxReader {
  readonly #driver: Pick<InboxDriver, 'fetchInbox' | 'readItems'>;
  readonly #sight = new SurfaceSight(PASSES_KEPT);
  /** Versions read already, with the item's key: most of a look was in the look before. */
  readonly #read = new Map<string, string>();
  #cursor: Cursor;
  /** Where the earliest look began of which something could not be read (undefined: at the origin), and how often it was asked for. */
  #unread: { readonly since: Instant | undefined; readonly times: number } | undefined;

  /** `lagMs`: the longest time from stamp to visible that the SUT declares. */
  constructor(driver: Pick<InboxDriver, 'fetchInbox' | 'readItems'>, lagMs: number) {
    this.#driver = driver;
    this.#cursor = startCursor(lagMs);
  }

  /** One look, nothing in it read yet. `origin`: from where to ask while no stamp was seen. */
  async fetch(origin: string | undefined): Promise<Fetched> {
    const begunAt = this.#cursor;
    const from = this.#withUnread(sinceOf(begunAt));
    const asked = from === undefined ? origin : showInstant(from);
    const look = await this.#driver.fetchInbox(asked === undefined ? {} : { since: asked }, EHR);
    const since = asked === undefined ? undefined : tryLocalInstant(asked)?.at;
    const complete = provesLack(passOf(look, since, () => true));
    const pages = look.pages.map(({ resources }) => resources.map(stampOf));
    this.#cursor = afterPass(this.#cursor, { begunAt, pages, complete });
    return { look, since };
  }

  /** Reads looks in the order in which they were fetched. */
  async read({ look, since }: Fetched): Promise<ReadLook> {
    const items = new Map<string, InboxItem>();
    const spoilt: string[] = [];
    for (const page of look.pages) {
      const fresh = page.resources.filter((resource) => !this.#read.has(versionOf(resource)));
      const decoded = await this.#driver.readItems(fresh);
      spoilt.push(...decoded.spoilt);
      for (const [i, item] of decoded.values.entries()) {
        if (item === undefined) continue;
        const version = versionOf(fresh[i] ?? {});
        this.#read.set(version, keyOf(item.identifier));
        items.set(version, item);
      }
    }
    this.#remember(since, spoilt.length > 0, look.complete);
    const pass = passOf(look, since, (resource) => this.#read.has(versionOf(resource)));
    this.#sight.pass(pass);
    const pages = look.pages.map((page) => ({
      page,
      sights: page.resources.flatMap((resource) => {
        const item = items.get(versionOf(resource));
        const shown = shownOf(resource);
        const sight = this.#sight.sight(shown.item, shown.version);
        return item === undefined || sight === undefined ? [] : [{ item, ...sight }];
      }),
    }));
    const keys = look.pages.flatMap((page) => page.resources.flatMap((r) => this.#read.get(versionOf(r)) ?? []));
    return { pages, keys: new Set(keys), spoilt, complete: provesLack(pass) && spoilt.length === 0 };
  }

  /** From where a look asks that would ask from `from`, and shows what could not be read as well. */
  #withUnread(from: Instant | undefined): Instant | undefined {
    const unread = this.#unread;
    if (unread === undefined) return from;
    const { since } = unread;
    if (from === undefined || since === undefined) return undefined;
    return since < from ? since : from;
  }

  /** A look that is not whole tells neither that it can be read nor that it cannot. */
  #remember(since: Instant | undefined, hasUnread: boolean, complete: boolean): void {
    const before = this.#unread;
    const times = (before?.times ?? 0) + (complete ? 1 : 0);
    const reaches =
      before !== undefined && (since === undefined || (before.since !== undefined && since <= before.since));
    if (hasUnread && times <= MOST_ASKED_AGAIN)
      this.#unread = { since: before === undefined || reaches ? since : before.since, times };
    else if (hasUnread || (complete && reaches)) this.#unread = undefined;
  }

  /**
   * For each item of a sweep: until when looks missed it, if it is stamped before what they still ask for and none
   * has shown it (it lagged more than declared: invisible to a client that follows the cursor). Null for all else.
   */
  missedUntil(sweep: Look): readonly (number | null)[] {
    const since = sinceOf(this.#cursor);
    const resources = sweep.pages.flatMap((page) => page.resources);
    return sweep.items.map((_, i) => {
      const resource = resources.length === sweep.items.length ? resources[i] : undefined;
      if (resource === undefined || since === undefined) return null;
      const shown = shownOf(resource);
      if (shown.stamp === undefined || shown.stamp >= since) return null;
      if (this.#sight.sight(shown.item, shown.version) !== undefined) return null;
      return this.#sight.missedUntil(shown, sweep.performed.sent);
    });
  }
}
