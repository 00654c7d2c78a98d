import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file that the pages load. */
export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  /** Of its content, so that a browser may keep it for ever. */
  readonly path: string;
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};

const assetOf = (name: string): Asset => {
  const bytes = readFileSync(new URL(`./assets/${name}`, import.meta.url));
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  return { type, bytes, path: `/assets/${digest}/${name}` };
};

/** Every file that the pages load, read once. A new one goes into `assets/` and gets its name here. */
export const ASSETS = {
  style: assetOf('pages.css'),
  icon: assetOf('icon.svg'),
  live: assetOf('live.js'),
  operator: assetOf('operator.js'),
} as const;
