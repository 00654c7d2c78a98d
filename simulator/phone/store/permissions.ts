import { perType, type HealthType } from './health-sample.ts';

/** What an app may know of its leave to write. There is no such question for reading. */
export type ShareStatus = 'not-determined' | 'denied' | 'authorized';

/** Per app and type; a person decides, and may decide otherwise later. */
export class Permissions {
  readonly #share = perType<Map<string, boolean>>(() => new Map());
  readonly #read = perType<Set<string>>(() => new Set());

  decide(app: string, type: HealthType, allowed: { readonly share?: boolean; readonly read?: boolean }): void {
    if (allowed.share !== undefined) this.#share[type].set(app, allowed.share);
    if (allowed.read === true) this.#read[type].add(app);
    else if (allowed.read === false) this.#read[type].delete(app);
  }

  shareStatus(app: string, type: HealthType): ShareStatus {
    const allowed = this.#share[type].get(app);
    return allowed === undefined ? 'not-determined' : allowed ? 'authorized' : 'denied';
  }

  /** For the store alone: no app may see the answer, because a refusal would itself tell of a disease. */
  mayRead(app: string, type: HealthType): boolean {
    return this.#read[type].has(app);
  }
}
