import { SYSTEM } from '../../codes/canonical.ts';
import { type Identifier, isOid, isSystem } from '../../domain/identifier.ts';
import type { At, Segment } from './segment.ts';

/**
 * Names of assigning authorities, as the two sides agreed on them: `EHR` → `urn:example:ehr:placer`.
 * A name that is not listed stands for `urn:vitalproof:ns:NAME`.
 */
export type Namespaces = Readonly<Record<string, string>>;

const LOCAL = 'urn:vitalproof:ns:';
const OID = /^urn:oid:([0-2](?:\.(?:0|[1-9]\d*))+)$/;
/** NPI, the OID of the system that FHIR names by a URL. */
const NPI_OID = '2.16.840.1.113883.4.6';
/** FHIR's system for an EUI-64; v2 has a type of its own for it. */
export const EUI_64_SYSTEM = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680';

/** Name, universal id and its type: the HD data type, and the tail of an EI. */
export type Authority = readonly [name: string | undefined, id?: string, type?: string];

const owned = (namespaces: Namespaces, name: string): string | undefined =>
  Object.hasOwn(namespaces, name) ? namespaces[name] : undefined;

/** The name that stands in a system of ours; empty where it is not written as we write it. */
const nameIn = (text: string): string => {
  try {
    const name = decodeURIComponent(text);
    return encodeURIComponent(name) === text ? name : '';
  } catch {
    return '';
  }
};

/** A system as an assigning authority: by its agreed name, its OID, or as a URI. */
export const authorityOf = (system: string, namespaces: Namespaces): Authority => {
  const agreed = Object.keys(namespaces).find((name) => name !== '' && namespaces[name] === system);
  if (system === SYSTEM.npi)
    return [agreed ?? (owned(namespaces, 'NPI') === undefined ? 'NPI' : undefined), NPI_OID, 'ISO'];
  const oid = OID.exec(system)?.[1];
  if (oid !== undefined) return [agreed, oid, 'ISO'];
  if (agreed !== undefined) return [agreed];
  const local = system.startsWith(LOCAL) ? nameIn(system.slice(LOCAL.length)) : '';
  return local !== '' && owned(namespaces, local) === undefined ? [local] : [undefined, system, 'URI'];
};

/**
 * The system that an assigning authority names. An agreed name comes first, then a universal id (ISO
 * or URI), then a name of its own. Undefined when the authority names nothing.
 */
export const systemOf = (name: string, id: string, type: string, namespaces: Namespaces): string | undefined => {
  // A bar is no part of a URI, and `a|b` + `c` must not be taken for `a` + `b|c`.
  if (name.includes('|') || id.includes('|')) return undefined;
  const agreed = owned(namespaces, name);
  if (agreed !== undefined && name !== '') return agreed;
  // By FHIR each of them is a URI, and shown as one.
  if (id !== '' && type === 'ISO') return id === NPI_OID ? SYSTEM.npi : isOid(id) ? `urn:oid:${id}` : undefined;
  if (id !== '' && type === 'URI') return isSystem(id) ? id : undefined;
  return name === '' ? undefined : `${LOCAL}${encodeURIComponent(name)}`;
};

/** An EI field: `PLC-7001^EHR`. */
export const encodeEntity = (id: Identifier, namespaces: Namespaces): readonly (string | undefined)[] => [
  id.value,
  ...authorityOf(id.system, namespaces),
];

/** What is wrong with a key that is not one text: of an `&` that is not escaped the first part alone may be another's key. */
export const SPLIT_KEY = 'a key is one text; & in it is written as \\T\\';

/** The identifier in an EI field. Undefined when the value or the authority is absent, or the value is no one text. */
export const decodeEntity = (
  segment: Segment,
  field: number,
  namespaces: Namespaces,
  at: At = {},
): Identifier | undefined => {
  const part = (component: number) => segment.text(field, { ...at, component });
  const system = systemOf(part(2), part(3), part(4), namespaces);
  const value = segment.isSplit(field, { ...at, component: 1 }) ? '' : part(1);
  return system === undefined || value === '' ? undefined : { system, value };
};

/** The identifier in a CX (authority in component 4) or an XCN (component 9), whose authority is an HD. */
export const decodeAssigned = (
  segment: Segment,
  field: number,
  authority: 4 | 9,
  namespaces: Namespaces,
  at: At = {},
): Identifier | undefined => {
  const part = (subcomponent: number) => segment.text(field, { ...at, component: authority, subcomponent });
  const isSplit = segment.isSplit(field, { ...at, component: 1 });
  const value = isSplit ? '' : segment.text(field, { ...at, component: 1 });
  const isNpi = authority === 9 && segment.text(field, { ...at, component: 13 }) === 'NPI';
  const system = systemOf(part(1), part(2), part(3), namespaces) ?? (isNpi ? SYSTEM.npi : undefined);
  return system === undefined || value === '' ? undefined : { system, value };
};
