import { CANONICAL_BASE } from '../../codes/canonical.ts';
import { isObject, type Json, JsonNumber, type JsonObject } from '../json/lossless.ts';
import { Cursor, fail } from './cursor.ts';

/** The first extension with this url, or undefined. Other extensions are none of our business. */
export const extensionOf = (at: Cursor, url: string): Cursor | undefined =>
  at
    .get('extension')
    .list()
    .find((e) => e.get('url').value === url);

const MODIFYING: ReadonlySet<string> = new Set(['modifierExtension', 'implicitRules']);
const EXTENDING: ReadonlySet<string> = new Set([...MODIFYING, 'extension']);

/** Whether a member of such a name stands anywhere; most of what is sent has none, and needs no look with its places. */
const mentions = (value: Json | undefined, names: ReadonlySet<string>): boolean => {
  if (typeof value !== 'object' || value === null || value instanceof JsonNumber) return false;
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) if (mentions(item, names)) return true;
    return false;
  }
  const members = value as JsonObject;
  for (const name in members) if (names.has(name) || mentions(members[name], names)) return true;
  return false;
};

/**
 * FHIR's own rule: who does not understand a modifier extension must not act on what it modifies.
 * Walks the whole resource; `known` says which urls may stand at which path (indices removed). `own`: which of our own
 * may stand as plain extension: one at any other place is a rule or limit that would be passed over.
 */
export const refuseUnknownModifiers = (
  root: Cursor,
  known: Readonly<Record<string, readonly string[]>>,
  own?: Readonly<Record<string, readonly string[]>>,
): void => {
  const walk = (value: Json | undefined, path: string): void => {
    if (Array.isArray(value)) {
      (value as readonly Json[]).forEach((item, i) => walk(item, `${path}[${i}]`));
      return;
    }
    if (!isObject(value)) return;
    for (const [name, child] of Object.entries(value)) {
      const at = `${path}.${name}`;
      if (name === 'modifierExtension') {
        const allowed = known[path.replaceAll(/\[\d+\]/g, '')] ?? [];
        for (const extension of new Cursor(child, at).list()) {
          const url = extension.get('url').text();
          if (!allowed.includes(url)) fail('field-not-understood', extension.path, url);
        }
      }
      if (name === 'extension' && own !== undefined) {
        const allowed = own[path.replaceAll(/\[\d+\]/g, '')] ?? [];
        for (const extension of new Cursor(child, at).list()) {
          const url = extension.get('url').text();
          if (url.startsWith(`${CANONICAL_BASE}/`) && !allowed.includes(url))
            fail('field-not-understood', extension.path, url);
        }
      }
      if (name === 'implicitRules') fail('field-not-understood', at);
      walk(child, at);
    }
  };
  if (mentions(root.value, own === undefined ? MODIFYING : EXTENDING)) walk(root.value, root.path);
};
