import { describe, expect, test } from 'vitest';
import { isDecimalText } from '../../domain/decimal.ts';
import { PacketProblem } from './problem.ts';
import { sfloatOfWord, wordOfSfloat, type Sfloat } from './sfloat.ts';

const read = (word: number): Sfloat => sfloatOfWord(word, 'test');
const write = (value: string): number => wordOfSfloat({ kind: 'number', value }, 'test');
const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof PacketProblem) return error.reason;
    throw error;
  }
  return 'nothing';
};

describe('SFLOAT', () => {
  test.each([
    [0xb036, '0.00054', '54 mg/dL in kg/L'],
    [0xb258, '0.00600', '600 mg/dL in kg/L'],
    [0xc037, '0.0055', '5.5 mmol/L in mol/L'],
    [0xc14d, '0.0333', '33.3 mmol/L in mol/L'],
    [0xd032, '0.050', '50 g of carbohydrate in kg'],
    [0x0002, '2', 'two, known to the unit'],
    [0xf014, '2.0', 'two, known to the tenth'],
    [0xe0c8, '2.00', 'two, known to the hundredth'],
    [0x1134, '308e1', '308 tens'],
    [0x0000, '0', 'nothing'],
    [0xe000, '0.00', 'nothing, known to the hundredth'],
    [0x7001, '1e7', 'the highest exponent'],
    [0x87fd, '0.00002045', 'the lowest exponent and the largest mantissa'],
    [0x0803, '-2045', 'the smallest mantissa'],
    [0xffff, '-0.1', 'a negative tenth'],
  ])('word %s is %s: %s', (word, value) => {
    expect(read(word)).toEqual({ kind: 'number', value });
    expect(write(value)).toBe(word);
  });

  test.each([
    [0x07ff, 'NaN'],
    [0x0800, 'NRes'],
    [0x07fe, '+INF'],
    [0x0802, '-INF'],
  ] as const)('word %s is %s and no number', (word, kind) => {
    expect(read(word)).toEqual({ kind });
    expect(wordOfSfloat({ kind }, 'test')).toBe(word);
  });

  test('each of the 65,536 words is a special value, reserved, or a decimal that is written as the same word', () => {
    let numbers = 0;
    let reserved = 0;
    for (let word = 0; word < 65_536; word++) {
      let value: Sfloat;
      try {
        value = read(word);
      } catch (error) {
        expect(error).toBeInstanceOf(PacketProblem);
        reserved += 1;
        continue;
      }
      if (value.kind !== 'number') continue;
      numbers += 1;
      if (!isDecimalText(value.value) || write(value.value) !== word) expect.fail(`0x${word.toString(16)}`);
      const [mantissa, exponent] = [(word << 20) >> 20, (word << 16) >> 28];
      expect(Math.abs(Number(value.value) - mantissa * 10 ** exponent)).toBeLessThan(1e-6 * 10 ** exponent);
    }
    expect(numbers).toBe(16 * 4091);
    expect(reserved).toBe(65_536 - 16 * 4091 - 4);
  });

  test.each([0x0801, 0x17fe, 0xb7ff, 0xb800, 0xc801, 0xf802])(
    'word %s has a mantissa that some receivers take for a special value: reserved',
    (word) => expect(reasonOf(() => read(word))).toBe('reserved-value'),
  );

  test.each([
    ['120000', 0x24b0, 'zeros at the end go into the exponent'],
    ['0.0012000000000', 0xa4b0, 'zeros that no exponent reaches are dropped'],
    ['0.000000010', 0x8001, 'zeros finer than the lowest exponent are dropped'],
    ['12e8', 0x7078, 'an exponent that is too high becomes zeros'],
    ['0.000000000000', 0x8000, 'nothing has every precision down to the lowest exponent'],
    ['0e40', 0x7000, 'and up to the highest'],
    ['-0.0', 0xf000, 'minus nothing is nothing'],
    ['007', 0x0007, 'zeros in front count for nothing'],
    ['2045e7', 0x77fd, 'the largest number of all'],
    ['2045e-8', 0x87fd, 'the largest of the finest'],
  ])('%s is written as word %s: %s', (value, word) => expect(write(value)).toBe(word));

  test.each([
    '2046',
    '2.0461',
    '1234.5',
    '1e-9',
    '15e-9',
    '3e11',
    '1e99',
    'NaN',
    '',
    '1,5',
    ' 1',
    '--1',
    '0x10',
    'Infinity',
  ])('"%s" is refused rather than rounded', (value) => expect(reasonOf(() => write(value))).toBe('not-representable'));
});
