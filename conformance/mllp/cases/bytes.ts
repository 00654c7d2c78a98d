/** Marks of MLLP that cases break on purpose, and ways of cutting bytes. Source: standards.md 3.4. */
export const VT = Buffer.from([0x0b]);
export const FS = Buffer.from([0x1c]);
export const CR = Buffer.from('\r');

/** Two pieces. */
export const cutAt = (bytes: Buffer, at: number): readonly Buffer[] => [bytes.subarray(0, at), bytes.subarray(at)];

/** A piece for every byte. */
export const eachByte = (bytes: Buffer): readonly Buffer[] => Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));

/** Adds a segment behind all others; receivers ignore segments that they do not know. */
export const withSegment =
  (segment: string) =>
  (text: string): string =>
    `${text}${segment}\r`;

/** Two bytes of UTF-8, three, and four. */
export const WIDE_TEXT = 'é ‰ 😀';

/** Changes one field of the header; MSH-1 is the separator, so `field` counts as the standard does. */
export const withHeader =
  (field: number, value: string) =>
  (text: string): string => {
    const [header = '', ...rest] = text.split('\r');
    const fields = header.split('|');
    while (fields.length < field) fields.push('');
    fields[field - 1] = value;
    return [fields.join('|'), ...rest].join('\r');
  };
