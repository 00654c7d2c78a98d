import { perType, type HealthSample, type SampleDraft } from './health-sample.ts';

type BySource = Map<string, Map<string, number>>;

/** Ids of samples by type, source and sync identifier: two apps may use the same text for different things. */
export class SyncIndex {
  readonly #ids = perType<BySource>(() => new Map());

  get(source: string, { type, sync }: SampleDraft<unknown>): number | undefined {
    return sync === undefined ? undefined : this.#ids[type].get(source)?.get(sync.identifier);
  }

  set({ type, source, sync, id }: HealthSample<unknown>): void {
    if (sync === undefined) return;
    const known = this.#ids[type].get(source);
    if (known === undefined) this.#ids[type].set(source, new Map([[sync.identifier, id]]));
    else known.set(sync.identifier, id);
  }

  delete({ type, source, sync }: HealthSample<unknown>): void {
    if (sync !== undefined) this.#ids[type].get(source)?.delete(sync.identifier);
  }
}
