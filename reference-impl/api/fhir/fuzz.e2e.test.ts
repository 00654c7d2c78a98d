import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePool } from '../../../contract/wire/fhir/pool.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';
import { createPipeline } from '../../app.ts';
import type { Pipeline } from '../../pipeline.ts';
import { EHR, must } from '../../world.test-helper.ts';
import { type Answer, tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';
import { meaningOf } from './meaning.test-helper.ts';
import { anyChange, type Change, countPlaces, mutated } from './mutate.test-helper.ts';
import { KIND_NAMES, OTHER, type Request, requestOfKind } from './requests.test-helper.ts';
import { readingOf, type Seeded, startSeeded, TOKEN } from './seeded.test-helper.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
/** Longest time that an answer may take, on a busy machine. */
const BOUND_MS = 5000;

/** Words that stand in what another patient has, and in nothing else. */
const SECRETS = /SECRETMRN|Secretfamily|secretkey|777\.77/;

let pipeline: Pipeline;
let api: Seeded;
let consentPath = '';
let taskPath = '';
let task: JsonObject = {};
let run = 0;
const counts = new Map<string, number>();

const placeOf = (answer: Answer): string =>
  new URL(answer.headers.get('location') ?? '').pathname.replace(/^\/fhir|\/_history.*$/g, '');

beforeAll(async () => {
  pipeline = createPipeline({ databasePath: ':memory:', now: () => Date.parse('2026-03-03T13:05:12Z') });
  api = await startSeeded(pipeline);
  const { ref } = linksNow(pipeline, api.base);
  // Patient/p2: whose orders the changed orders are, so that no reading meets thousands of them. And the other one's.
  for (const person of [
    { ...example.patient, identifier: OTHER, family: 'Secretfamily' },
    { ...example.patient, identifier: { ...OTHER, value: 'ORDERED' } },
  ])
    must(await pipeline.people.patient(EHR, person));
  await api.post('/CareTeam', TOKEN.ehr, encodePool(example.pool, ref));
  await api.post('/Device', TOKEN.ehr, encodeDevice(example.meter, ref));
  await api.post(
    '/ServiceRequest',
    TOKEN.ehr,
    encodeOrder({ ...example.glucoseOrder, identifier: { ...OTHER, value: 'secretkey-order' }, patient: OTHER }, ref),
  );
  const theirs = { ...example.permission, identifier: { ...OTHER, value: 'theirs' }, patient: OTHER };
  await api.post('/Consent', tokenFor('portal', OTHER), encodePermission(theirs, ref));
  const secret = { ...readingOf('777.77', 'secretkey-reading'), patient: OTHER };
  expect((await api.post('/Observation', tokenFor('gateway', OTHER), encodeReading(secret, ref))).status).toBe(201);
  const weight = { ...example.permission, identifier: { ...OTHER, value: 'MINE/weight' }, measure: 'weight' } as const;
  consentPath = placeOf(await api.post('/Consent', TOKEN.portal, encodePermission(weight, ref)));
  await api.post('/Observation', TOKEN.gateway, api.resource(readingOf('350', 'critical')));
  const items = await api.call('GET', '/Task?patient=Patient/p1', TOKEN.ehr);
  const [entry] = items.json['entry'] as readonly { readonly resource: JsonObject }[];
  task = { ...entry?.resource, status: 'received' };
  taskPath = `/Task/${String(task['id'])}`;
  expect((await api.call('PUT', taskPath, TOKEN.clinician, task)).status).toBe(200);
});
afterAll(async () => {
  await api.close();
  await pipeline.close();
});

const requestOf = (kind: string, key: string): Request =>
  requestOfKind(kind, key, {
    ref: linksNow(pipeline, api.base).ref,
    resource: api.resource,
    consentPath,
    taskPath,
    task,
    run,
  });

/** Refusals of the whole body, or of who asks, are of no one place in it. */
const PLACELESS = /not JSON|stands twice|nested deeper|expected UTF-8|expected a resource/;

const placeIn = ({ json }: Answer): { expression: unknown; text: string } => {
  const [issue] = (json['issue'] ?? []) as readonly JsonObject[];
  const details = issue?.['details'] as JsonObject | undefined;
  return { expression: issue?.['expression'], text: String(details?.['text']) };
};

/** Without what was not said. */
const said = (meaning: object): object =>
  Object.fromEntries(
    Object.entries(meaning).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );

const send = async (kind: string, changes: readonly Change[]): Promise<void> => {
  run += 1;
  const { method, path, token, body } = requestOf(kind, `fuzz-${run}`);
  const { tree, text } = mutated(body, changes);
  const begun = performance.now();
  const answer = await api.call(method, path, token, text);
  expect(performance.now() - begun).toBeLessThan(BOUND_MS);
  expect(answer.status, answer.text).toBeLessThan(500);
  // This gateway speaks for every patient: what it filed for the other one it is shown.
  const mayBeShown = token === TOKEN.gateway && answer.status < 400;
  if ((token === TOKEN.gateway && !mayBeShown) || token === TOKEN.portal) expect(answer.text).not.toMatch(SECRETS);
  const outcome = answer.status < 400 ? 'taken' : `refused ${answer.refusal}`;
  for (const what of [outcome, `${kind} ${answer.status < 400 ? 'taken' : 'refused'}`])
    counts.set(what, (counts.get(what) ?? 0) + 1);
  if (answer.status >= 400) {
    const { expression, text: words } = placeIn(answer);
    expect(answer.refusal).toEqual(expect.any(String));
    if (!PLACELESS.test(words)) expect([answer.refusal, expression]).toEqual([answer.refusal, [expect.any(String)]]);
  } else if (answer.status === 201 || (method === 'PUT' && kind !== 'act')) {
    // A doubled member is refused above; the tree is what was sent.
    // What nothing was said of, the server may fill in.
    expect(meaningOf(answer.json)).toMatchObject(said(meaningOf(tree)));
  }
};

test.each(KIND_NAMES)('%s without a change is taken', async (kind) => {
  run += 1;
  const { method, path, token, body } = requestOf(kind, `plain-${run}`);
  const answer = await api.call(method, path, token, mutated(body, []).text);
  expect([answer.status, answer.text]).toEqual([expect.toSatisfy((s: number) => s === 200 || s === 201), answer.text]);
});

test.each(['order', 'weight order', 'reading', 'reading below the scale', 'message'])(
  '%s with any one member left out or misspelt is taken as it says, or refused',
  async (kind) => {
    const places = countPlaces(requestOf(kind, 'counted').body);
    expect(places).toBeGreaterThan(10);
    for (let where = 0; where < places; where += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      for (const how of ['drop', 'rename'] as const) await send(kind, [{ how, where, odd: null }]);
    }
  },
);

test(
  `${RUNS} changed bodies of seed ${SEED} (FUZZ_RUNS, FUZZ_SEED): answered, in time, with what was refused and where, and taken as they were sent`,
  async () => {
    const changes = fc.array(anyChange, { minLength: 1, maxLength: 3 });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...KIND_NAMES), changes, send), {
      numRuns: RUNS,
      seed: SEED,
    });
    const lines = [...counts].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, many]) => `  ${what}: ${many}`);
    console.log([`${RUNS} changed bodies, seed ${SEED}`, ...lines].join('\n'));
    for (const kind of KIND_NAMES) if (RUNS >= 2000) expect(counts.get(`${kind} taken`), kind).toBeGreaterThan(0);
  },
  60_000 + RUNS * 50,
);
