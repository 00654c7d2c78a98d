import { CR, FS, frame, VT } from '../../../contract/wire/hl7v2/mllp.ts';
import type { Random } from '../random.test-helper.ts';
import { fieldCase } from './field-cases.test-helper.ts';
import { anyMessage } from './hl7-message.test-helper.ts';

const MARKS = [VT, FS, CR, 0x0a, 0x00, 0xff] as const;

const noise = (random: Random, most: number): Buffer =>
  Buffer.from(
    Array.from({ length: random.below(most) }, () => (random.below(6) === 0 ? random.of(MARKS) : random.below(256))),
  );

const inserted = (bytes: Buffer, at: number, ...what: readonly number[]): Buffer =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(what), bytes.subarray(at)]);

type Frame = (content: Buffer, random: Random) => Buffer;

/** Frames as they should not be. */
const FRAMES: readonly [Frame, ...Frame[]] = [
  // Without its start, its end, or part of the end.
  (content) => frame(content).subarray(1),
  (content) => frame(content).subarray(0, -2),
  (content) => frame(content).subarray(0, -1),
  (content) => Buffer.concat([Buffer.from([VT]), content, Buffer.from([CR])]),
  // Too many marks.
  (content) => Buffer.concat([Buffer.from([VT, VT, VT]), content, Buffer.from([FS, CR])]),
  (content) => Buffer.concat([frame(content), Buffer.from([FS, CR, FS, CR])]),
  (content) => Buffer.concat([Buffer.from([VT]), content, Buffer.from([FS, FS, CR, 0x0a])]),
  // A mark in the middle.
  (content, random) => frame(inserted(content, random.below(content.length + 1), random.of(MARKS))),
  (content, random) => frame(inserted(content, random.below(content.length + 1), FS, CR)),
  (content, random) => frame(inserted(content, random.below(content.length + 1), FS, random.below(256))),
  (content, random) => frame(inserted(content, random.below(content.length + 1), VT, FS, CR, VT)),
  // Nothing, or only marks.
  () => frame(''),
  () => Buffer.from([FS, CR]),
  () => Buffer.from([VT]),
  () => Buffer.from([CR, 0x0a, FS]),
  // Something else.
  (_content, random) => noise(random, 200),
  (_content, random) => frame(noise(random, 200)),
  (content, random) => Buffer.concat([noise(random, 60), frame(content)]),
  (content) => Buffer.concat([content, frame(content)]),
  (_content, random) =>
    Buffer.from(random.of(['GET / HTTP/1.1\r\n\r\n', '\x16\x03\x01\x02\x00\x01', 'SSH-2.0-x\r\n'] as const), 'latin1'),
  (content, random) => frame(content.subarray(0, random.below(content.length + 1))),
  (content) => frame(Buffer.concat([content, Buffer.alloc(3)])),
];

/** Somewhat more than the largest message; of so many cases one. */
const HUGE = { bytes: 8 * 1024 * 1024 + 5000, ofCases: 40_000 } as const;

const huge = (text: string, random: Random): Buffer => {
  const content = Buffer.concat([Buffer.from(text), Buffer.alloc(HUGE.bytes, 'NTE|1||x\r')]);
  // Its end may be long in coming.
  return random.below(2) === 0 ? frame(content) : frame(content).subarray(0, -2);
};

/** Bytes of a stream: mostly one message, in a frame that is as it should be for one of three. */
export const frameCase = (number: number, random: Random): Buffer => {
  const isEdited = random.below(5) === 0;
  const id = `M${number}`;
  const content = isEdited ? fieldCase(number, random, id) : Buffer.from(anyMessage(number, random, id));
  if (number % HUGE.ofCases === HUGE.ofCases - 1) return huge(anyMessage(number, random, id), random);
  return random.below(3) === 0 ? frame(content) : random.of(FRAMES)(content, random);
};
