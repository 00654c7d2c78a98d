import type { Reading } from '../../../contract/domain/index.ts';
import type { OrderVersion } from '../course/version.ts';
import { localInstant } from '../time/instant.ts';
import { localPart, showSpan } from '../time/show-local.ts';

/** Made for every reading that is evaluated, and nearly always of the same few versions. */
const known = new WeakMap<OrderVersion, Map<number, string>>();

/** From when a version holds, by the wall clock of a place: `2 March 2035 09:00 -05:00`; of an acceptance `… by acceptance`. */
export const fromText = (version: OrderVersion, offsetMinutes: number): string => {
  let texts = known.get(version);
  if (texts === undefined) known.set(version, (texts = new Map()));
  let text = texts.get(offsetMinutes);
  if (text === undefined) {
    text = `${showSpan(version.from, offsetMinutes)}${version.byAcceptance ? ' by acceptance' : ''}`;
    texts.set(offsetMinutes, text);
  }
  return text;
};

/** The version that a reading was evaluated by: `order S1 (line 3), limits from 2 March 2035 09:00 -05:00, in force at 2035-03-03T07:59`. */
export const versionText = (version: OrderVersion, { effective }: Pick<Reading, 'effective'>): string =>
  `order ${version.order.identifier.value} (line ${version.op.seq}), limits from ${fromText(version, localInstant(effective).offsetMinutes)}, ` +
  `in force at ${localPart(effective)}`;
