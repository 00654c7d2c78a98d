import { codeSystem, SYSTEM } from '../../codes/canonical.ts';
import { Device } from '../../domain/person.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept } from './concept.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewKey } from './identifier.ts';
import { refuseUnlessInForce } from './in-force.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';

/** MDC: a hydra (multi-specialisation agent) for meters and scales, an application hosting manager for phones. */
const AGENT = '65573';
const PHONE = '531981';
const SPECIALIZATION = { glucometer: '528401', scale: '528399' } as const;
const VERSION_SYSTEM = codeSystem('device-version');

export const encodeDevice = (device: Device, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'Device',
  ...head(meta),
  identifier: [{ system: device.identifier.system, value: device.identifier.value }],
  status: 'active',
  manufacturer: device.manufacturer,
  ...compact({ serialNumber: device.serial }),
  modelNumber: device.model,
  type: concept(SYSTEM.mdc, device.kind === 'phone' ? PHONE : AGENT),
  ...(device.kind === 'phone'
    ? {}
    : { specialization: [{ systemType: concept(SYSTEM.mdc, SPECIALIZATION[device.kind]) }] }),
  ...(device.platform === undefined
    ? {}
    : { version: [{ type: concept(VERSION_SYSTEM, device.platform.os), value: device.platform.version }] }),
  patient: referenceTo(ref, 'Patient', device.patient),
});

const readKind = (root: Cursor): Device['kind'] => {
  if (codeIn(root.get('type'), SYSTEM.mdc) === PHONE) return 'phone';
  const codes = root
    .get('specialization')
    .list()
    .map((s) => codeIn(s.get('systemType'), SYSTEM.mdc));
  if (codes.includes(SPECIALIZATION.glucometer)) return 'glucometer';
  if (codes.includes(SPECIALIZATION.scale)) return 'scale';
  return fail('bad-value', 'Device.type', 'neither a phone nor a glucometer nor a scale');
};

const readPlatform = (root: Cursor): Device['platform'] => {
  for (const version of root.get('version').list()) {
    const os = codeIn(version.get('type'), VERSION_SYSTEM);
    if (os === 'ios' || os === 'android') return { os, version: version.get('value').text() };
  }
  return undefined;
};

export const decodeDevice = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Device> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Device');
    refuseUnknownModifiers(root, {});
    refuseUnlessInForce(root);
    return compact({
      identifier: readNewKey(root),
      kind: readKind(root),
      manufacturer: root.get('manufacturer').text(),
      model: root.get('modelNumber').text(),
      serial: root.get('serialNumber').optionalText(),
      platform: readPlatform(root),
      patient: resolveOrFail(root.get('patient'), identifierOf, 'patient-not-authorised'),
    });
  });
