import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isObject, parseLossless } from '../../contract/wire/json/lossless.ts';
import { readOperationOutcome } from '../../contract/wire/fhir/outcome.ts';
import type { Answer } from '../history/lines.ts';

/** One line of the k6 script: what it sent, when by its wall clock in whole ms, and what came back. Status 0: nothing came. */
export const LoadEvent = z.object({
  index: z.number().int().nonnegative(),
  /** When k6 started its schedule. */
  started: z.number(),
  sent: z.number().int(),
  settled: z.number().int(),
  status: z.number().int(),
  error: z.string().optional(),
  location: z.string().optional(),
  body: z.string().optional(),
});
export type LoadEvent = z.infer<typeof LoadEvent>;

/** The events of a k6 run, by index; lines of k6's own are counted, never taken for events. */
export const readEvents = (file: string): { events: ReadonlyMap<number, LoadEvent>; otherLines: number } => {
  const events = new Map<number, LoadEvent>();
  let otherLines = 0;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const event = parseEvent(line);
    if (event === undefined) otherLines += 1;
    else events.set(event.index, event);
  }
  return { events, otherLines };
};

const parseEvent = (line: string): LoadEvent | undefined => {
  try {
    return LoadEvent.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
};

/** How an HTTP answer to a load request counts: 2xx ok, 4xx refused, everything else may still have taken effect. */
export const outcomeOf = (event: LoadEvent): { outcome: 'ok' | 'refused' | 'unknown'; answer: Answer } => {
  const { status, location, body, error } = event;
  const id = /(?:^|\/)(Observation\/[A-Za-z0-9.-]{1,64})/.exec(location ?? '')?.[1];
  const code = status === 0 ? {} : { code: String(status) };
  if (status >= 200 && status < 300) return { outcome: 'ok', answer: { ...code, ...(id === undefined ? {} : { id }) } };
  const explained = explanationOf(body);
  const text = explained?.text ?? error;
  const answer: Answer = {
    ...code,
    ...(explained?.refusal === undefined ? {} : { refusal: explained.refusal }),
    ...(text === undefined ? {} : { text: text.slice(0, 2000) }),
    ...(status >= 400 ? { explained: explained !== undefined } : {}),
  };
  return { outcome: status >= 400 && status < 500 ? 'refused' : 'unknown', answer };
};

const explanationOf = (body: string | undefined): ReturnType<typeof readOperationOutcome> => {
  if (body === undefined) return undefined;
  try {
    const json = parseLossless(body);
    return isObject(json) ? readOperationOutcome(json) : undefined;
  } catch {
    return undefined;
  }
};
