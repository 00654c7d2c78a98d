import type { Identifier } from '../../domain/identifier.ts';
import type { Raw } from './build.ts';
import { composite } from './build.ts';
import type { Namespaces } from './identifier.ts';
import { EUI_64_SYSTEM, decodeEntity, encodeEntity } from './identifier.ts';
import type { Segment } from './segment.ts';

const DASHED = /^[0-9A-F]{2}(?:-[0-9A-F]{2}){7}$/;
const EUI_64 = /^(?:[0-9A-Fa-f]{16}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){7})$/;

/** OBX-18 of a device. An EUI-64 stands without dashes in EI.3, type `EUI-64` (IHE PCD), and in EI.1. */
export const encodeDevice = (device: Identifier, namespaces: Namespaces): Raw => {
  if (device.system !== EUI_64_SYSTEM || !DASHED.test(device.value))
    return composite(...encodeEntity(device, namespaces));
  const eui = device.value.replaceAll('-', '');
  return composite(eui, undefined, eui, 'EUI-64');
};

/** The EUI-64 in one repetition of OBX-18. */
const euiIn = (row: Segment, repetition: number): Identifier | undefined => {
  const universal = row.text(18, { repetition, component: 3 });
  if (row.text(18, { repetition, component: 4 }) !== 'EUI-64' || !EUI_64.test(universal)) return undefined;
  const pairs = universal.replaceAll('-', '').toUpperCase().match(/../g) ?? [];
  return { system: EUI_64_SYSTEM, value: pairs.join('-') };
};

/**
 * The device in OBX-18, in whichever repetition: an EUI-64 before anything else, then an EI with its authority. A serial
 * number without an authority names no device, because two makers may use it; it is no reason to refuse.
 */
export const decodeDevice = (row: Segment, namespaces: Namespaces): Identifier | undefined => {
  if (row.raw(18) === '') return undefined;
  const repetitions = Array.from({ length: row.repetitions(18) }, (_, index) => index + 1);
  const first = (read: (repetition: number) => Identifier | undefined): Identifier | undefined =>
    repetitions.map(read).find((device) => device !== undefined);
  return (
    first((repetition) => euiIn(row, repetition)) ??
    first((repetition) => decodeEntity(row, 18, namespaces, { repetition }))
  );
};
