import { open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const CHUNK_BYTES = 1024 * 1024;

/**
 * The bytes of a file that is still being written, a chunk at a time; a chunk holds until the next one is asked for.
 * `isOver`: nothing is written any more; what is there by then is read to its end. `everyMs`: how often is looked.
 */
export async function* followFile(path: string, isOver: () => boolean, everyMs: number): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      // Asked before reading: what was written by then is read below.
      const over = isOver();
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, null);
      if (bytesRead > 0) yield chunk.subarray(0, bytesRead);
      else if (over) return;
      else await pause(everyMs);
    }
  } finally {
    await file.close();
  }
}
