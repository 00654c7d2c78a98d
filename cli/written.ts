import type { Writable } from 'node:stream';

/** Settles once all that was given to a stream is written, or it is known that nobody reads it any more. */
export const written = async (stream: Writable): Promise<void> => {
  if (stream.destroyed || stream.errored !== null || stream.writableEnded) return;
  await new Promise<void>((resolve) => {
    stream.once('close', resolve);
    stream.write('', () => resolve());
  });
};
