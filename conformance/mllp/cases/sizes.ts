import { cases } from '../talk.ts';
import { VT, withSegment } from './bytes.ts';

const MIB = 1024 * 1024;
const filler = (bytes: number): ((text: string) => string) =>
  withSegment(Array.from({ length: Math.ceil(bytes / 1000) }, (_, i) => `ZVP|${i}|${'x'.repeat(980)}`).join('\r'));

/** Messages are long at times. */
export const sizes = cases('stream', {
  'one-megabyte': [
    'A message of 1 MB is read',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('1 MB', { edit: filler(MIB) });
      await wire.send(message);
      await wire.answered(message);
    },
  ],
  'five-megabytes': [
    'A message of 5 MB is read',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('5 MB', { edit: filler(5 * MIB) });
      await wire.send(message);
      await wire.answered(message);
    },
  ],
  'without-end': [
    'A frame that goes on for 16 MB does not keep others from being served',
    async (talk) => {
      const wire = await talk.connect();
      await wire.raw(VT, 1);
      const piece = Buffer.alloc(MIB, 'x');
      for (let i = 0; i < 16; i += 1)
        // oxlint-disable-next-line no-await-in-loop -- one stream
        await wire.raw(piece);
      const other = await talk.connect();
      const message = talk.message('while another frame has no end');
      await other.send(message);
      await other.answered(message);
      wire.reset();
    },
  ],
});
