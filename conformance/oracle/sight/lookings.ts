import type { Mono } from '../../history/lines.ts';
import { type Pass, provesLack, type Shown } from './pass.ts';

/** A pass that proves what it lacks, with the greatest version it showed of each item. */
interface Looking {
  readonly pass: Pass;
  readonly versions: ReadonlyMap<string, number>;
}

const lookingOf = (pass: Pass): Looking => {
  const versions = new Map<string, number>();
  for (const { shows, unread = [] } of pass.pages) {
    for (const { item, version } of shows) versions.set(item, Math.max(version, versions.get(item) ?? version));
    // What could not be read may have been any version.
    for (const item of unread) versions.set(item, Number.POSITIVE_INFINITY);
  }
  return { pass, versions };
};

const lacks = ({ versions }: Looking, { item, version }: Shown): boolean => {
  const shown = versions.get(item);
  return shown === undefined || shown < version;
};

const asksPatient = ({ patient }: Pass, shown: Shown): boolean => patient === undefined || patient === shown.patient;
const asksStamp = ({ since }: Pass, { stamp }: Shown): boolean =>
  since === undefined || (stamp !== undefined && since <= stamp);

/** The passes of one surface that prove what they lack, by when they began. */
export class Lookings {
  readonly #keep: number;
  readonly #passes: Looking[] = [];

  /** `keep`: how many to remember, the last ones. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** Takes a pass in any order; one that proves nothing is let go. */
  add(pass: Pass): void {
    if (!provesLack(pass)) return;
    const at = this.#firstFrom(pass.sent);
    this.#passes.splice(at, 0, lookingOf(pass));
    if (this.#passes.length > this.#keep) this.#passes.shift();
  }

  /** Start of the last pass begun before `by` that lacks it. `asked`: only passes that asked for its stamp. */
  lastLack(shown: Shown, by: Mono, asked: boolean): Mono | null {
    for (let i = this.#firstFrom(by) - 1; i >= 0; i--) {
      const looking = this.#passes[i];
      if (looking === undefined || !lacks(looking, shown) || !asksPatient(looking.pass, shown)) continue;
      if (!asked || asksStamp(looking.pass, shown)) return looking.pass.sent;
    }
    return null;
  }

  /** The first pass begun at `from` or later that asked for it and lacks it. */
  firstLack(shown: Shown, from: Mono): { sent: Mono; line?: number; olderVersion?: number } | undefined {
    for (const looking of this.#passes.slice(this.#firstFrom(from))) {
      const { pass, versions } = looking;
      if (!lacks(looking, shown) || !asksPatient(pass, shown) || !asksStamp(pass, shown)) continue;
      const olderVersion = versions.get(shown.item);
      return {
        sent: pass.sent,
        ...(pass.line === undefined ? {} : { line: pass.line }),
        ...(olderVersion === undefined ? {} : { olderVersion }),
      };
    }
    return undefined;
  }

  /** Index of the first pass begun at `from` or later. */
  #firstFrom(from: Mono): number {
    let low = 0;
    let high = this.#passes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const looking = this.#passes[middle];
      if (looking !== undefined && looking.pass.sent < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
