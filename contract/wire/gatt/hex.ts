import { PacketProblem } from './problem.ts';

/** Capital letters, two a byte, no spaces: `0306E407`. */
export const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();

const PAIRS = /^(?:[\da-f]{2})*$/i;

/** The bytes of a hexadecimal text; spaces between them are allowed. Throws a PacketProblem on anything else. */
export function bytesOfHex(text: string): Uint8Array {
  const digits = text.replaceAll(' ', '');
  if (!PAIRS.test(digits)) {
    throw new PacketProblem(
      'not-representable',
      'hex',
      `"${text.slice(0, 40)}" is not hexadecimal`,
      'two digits a byte, such as 03 06 00',
    );
  }
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}
