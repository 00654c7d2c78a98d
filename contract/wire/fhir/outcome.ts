import { codeSystem } from '../../codes/canonical.ts';
import { type RefusalName, REFUSALS } from '../../codes/refusals.ts';
import type { Refusal } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import { isObject, type Json, type JsonObject } from '../json/lossless.ts';
import { coding } from './concept.ts';

export const REFUSAL_SYSTEM = codeSystem('refusal');

/** What of a request is at fault where no place in a resource was named. */
const OF_THE_REQUEST: Partial<Readonly<Record<RefusalName, string>>> = {
  unauthenticated: 'http.authorization',
  'token-expired': 'http.authorization',
  scope: 'http.authorization',
  'not-acceptable': 'http.accept',
  'unsupported-media-type': 'http.content-type',
  'stale-version': 'http.if-match',
  'multiple-matches': 'http.if-none-exist',
};

/** A parameter or a header is no element, which `expression` names: R4 has `http.` and its name for it, in `location`. */
const placeOf = ({ code, at = OF_THE_REQUEST[code] }: Refusal): JsonObject => {
  if (at === undefined) return {};
  return at.startsWith('http.') ? { location: [at] } : { expression: [at] };
};

/** The body of every refused request: one issue, the refusal code in `details`, the place in `expression` or `location`. */
export const operationOutcome = (refusal: Refusal): JsonObject => {
  const { issue, text } = REFUSALS[refusal.code];
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issue,
        details: {
          coding: [coding(REFUSAL_SYSTEM, refusal.code)],
          text: refusal.detail === undefined ? text : `${text}: ${refusal.detail}`,
        },
        ...placeOf(refusal),
      },
    ],
  };
};

/** The body of a failure that is no refusal: nothing of its cause is told. */
export const exceptionOutcome = (): JsonObject => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'exception', details: { text: 'Internal error' } }],
});

const SEVERITIES = ['fatal', 'error', 'warning', 'information'];

/** An issue as R4 demands it: a known severity and a code. */
const isIssue = (issue: Json): issue is JsonObject =>
  isObject(issue) &&
  SEVERITIES.includes(typeof issue['severity'] === 'string' ? issue['severity'] : '') &&
  typeof issue['code'] === 'string' &&
  issue['code'] !== '';

/** What an issue is about: `expression`, or `location`, which R4 still knows. */
const placesOf = ({ expression, location }: JsonObject): readonly string[] =>
  [expression, location].flatMap((places: Json | undefined) =>
    Array.isArray(places)
      ? (places as readonly Json[]).filter((place) => typeof place === 'string' && place !== '')
      : [],
  ) as readonly string[];

/** What an answer says about itself: `undefined` when it is not a well-formed OperationOutcome. Never throws. */
export const readOperationOutcome = (
  json: Json | undefined,
): { refusal?: string; text?: string; place?: string } | undefined => {
  if (!isObject(json) || json['resourceType'] !== 'OperationOutcome') return undefined;
  const issues: Json | undefined = json['issue'];
  if (!Array.isArray(issues) || issues.length === 0) return undefined;
  const all = issues as readonly Json[];
  if (!all.every(isIssue)) return undefined;
  const first = all.filter(isIssue)[0];
  const details = isObject(first?.['details']) ? first['details'] : {};
  const codings = Array.isArray(details['coding'])
    ? (details['coding'] as readonly Json[]).filter((c) => isObject(c))
    : [];
  const refusal = codings.find((c) => c['system'] === REFUSAL_SYSTEM)?.['code'];
  const text = details['text'] ?? first?.['diagnostics'];
  return compact({
    refusal: typeof refusal === 'string' ? refusal : undefined,
    text: typeof text === 'string' ? text : undefined,
    place: all.filter(isIssue).flatMap(placesOf)[0],
  });
};
