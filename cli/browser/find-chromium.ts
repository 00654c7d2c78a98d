import { onPath } from '../../conformance/load/find-k6.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The browser of this machine, that of CHROMIUM_PATH first; undefined: there is none. */
export const CHROMIUM =
  process.env['CHROMIUM_PATH'] ?? NAMES.map((name) => onPath(name, process.env)).find((path) => path !== undefined);

/** Why nothing can be looked at in a browser here; undefined: it can. */
export const noChromium =
  CHROMIUM === undefined ? `no ${NAMES.join(', ')} on PATH, and CHROMIUM_PATH is not set` : undefined;

/** What Chromium is started with: no sandbox where it would refuse to run as root. It is shown pages of this machine alone. */
export const CHROMIUM_ARGS: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
