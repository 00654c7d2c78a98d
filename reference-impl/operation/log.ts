import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction } from 'express';
import type { Reached } from '../reach/reached.ts';

/** Structured lines for whoever operates it: no patient's data, no secrets, no bodies, no queries. A pino logger is one. */
export interface Log {
  info(what: object, said: string): void;
  error(what: object, said: string): void;
}

export const SILENT: Log = { info: () => {}, error: () => {} };

/** What there is to ask for. Any other word is the caller's own, and may be a name. */
const PLACES: ReadonlySet<string> = new Set(
  [
    '',
    'fhir auth health metrics operator clinician patient sign-in sign-out',
    'metadata .well-known token $test-clock $test-clock-advance $suggested-limits $source-admission $source-admissions',
    'Patient PractitionerRole CareTeam Device Condition ServiceRequest Consent Observation',
    'Task Communication AuditEvent Subscription',
    'assets figures faults inbox patients orders messages permissions readings trackers',
  ].flatMap((some) => some.split(' ')),
);

/** `/fhir/Observation/o42?patient=…` is `/fhir/Observation`: what was asked for, not of whom. */
export const placeOf = (path: string): string =>
  path
    .split('?')[0]
    ?.split('/')
    .slice(0, 3)
    .map((part) => (PLACES.has(part) ? part : '-'))
    .join('/') ?? '';

/** Of an error of our own: where it came about. Its message may quote what was sent, and is left out. */
export const traceOf = (error: unknown): { readonly name: string; readonly at: readonly string[] } => {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, at: at.map((line) => line.trim()) };
};

/** A line for every request that was answered. */
export const logged =
  (log: Reached<Pick<Log, 'info'>>, monotonic: () => number) =>
  (request: IncomingMessage, response: ServerResponse, next?: NextFunction): void => {
    const begun = monotonic();
    const { method, url = '' } = request;
    response.once('close', () => {
      const ms = Math.round(monotonic() - begun);
      const status = response.writableFinished ? response.statusCode : 'cut off';
      void log.info({ method, at: placeOf(url), status, ms }, 'answered');
    });
    next?.();
  };
