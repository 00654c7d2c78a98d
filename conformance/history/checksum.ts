import { crc32 } from 'node:zlib';

/**
 * The last member of an `end` line: CRC-32 of all bytes of the file before it, eight hexadecimal digits. It finds
 * what was changed by accident; against intent a certificate's signature stands.
 */
const MEMBER = ',"crc32":"';

export const checksumText = (crc: number): string => crc.toString(16).padStart(8, '0');

/** The text of an end line with its checksum. `before`: CRC-32 of the lines before it, line feeds included. */
export const withChecksum = (endLine: string, before: number): { text: string; crc32: string } => {
  const open = endLine.slice(0, -1);
  const checksum = checksumText(crc32(open, before));
  return { text: `${open}${MEMBER}${checksum}"}`, crc32: checksum };
};

/** What the checksum of this end line has to be. */
export const checksumOf = (endLine: string, before: number): string =>
  checksumText(crc32(endLine.slice(0, endLine.lastIndexOf(MEMBER)), before));
