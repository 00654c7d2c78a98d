import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CR, FS, MllpFramer, VT } from './mllp.ts';

test('whatever comes, at once or byte by byte: the same messages, and the same thrown away', () => {
  const byte = fc.constantFrom(VT, FS, CR, 0x61, 0x62);
  const stream = fc.array(byte, { maxLength: 40 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(stream, stream, fc.integer({ min: 0, max: 8 }), (before, behind, most) => {
      const all = Buffer.concat([before, behind]);
      const [whole, halved, slow] = [new MllpFramer(most), new MllpFramer(most), new MllpFramer(most)];
      const messages = (chunks: readonly Buffer[], framer: MllpFramer) =>
        chunks
          .flatMap((chunk) => framer.push(chunk))
          .filter(({ kind }) => kind === 'message')
          .map(({ bytes }) => bytes.toString('latin1'));
      const bytes = Array.from(all, (one) => Buffer.from([one]));
      const expected = messages(bytes, slow);
      expect(messages([all], whole)).toEqual(expected);
      expect(messages([before, behind], halved)).toEqual(expected);
      for (const framer of [whole, halved]) {
        expect(framer.discarded).toEqual(slow.discarded);
        expect(framer.unfinished).toBe(slow.unfinished);
      }
    }),
    { numRuns: 2000 },
  );
});
