import type { Identifier } from '../../contract/domain/index.ts';
import { unpackIdentifier } from '../../contract/wire/healthkit/packed-identifier.ts';
import { DEVICE_SERIAL_SYSTEM } from '../../contract/wire/healthkit/vocabulary.ts';

export const DEVICE_NAME_SYSTEM = 'urn:example:healthkit:device-name';

const MAX_IDENTIFIER = 255;
/** One `key:value` of `<<HKDevice: 0x…>, name:…, manufacturer:…, localIdentifier:…>`; a value may hold commas. */
const FIELD = /(?:^|, )(name|manufacturer|model|hardware|firmware|software|localIdentifier|UDIDeviceIdentifier):/;

/** The device attribute's fields. Its form is HealthKit's description for debugging, so unknown text yields none. */
export function deviceFields(text: string): Readonly<Record<string, string>> {
  const inner = /HKDevice: 0x[0-9a-f]+>?,? ?([\s\S]*?)>*$/i.exec(text.slice(0, 2000))?.[1] ?? '';
  const parts = inner.split(FIELD);
  const fields: Record<string, string> = {};
  for (let i = 1; i + 1 < parts.length; i += 2) fields[parts[i] ?? ''] = (parts[i + 1] ?? '').trim();
  return fields;
}

/**
 * The device by the serial number in the metadata, else by the local identifier or the name in the
 * attribute. Undefined when nothing names it: two readings without a device are never the same one.
 */
export function deviceIdentifier(attribute: string | undefined, serial: string | undefined): Identifier | undefined {
  const fields = attribute === undefined ? {} : deviceFields(attribute);
  const number = serial ?? fields['localIdentifier'];
  if (number !== undefined && number !== '') {
    return (
      unpackIdentifier(number, DEVICE_SERIAL_SYSTEM) ?? {
        system: DEVICE_SERIAL_SYSTEM,
        value: number.slice(0, MAX_IDENTIFIER),
      }
    );
  }
  const name = fields['name'];
  if (name === undefined || name === '') return undefined;
  const maker = fields['manufacturer'];
  const value = maker === undefined || maker === '' ? name : `${maker} ${name}`;
  return { system: DEVICE_NAME_SYSTEM, value: value.slice(0, MAX_IDENTIFIER) };
}
