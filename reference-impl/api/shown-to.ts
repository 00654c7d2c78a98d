import type { IncomingMessage } from 'node:http';
import type { Caller } from '../pipeline.ts';

/** Who asks, with whether anything is shown for it: HEAD is safe, and shows nothing. Source: RFC 9110, 9.2.1 and 9.3.2. */
export const shownTo = (caller: Caller, { method }: Pick<IncomingMessage, 'method'>): Caller =>
  method === 'HEAD' ? { ...caller, isShownNothing: true } : caller;
