import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import type { Cursor } from './cursor.ts';
import type { ResourceMeta } from './references.ts';

/** Marks what no real patient ever had (v3-ActReason: test health data). */
const HTEST: JsonObject = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };

/** `id` and `meta` of a resource; `synthetic` marks it HTEST. */
export const head = (meta: ResourceMeta | undefined, synthetic = false): JsonObject =>
  compact({
    id: meta?.id,
    meta:
      meta === undefined && !synthetic
        ? undefined
        : compact({
            versionId: meta === undefined ? undefined : String(meta.version),
            lastUpdated: meta?.lastUpdated,
            security: synthetic ? [HTEST] : undefined,
          }),
  });

/** The version a server gave, counting from 1; 1 where it states none. */
export const readVersion = (root: Cursor): number => {
  const text = root.get('meta').get('versionId').optionalText() ?? '1';
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 1;
};
