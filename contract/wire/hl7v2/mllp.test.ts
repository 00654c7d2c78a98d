import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CR, FS, MllpFramer, VT, frame } from './mllp.ts';

const texts = (framer: MllpFramer, ...chunks: readonly Buffer[]): readonly string[] =>
  chunks
    .flatMap((chunk) => framer.push(chunk))
    .map(({ kind, bytes }) => (kind === 'message' ? bytes.toString() : kind));
const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

/** Content as HL7 allows it: anything but VT, and FS only where no CR follows. */
const content = fc
  .uint8Array({ maxLength: 40 })
  .map((array) => Buffer.from(array.filter((byte) => byte !== VT)))
  .filter((buffer) => !buffer.includes(Buffer.from([FS, CR])) && buffer.at(-1) !== FS);

const cut = (stream: Buffer, at: readonly number[]): readonly Buffer[] => {
  const places = [0, ...at.map((place) => place % (stream.length + 1)), stream.length].toSorted((a, b) => a - b);
  return places.slice(1).map((end, index) => stream.subarray(places[index], end));
};

describe('framing', () => {
  test('a frame is VT, content, FS CR', () => {
    expect(frame('MSH')).toEqual(bytes(VT, 'MSH', FS, CR));
    expect(frame(Buffer.from([1, 2]))).toEqual(bytes(VT, 1, 2, FS, CR));
  });

  test('any messages in any segmentation, with garbage between, come out as they went in', () => {
    const garbage = fc.uint8Array({ maxLength: 10 }).map((array) => Buffer.from(array.filter((byte) => byte !== VT)));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(garbage, content), { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (parts, at) => {
          const stream = Buffer.concat(parts.flatMap(([before, message]) => [before, frame(message)]));
          const framer = new MllpFramer();
          const received = cut(stream, at).flatMap((chunk) => framer.push(chunk));
          expect(received.map(({ bytes: got }) => got)).toEqual(parts.map(([, message]) => message));
          expect(framer.discarded).toEqual({
            bytes: parts.reduce((sum, [before]) => sum + before.length, 0),
            truncated: 0,
          });
          expect(framer.unfinished).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a lost end drops that message alone', () => {
    const framer = new MllpFramer();
    expect(texts(framer, bytes(VT, 'lost', VT, 'good', FS, CR))).toEqual(['good']);
    expect(framer.discarded).toEqual({ bytes: 4, truncated: 1 });
  });

  test('a lost end behind a FS, too', () => {
    expect(texts(new MllpFramer(), bytes(VT, 'lost', FS), bytes(VT, 'good', FS, CR))).toEqual(['good']);
  });

  test('FS without CR is content', () => {
    expect(texts(new MllpFramer(), bytes(VT, 'a', FS), bytes('b', FS, FS), bytes(CR))).toEqual(['a\u001cb\u001c']);
  });

  test('an empty frame is a message', () => {
    expect(texts(new MllpFramer(), bytes(VT, FS, CR))).toEqual(['']);
  });

  test('a message handed out stays as it is when more comes', () => {
    const framer = new MllpFramer();
    const [first] = framer.push(frame('first'));
    framer.push(frame('other'));
    expect(first?.bytes.toString()).toBe('first');
  });
});

describe('bounds', () => {
  test('any segmentation finds the same oversize messages, and the ones behind them', () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 20 }), (messages, at) => {
        const framer = new MllpFramer(20);
        const received = cut(Buffer.concat(messages.map((message) => frame(message))), at).flatMap((chunk) =>
          framer.push(chunk),
        );
        expect(received.map(({ kind }) => kind)).toEqual(
          messages.map(({ length }) => (length <= 20 ? 'message' : 'oversize')),
        );
        for (const [index, { kind, bytes: got }] of received.entries()) {
          const expected = messages[index] ?? Buffer.alloc(0);
          expect(got).toEqual(kind === 'message' ? expected : expected.subarray(0, got.length));
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('an endless message is told once, with its first bytes, and costs no memory', () => {
    const framer = new MllpFramer(100_000);
    const chunk = Buffer.alloc(65_536, 'x');
    const told = [Buffer.from([VT]), ...Array.from({ length: 1000 }, () => chunk)].flatMap((part) => framer.push(part));
    expect(told.map(({ kind, bytes: got }) => [kind, got.length])).toEqual([['oversize', 4096]]);
    expect(framer.discarded.bytes).toBe(1000 * 65_536);
    expect(texts(framer, bytes(FS, CR), frame('next'))).toEqual(['next']);
  });

  test('five million bytes, one at a time, are read in linear time', () => {
    const framer = new MllpFramer();
    const one = Buffer.from('x');
    framer.push(Buffer.from([VT]));
    for (let count = 0; count < 5_000_000; count += 1) framer.push(one);
    expect(framer.push(bytes(FS, CR))[0]?.bytes.length).toBe(5_000_000);
  });
});
