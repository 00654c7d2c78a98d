import { CANONICAL_BASE } from '../../codes/canonical.ts';
import { isObject, type Json, type JsonObject } from '../json/lossless.ts';
import { Cursor, fail } from './cursor.ts';

/** The first extension with this url, or undefined. Other extensions are none of our business. */
export const extensionOf = (at: Cursor, url: string): Cursor | undefined =>
  at
    .get('extension')
    .list()
    .find((e) => e.get('url').value === url);

/** Whether a member of such a name stands anywhere; most of what is sent has none, and needs no look with its places. */
const mentions = (value: Json | undefined, isNamed: (name: string) => boolean): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return (value as readonly Json[]).some((item) => mentions(item, isNamed));
  const members = value as JsonObject;
  return Object.keys(members).some((name) => isNamed(name) || mentions(members[name], isNamed));
};

const isModifying = (name: string): boolean => name === 'modifierExtension' || name === 'implicitRules';

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
  const isOfInterest = (name: string): boolean => isModifying(name) || (own !== undefined && name === 'extension');
  if (mentions(root.value, isOfInterest)) walk(root.value, root.path);
};
