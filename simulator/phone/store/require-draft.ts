import type { SampleDraft } from './health-sample.ts';

const MAX_NAME = 255;
const MAX_SYNC_IDENTIFIER = 512;

/** Throws RangeError on a draft that no store takes: without a source, a time, or with half a sync key. */
export function requireDraft(app: string, { startMs, sync }: SampleDraft<unknown>): void {
  if (app === '' || app.length > MAX_NAME || app.includes(' ')) throw new RangeError(`app "${app.slice(0, 60)}"`);
  if (!Number.isSafeInteger(startMs)) throw new RangeError(`startMs ${startMs}: whole milliseconds`);
  if (sync === undefined) return;
  if (sync.identifier === '' || sync.identifier.length > MAX_SYNC_IDENTIFIER) {
    throw new RangeError(`a sync identifier of ${sync.identifier.length} characters: 1 to ${MAX_SYNC_IDENTIFIER}`);
  }
  if (!Number.isSafeInteger(sync.version) || sync.version < 0) {
    throw new RangeError(`sync version ${sync.version}: a whole number from 0`);
  }
}
