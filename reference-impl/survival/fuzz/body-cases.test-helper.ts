import { changeBy, mutated } from '../../api/fhir/mutate.test-helper.ts';
import type { Random } from '../random.test-helper.ts';
import { anySound, boundToken } from './bodies.test-helper.ts';
import { TARGETS } from './case.test-helper.ts';
import type { Scene } from './scene.test-helper.ts';

/** One HTTP request as bytes; `owesPlace`: what is refused of its body is of some place in it. */
export interface HttpCase {
  readonly bytes: Buffer;
  readonly owesPlace: boolean;
}

/** What stands between the characters of a body. */
const STRAYS: readonly [string, ...string[]] = [
  '\u0000',
  '\u001f',
  '\n\t ',
  '"',
  '\\',
  '\\ud800',
  '\\u0000',
  '{',
  '}',
  '[',
  ']',
  ',',
  ',,',
  ':',
  '//',
  '/*',
  '-',
  'e9999',
  '"__proto__":{"status":"final"},',
  '"constructor":{"prototype":{"x":1}},',
  '"status":"final","status":"amended",',
  'NaN',
  'undefined',
  '\ufeff',
  '[['.repeat(40),
  '{"a":'.repeat(70),
  '['.repeat(30_000),
  '9'.repeat(5000),
  `"x":"${'y'.repeat(60_000)}",`,
];

type Edit = (bytes: Buffer, random: Random) => Buffer;
const put = (bytes: Buffer, at: number, what: Buffer, over = 0): Buffer =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at + over)]);

const EDITS: readonly [Edit, ...Edit[]] = [
  (bytes, random) => put(bytes, random.below(bytes.length + 1), Buffer.from(random.of(STRAYS))),
  (bytes, random) => put(bytes, 1, Buffer.from(random.of(STRAYS))),
  (bytes, random) => put(bytes, random.below(bytes.length), Buffer.from([random.below(256)]), 1),
  (bytes, random) => put(bytes, random.below(bytes.length + 1), Buffer.from([0xc3, 0x28, 0xed, 0xa0, 0x80])),
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => put(bytes, bytes.length, Buffer.from(random.of(STRAYS))),
  (bytes, random) => {
    const from = random.below(bytes.length);
    return put(bytes, from, bytes.subarray(from, from + random.below(300)));
  },
  (bytes, random) => put(bytes, random.below(bytes.length), Buffer.alloc(0), random.below(200)),
  (bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le'),
  (bytes) => Buffer.from(bytes.toString('utf8').replaceAll(/\d+(?:\.\d+)?/g, '1e309')),
];

const HEADERS: readonly [string, ...string[]] = [
  'If-Match: W/"1"',
  'If-Match: W/"99999999999999999999"',
  'If-Match: *',
  'If-None-Exist: identifier=a|b',
  'If-None-Exist: ____',
  'Prefer: return=minimal',
  'Prefer: return=nonsense',
  'Content-Encoding: gzip',
  'Expect: nothing',
  'X-Forwarded-Host: evil.example',
];

/** A request with its headers; `type` is not written where it is empty. */
const request = (
  method: string,
  path: string,
  token: string,
  body: Buffer,
  more: readonly string[] = [],
  type = 'application/fhir+json',
): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        `${method} /fhir${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        `Authorization: Bearer ${token}`,
        ...(type === '' ? [] : [`Content-Type: ${type}`]),
        ...more,
        `Content-Length: ${body.length}`,
        '',
        '',
      ].join('\r\n'),
      'latin1',
    ),
    body,
  ]);

const LOOKS = [
  'Observation',
  'Task',
  'Consent',
  'Device',
  'Communication',
  'Patient',
  'ServiceRequest',
  'AuditEvent',
] as const;
const NAMES = [
  'patient',
  'identifier',
  'code',
  'date',
  '_lastUpdated',
  '_count',
  '_page',
  'status',
  'owner',
  '_sort',
  'x',
] as const;

/** A look of somebody who may see one patient alone. */
const look = (random: Random, scene: Scene): Buffer => {
  const { token, mrn } = boundToken(random.of(['gateway', 'portal']), random);
  const values = [
    scene.canary.patient,
    scene.canary.reading,
    `urn:oid:2.999.1.1|${TARGETS.mrn}`,
    `urn:example:meter-readings|${TARGETS.reading}`,
    `urn:example:ehr:placer|${TARGETS.order}`,
    scene.ids.get(mrn) ?? '',
    'http://loinc.org|41653-7',
    'ge2026-03-01T00:00:00Z',
    '500',
    '-1',
    '1e3',
    'AAAA',
    '',
    "' OR 1=1 --",
    '\u0000',
  ] as const;
  const type = random.of([...LOOKS]);
  const ids = [
    scene.canary.reading,
    scene.canary.patient,
    scene.canary.order,
    'x1',
    '__proto__',
    '..',
    '$status',
  ] as const;
  const parameters = Array.from(
    { length: random.below(4) },
    () => `${random.of([...NAMES])}=${encodeURIComponent(random.of([...values]))}`,
  );
  const query = parameters.length === 0 ? '' : `?${parameters.join('&')}`;
  const id = random.of([...ids]);
  const path = random.below(2) === 0 ? `/${type}${query}` : `/${id.includes('/') ? id : `${type}/${id}`}${query}`;
  return request('GET', path, token, Buffer.alloc(0), [], '');
};

/** A request of FHIR with something wrong in it; of some nothing. */
export const bodyCase = (number: number, random: Random, scene: Scene): HttpCase => {
  if (random.below(8) === 0) return { bytes: look(random, scene), owesPlace: false };
  const { method, path, token, body } = anySound(`f${number}`, scene, random);
  const die = random.below(10);
  const changes = Array.from({ length: die < 2 ? 0 : 1 + random.below(3) }, () => changeBy((n) => random.below(n)));
  let { text } = mutated(body, changes);
  // The logical id of another patient's, where one's own was.
  // Not of an order: one patient would have thousands of them.
  if (random.below(30) === 0 && path !== '/ServiceRequest')
    text = text.replaceAll(/"Patient\/p\d+"/g, `"${scene.canary.patient}"`);
  if (random.below(60) === 0) text = text.replaceAll(/"Task\/[^"]+"/g, `"${scene.canary.item}"`);
  let bytes: Buffer = Buffer.from(text);
  if (die > 6) for (let times = 1 + random.below(2); times > 0; times -= 1) bytes = random.of(EDITS)(bytes, random);
  if (random.below(25) !== 0) return { bytes: request(method, path, token, bytes), owesPlace: true };
  const type = random.of([
    'application/fhir+json',
    'application/json; charset=latin1',
    'text/html',
    'application/fhir+xml',
  ] as const);
  return { bytes: request(method, path, token, bytes, [random.of(HEADERS)], type), owesPlace: false };
};
