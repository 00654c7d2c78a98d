import type { Tone } from '../model/wording.ts';

/** Turns text into coloured text, or leaves it alone. */
export interface Paint {
  readonly tone: (tone: Tone, text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const SGR: Readonly<Record<Tone, string>> = { good: '32', near: '33', bad: '31', open: '35', idle: '2' };
const wrap = (code: string, text: string): string => (text === '' ? '' : `\u001b[${code}m${text}\u001b[0m`);

/** ANSI colours, or none. Callers paint after measuring and never paint a stranger's text that was not made visible. */
export const paintOf = (colour: boolean): Paint =>
  colour
    ? { tone: (tone, text) => wrap(SGR[tone], text), bold: (t) => wrap('1', t), dim: (t) => wrap('2', t) }
    : { tone: (_, text) => text, bold: (t) => t, dim: (t) => t };

/** The environment as far as it says how a terminal wants to be written to. */
export interface TerminalEnv {
  readonly NO_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
  readonly CI?: string | undefined;
}

/** Whether colour is wanted: a terminal, not `dumb`, and no NO_COLOR that is not empty. */
export const wantsColour = (env: TerminalEnv, isTTY: boolean): boolean =>
  isTTY && env.TERM !== 'dumb' && (env.NO_COLOR === undefined || env.NO_COLOR === '');

/** Whether a block may be redrawn in place: a terminal, not `dumb`, and not a build log. */
export const wantsRedraw = (env: TerminalEnv, isTTY: boolean): boolean =>
  isTTY && env.TERM !== 'dumb' && (env.CI === undefined || env.CI === '' || env.CI === 'false');
