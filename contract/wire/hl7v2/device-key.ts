import type { Identifier } from '../../domain/identifier.ts';
import type { Reading } from '../../domain/reading.ts';
import { EUI_64_SYSTEM } from './identifier.ts';
import { encodeTime } from './time.ts';

/** System of keys that are made of what a reading is (HL7 PHD implementation guide; standards.md 2.3). */
const DEVICE_KEY_SYSTEM = 'http://hl7.org/fhir/uv/phd/StructureDefinition/PhdBaseObservation';

/** What a key is made of. `effective`: the device's own time, as sent. */
export type Measured = Pick<Reading, 'patient' | 'code' | 'effective'> & { readonly device?: Identifier | undefined };

/**
 * The key of a reading by the PHD recipe: `device-patient-type-timestamp`, the device an EUI-64 of
 * sixteen digits, the patient `value-system`, the time as HL7 writes it. The same stored reading has it
 * again however often a meter sends its memory. Undefined without an EUI-64: then the sender's own key
 * has to do.
 */
export const deviceKey = ({ device, patient, code, effective }: Measured): Identifier | undefined => {
  if (device?.system !== EUI_64_SYSTEM) return undefined;
  const parts = [device.value.replaceAll('-', ''), patient.value, patient.system, code.code, encodeTime(effective)];
  return { system: DEVICE_KEY_SYSTEM, value: parts.join('-') };
};
