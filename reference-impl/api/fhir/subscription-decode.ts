import type { Outcome } from '../../../contract/refusal.ts';
import { Cursor, decoding, fail, resourceCursor } from '../../../contract/wire/fhir/cursor.ts';
import { extensionOf, refuseUnknownModifiers } from '../../../contract/wire/fhir/extension.ts';
import { readOptionalInstant } from '../../../contract/wire/fhir/instant.ts';
import type { IdentifierOf } from '../../../contract/wire/fhir/references.ts';
import { refuseOthers } from '../../../contract/wire/fhir/strict.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { BOUNDS } from '../../subscriptions/bounds.ts';
import { badHeader } from '../../subscriptions/headers.ts';
import { CONTENTS, type WantedSubscription } from '../../subscriptions/subscription.ts';
import { readFilter } from './subscription-filter.ts';
import { BACKPORT_EXTENSION, isOfBackport, PAYLOAD, TOPIC } from './subscription-names.ts';

const MAX_REASON = 1000;

/** Members of R4's Subscription and of its channel (hl7.org/fhir/R4, 4.0.1): another is misspelt, and was meant. */
const R4_MEMBERS =
  'resourceType meta implicitRules language text contained status contact end reason criteria error channel'.split(' ');
const CHANNEL = ['type', 'endpoint', 'payload', 'header'];

/** What FHIR's JSON keeps of a primitive beside its value, under the element's own path. */
const besideOf = (parent: Cursor, name: string): Cursor =>
  new Cursor(parent.get(`_${name}`).value, `${parent.path}.${name}`);

/** A whole number in an extension, of either integer type: published examples show both. */
const wholeOf = (channel: Cursor, url: string, least: number, most: number): number | undefined => {
  const extension = extensionOf(channel, url);
  if (extension === undefined) return undefined;
  const names = ['valueUnsignedInt', 'valuePositiveInt', 'valueInteger'];
  const name = names.find((n) => extension.get(n).present) ?? 'valueUnsignedInt';
  return extension.get(name).integer(least, most);
};

/** A text of the resource of at most so many characters. */
const textOf = (at: Cursor, most: number): string => {
  const text = at.text();
  return text.length > most ? fail('bad-value', at.path, `longer than ${most} characters`) : text;
};

/** The refusal never repeats a header: it may be the secret. */
const headersOf = (at: Cursor): readonly string[] | undefined => {
  if (!at.present) return undefined;
  const headers = at.list().map((header) => header.text());
  const bad = badHeader(headers);
  if (bad !== undefined)
    fail('bad-value', `${at.path}[${bad}]`, `at most ${BOUNDS.headers}, each Authorization or X-… with a value`);
  return headers;
};

/** Of the backport's extensions only those at their places, and each once: passed over, more would be told than was asked for. */
const refuseUnkept = (at: Cursor, known: readonly string[], repeatable?: string): void => {
  const seen = new Set<unknown>();
  for (const extension of at.get('extension').list()) {
    const url = extension.get('url').value;
    if (!isOfBackport(url)) continue;
    if (!known.includes(String(url))) fail('field-not-understood', extension.path, String(url));
    if (seen.has(url) && url !== repeatable) fail('bad-value', extension.path, 'given twice');
    seen.add(url);
  }
};

const readChannel = (
  channel: Cursor,
): Pick<WantedSubscription, 'endpoint' | 'content' | 'heartbeatS' | 'timeoutS' | 'maxCount' | 'headers'> => {
  refuseOthers(channel, CHANNEL);
  const { filter: _ofCriteria, content: ofPayload, ...ofChannel } = BACKPORT_EXTENSION;
  refuseUnkept(channel, Object.values(ofChannel));
  refuseUnkept(besideOf(channel, 'payload'), [ofPayload]);
  channel.get('type').oneOf(['rest-hook']);
  channel.get('payload').oneOf([PAYLOAD]);
  const payload = besideOf(channel, 'payload');
  const content = extensionOf(payload, BACKPORT_EXTENSION.content);
  if (content === undefined)
    fail('missing-element', `${payload.path}.extension('${BACKPORT_EXTENSION.content}')`, CONTENTS.join(', '));
  const { heartbeatS, timeoutS } = BOUNDS;
  return compact({
    endpoint: textOf(channel.get('endpoint'), BOUNDS.endpointLength),
    content: content.get('valueCode').oneOf(CONTENTS),
    heartbeatS: wholeOf(channel, BACKPORT_EXTENSION.heartbeat, heartbeatS.least, heartbeatS.most),
    timeoutS: wholeOf(channel, BACKPORT_EXTENSION.timeout, timeoutS.least, timeoutS.most),
    maxCount: wholeOf(channel, BACKPORT_EXTENSION.maxCount, 1, BOUNDS.perNotification),
    headers: headersOf(channel.get('header')),
  });
};

/** Reads a Subscription of the backport profile. What this server would not keep to is refused at its path. */
export const decodeSubscription = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<WantedSubscription> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Subscription');
    refuseUnknownModifiers(root, {});
    refuseOthers(root, R4_MEMBERS);
    refuseUnkept(root, []);
    refuseUnkept(besideOf(root, 'criteria'), [BACKPORT_EXTENSION.filter], BACKPORT_EXTENSION.filter);
    const status = root.get('status').oneOf(['requested', 'active', 'off']);
    const topic = root.get('criteria');
    if (topic.text() !== TOPIC) fail('bad-value', topic.path, `the only topic is ${TOPIC}`);
    const filters = besideOf(root, 'criteria')
      .get('extension')
      .list()
      .filter((extension) => extension.get('url').value === BACKPORT_EXTENSION.filter)
      .map((extension) => extension.get('valueString'));
    if (filters.length > BOUNDS.filters) fail('bad-value', topic.path, `at most ${BOUNDS.filters} filters`);
    return compact({
      status,
      reason: textOf(root.get('reason'), MAX_REASON),
      end: readOptionalInstant(root.get('end')),
      criteria: filters.flatMap((filter) => readFilter(filter, identifierOf)),
      filters: filters.map((filter) => filter.text()),
      ...readChannel(root.get('channel')),
    });
  });
