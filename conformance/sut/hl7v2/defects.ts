import type { WireDefect } from '../../history/lines.ts';

const OFFSET = /[+-]\d{4}$/;

const withoutOffset = (text: string): string => text.replace(OFFSET, '');

/** Changes one field of one segment; fields of MSH count from its separator. */
const edit = (segment: string, field: number, change: (text: string) => string): string => {
  const fields = segment.split('|');
  const index = segment.startsWith('MSH') ? field - 1 : field;
  return fields.map((text, i) => (i === index ? change(text) : text)).join('|');
};

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\E\\')
    .replaceAll('|', '\\F\\')
    .replaceAll('^', '\\S\\')
    .replaceAll('&', '\\T\\')
    .replaceAll('~', '\\R\\');

/** The others are of the credentials, or of how a message goes over its connection. */
const IN_TEXT: ReadonlySet<WireDefect['kind']> = new Set([
  'time-without-offset',
  'unknown-unit',
  'bad-number',
  'message-type',
  'processing-id',
  'version',
]);

/** An ORU^R01 of one reading with a defect that the domain cannot express. */
export const withDefect = (message: string, defect: WireDefect | undefined): string => {
  if (defect === undefined || !IN_TEXT.has(defect.kind)) return message;
  let rows = 0;
  return message
    .split('\r')
    .map((segment) => {
      const name = segment.slice(0, 3);
      if (name === 'OBX') rows++;
      const measurement = name === 'OBX' && rows === 1;
      if (defect.kind === 'message-type') return name === 'MSH' ? edit(segment, 9, () => defect.type) : segment;
      if (defect.kind === 'processing-id') return name === 'MSH' ? edit(segment, 11, () => defect.id) : segment;
      if (defect.kind === 'version') return name === 'MSH' ? edit(segment, 12, () => defect.version) : segment;
      if (defect.kind === 'bad-number') return measurement ? edit(segment, 5, () => escaped(defect.text)) : segment;
      if (defect.kind === 'unknown-unit')
        return measurement ? edit(segment, 6, () => `${escaped(defect.unit)}^${escaped(defect.unit)}^UCUM`) : segment;
      return name === 'OBX'
        ? edit(segment, 14, withoutOffset)
        : name === 'OBR'
          ? edit(segment, 7, withoutOffset)
          : segment;
    })
    .join('\r');
};

/** An ORU^R01 of several readings, each in its group (from its OBR on) with its own defect. */
export const withDefects = (message: string, acts: readonly { readonly defect?: WireDefect | undefined }[]): string => {
  const [head = '', ...groups] = message.split(/(?=^OBR\|)/m);
  return head + groups.map((group, i) => withDefect(group, acts[i]?.defect)).join('');
};
