import type { Json, JsonObject } from '../../../../contract/wire/json/lossless.ts';
import { isObject } from '../../../../contract/wire/json/lossless.ts';
import type { FhirWrite } from '../../../../simulator/phone/sender/seams.ts';
import type { SenderVariant } from '../sender-mutant.ts';

const NARRATIVE = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">A measurement</div>' };

/** Changes each Observation that is written. */
const observations =
  (change: (resource: JsonObject) => JsonObject) =>
  (write: FhirWrite): FhirWrite => ({ ...write, resource: change(write.resource) });

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

const ofVendor = (more: JsonObject): JsonObject => ({ url: 'urn:example:sender:of-its-own', ...more });

/** What is said besides, and how it is called. */
export const contentVariants: readonly SenderVariant[] = [
  {
    name: 'identifiers-of-its-own-system',
    freedom: 'the system of its identifiers is its own, and another for each measure',
    exercisedBy: ['SND-02', 'SND-12', 'SND-13'],
    make: () => ({
      outgoing: (reading) => ({
        ...reading,
        identifier: { system: `urn:example:another-sender:${reading.measure}`, value: reading.identifier.value },
      }),
    }),
  },
  {
    name: 'extensions-of-its-own',
    freedom: 'an Observation has extensions of the vendor, which nobody has to know',
    exercisedBy: ['SND-22', 'SND-20'],
    make: () => ({
      write: observations((resource) => ({
        ...resource,
        extension: [...listOf(resource['extension']), ofVendor({ valueString: 'version 7' })],
      })),
    }),
  },
  {
    name: 'narrative-and-language',
    freedom: 'an Observation has a narrative and names its language',
    exercisedBy: ['SND-22'],
    make: () => ({ write: observations((resource) => ({ ...resource, language: 'en-US', text: NARRATIVE })) }),
  },
  {
    name: 'tags',
    freedom: 'an Observation is tagged by its vendor',
    exercisedBy: ['SND-22', 'SND-21'],
    make: () => ({
      write: observations((resource) => {
        const meta = isObject(resource['meta']) ? resource['meta'] : {};
        const tag = [{ system: 'urn:example:sender:tags', code: 'home' }];
        return { ...resource, meta: { ...meta, tag } };
      }),
    }),
  },
  {
    name: 'notes',
    freedom: 'an Observation carries a note',
    exercisedBy: ['SND-22', 'SND-07'],
    make: () => ({ write: observations((resource) => ({ ...resource, note: [{ text: 'sent by the phone' }] })) }),
  },
  {
    name: 'headers-of-its-own',
    freedom: 'a request carries headers of a gateway and asks for no body in return',
    exercisedBy: ['SND-23', 'SND-01'],
    make: () => ({
      write: ({ resource, headers }) => ({
        resource,
        headers: { ...headers, prefer: 'return=minimal', 'x-request-id': '7f3a', 'user-agent': 'gateway/7' },
      }),
    }),
  },
  {
    name: 'condition-of-several',
    freedom:
      'a create names an identifier of the past beside its own in If-None-Exist, and calls itself application/json',
    exercisedBy: ['SND-23', 'SND-02'],
    make: () => ({
      write: ({ resource, headers }) => {
        const condition = headers['if-none-exist'];
        const several = condition === undefined ? {} : { 'if-none-exist': `${condition},urn:example:past%7C7` };
        return { resource, headers: { ...headers, ...several, 'content-type': 'application/json' } };
      },
    }),
  },
  {
    name: 'updates-alone',
    freedom: 'a new reading goes by conditional update too, which creates what is not there',
    exercisedBy: ['SND-23', 'SND-01', 'SND-12'],
    make: () => ({
      write: (write) => {
        const { 'if-none-exist': condition, ...headers } = write.headers;
        return condition === undefined
          ? write
          : { resource: write.resource, headers, method: 'PUT', path: `/Observation?${condition}` };
      },
    }),
  },
  {
    name: 'segment-of-its-own',
    freedom: 'a message has a segment of the vendor behind it',
    exercisedBy: ['SND-22', 'SND-16'],
    make: () => ({ message: (message) => `${message}ZGW|1|7\r` }),
  },
  {
    name: 'the-reference-sender',
    freedom: 'the reference sender as it is',
    exercisedBy: ['SND-01', 'SND-10', 'SND-25'],
  },
];
