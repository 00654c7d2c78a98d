import { OffsetDateTime } from '../../../contract/domain/time.ts';
import { momentOf } from '../../clock/instant.ts';

/** A half-open span of time, ms since the epoch; a missing end is open. */
export interface DateBounds {
  readonly fromMs?: number;
  readonly toMs?: number;
}

const MINUTE_MS = 60_000;

/** How long the time is that a text names: a minute, a second, or as much of one as its fraction says. */
const lengthMs = (text: string): number => {
  const [, second, fraction] = /T\d\d:\d\d(?::(\d\d)(?:\.(\d{1,3}))?)?/.exec(text) ?? [];
  if (second === undefined) return MINUTE_MS;
  return fraction === undefined ? 1000 : 1000 / 10 ** fraction.length;
};

const boundOf = (text: string): DateBounds | undefined => {
  const [, prefix, written = ''] = /^(ge|gt|le|lt)(.+)$/.exec(text) ?? [];
  // A `+` of an offset that was not percent-encoded arrives as a space.
  const time = written.replace(' ', '+');
  const moment = OffsetDateTime.safeParse(time).success ? momentOf(time) : undefined;
  if (moment === undefined) return undefined;
  const afterMs = moment.ms + lengthMs(time);
  switch (prefix) {
    case 'ge':
      return { fromMs: moment.ms };
    case 'gt':
      return { fromMs: afterMs };
    case 'le':
      return { toMs: afterMs };
    default:
      return { toMs: moment.ms };
  }
};

/**
 * What all values of a date parameter leave together: `ge`, `gt`, `le`, `lt` and an instant with an offset, each taken
 * as long as it is written (`12:00:00Z` is that whole second). Undefined when one of them is anything else.
 * Source: FHIR R4, Search, 3.1.1.4.7 (prefixes) and 3.1.1.4.10 (date).
 */
export const dateBounds = (values: readonly string[]): DateBounds | undefined => {
  let bounds: DateBounds = {};
  for (const value of values) {
    const bound = boundOf(value);
    if (bound === undefined) return undefined;
    const { fromMs, toMs } = bound;
    if (fromMs !== undefined) bounds = { ...bounds, fromMs: Math.max(fromMs, bounds.fromMs ?? fromMs) };
    if (toMs !== undefined) bounds = { ...bounds, toMs: Math.min(toMs, bounds.toMs ?? toMs) };
  }
  return bounds;
};
