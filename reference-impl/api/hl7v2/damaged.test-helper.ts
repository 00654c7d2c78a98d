import fc from 'fast-check';
import { EXAMPLES } from '../../../contract/wire/hl7v2/examples.ts';

/** More of them on a longer run: `HL7_FUZZ_RUNS=20000`; again the same: `HL7_FUZZ_SEED=…`. */
export const FUZZ = {
  runs: Number(process.env['HL7_FUZZ_RUNS'] ?? 400),
  ...(process.env['HL7_FUZZ_SEED'] === undefined ? {} : { seed: Number(process.env['HL7_FUZZ_SEED']) }),
} as const;

/** Messages that a receiver takes, as the examples show them. */
export const TAKEN: readonly string[] = Object.entries(EXAMPLES).flatMap(([name, text]) =>
  /^(?:order-(?:new|weight|rules)|reading|patient|permission)/.test(name) ? [text] : [],
);

type Edit = (text: string) => string;

const at = (place: number, text: string): number => place % (text.length + 1);
const TOKENS = [
  '|',
  '^',
  '~',
  '&',
  '\\',
  '\r',
  '\n',
  '""',
  '',
  '\\F\\',
  '\\X0D\\',
  '\\.br\\',
  '0',
  '-',
  '.',
  'é',
  '\u0000',
];
const SEGMENTS = ['ZZZ|x\r', 'PID|1\r', 'OBR|1\r', 'OBX|1\r', 'ORC|NW\r', 'MSH|^~\\&|A\r', 'NTE|1|P|x\r'];

const byte: fc.Arbitrary<Edit> = fc.tuple(fc.nat(), fc.constantFrom(...TOKENS)).map(
  ([place, put]) =>
    (text) =>
      text.slice(0, at(place, text)) + put + text.slice(at(place, text) + 1),
);
const cut: fc.Arbitrary<Edit> = fc.tuple(fc.nat(), fc.nat({ max: 200 })).map(
  ([place, length]) =>
    (text) =>
      text.slice(0, at(place, text)) + text.slice(at(place, text) + length),
);
const repeat: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(), fc.nat({ max: 300 }), fc.integer({ min: 2, max: 40 }))
  .map(([place, length, times]) => (text) => {
    const from = at(place, text);
    return text.slice(0, from) + text.slice(from, from + length).repeat(times) + text.slice(from + length);
  });
const insert: fc.Arbitrary<Edit> = fc
  .tuple(fc.nat(), fc.constantFrom(...SEGMENTS))
  .map(([place, segment]) => (text) => {
    const lines = text.split('\r');
    return lines.toSpliced(place % lines.length, 0, segment.slice(0, -1)).join('\r');
  });
const shuffle: fc.Arbitrary<Edit> = fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).map((moves) => (text) => {
  const lines = text.split('\r');
  for (const move of moves) lines.push(...lines.splice(move % lines.length, 1));
  return lines.join('\r');
});
/** One character for all of its kind, delimiters before all: in the header alone, or everywhere. */
const replaced: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.constantFrom('|', '^', '~', '\\', '&'),
    fc.constantFrom('#', '!', '$', '^', 'A', ' ', '"', '\r'),
    fc.boolean(),
  )
  .map(
    ([from, to, isEverywhere]) =>
      (text) =>
        isEverywhere ? text.replaceAll(from, to) : text.replace(from, to),
  );

/** A message with something wrong, or nothing. */
export const damaged: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...TAKEN), fc.array(fc.oneof(byte, cut, repeat, insert, shuffle, replaced), { maxLength: 5 }))
  .map(([text, edits]) => edits.reduce((edited, edit) => edit(edited), text).slice(0, 200_000));

/** The same message with other delimiters, none of which occurs in it. */
export const redelimited: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...TAKEN), fc.shuffledSubarray([...'!#$%*;<=@`{}?'], { minLength: 5, maxLength: 5 }))
  .filter(([text, marks]) => marks.every((mark) => !text.includes(mark)))
  .map(([text, marks]) => {
    const other = new Map([...'|^~\\&'].map((mark, index) => [mark, marks[index] ?? mark]));
    return [...text].map((char) => other.get(char) ?? char).join('');
  });
