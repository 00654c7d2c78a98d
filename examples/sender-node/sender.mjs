/**
 * A phone app that reads HealthKit and sends to an EHR over FHIR, as the harness certifies it (docs/sender.md). Node.js 22 or later and
 * nothing installed; it imports nothing of this repository. One process is one phone. What must outlive a restart is in
 * VP_STATE_DIR.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const { VP_BUS_URL, VP_BUS_TOKEN, VP_STATE_DIR } = process.env;
const FILE = join(VP_STATE_DIR, 'state.json');
const EXTENSION = 'https://vitalproof.example/fhir/StructureDefinition/user-entered';
const SYSTEM = 'urn:example:sender-node:reading';
const MDC = 'urn:iso:std:iso:11073:10101';
const PAGE = 50;
const ANSWER_MS = 10_000;

const TYPES = { glucose: 'HKQuantityTypeIdentifierBloodGlucose', weight: 'HKQuantityTypeIdentifierBodyMass' };
/** HealthKit's unit: ours, measure, LOINC. */
const UNITS = {
  'mg/dL': ['mg/dL', 'glucose', '41653-7'],
  'mmol<180.1558800000541>/L': ['mmol/L', 'glucose', '14743-9'],
  kg: ['kg', 'weight', '29463-7'],
  g: ['g', 'weight', '29463-7'],
  lb: ['[lb_av]', 'weight', '29463-7'],
};
/** HKBloodGlucoseMealTime, as IEEE 11073 has it. */
const MEALS = { 1: '8417868', 2: '8417872' };

/** `anchors` by type; `outbox` in order; `known` by identifier: its version, its last content, and whether it may be at the EHR. */
const state = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : { anchors: {}, outbox: [], known: {} };
const save = () => {
  writeFileSync(`${FILE}.new`, JSON.stringify(state));
  renameSync(`${FILE}.new`, FILE);
};

/** What goes to the EHR of a sample; the value stays text, because a number would lose its last zero. */
const contentOf = ({ value, unit, start, device, metadata }) => {
  const [ucum, measure, loinc] = UNITS[unit] ?? [];
  if (ucum === undefined || !/^\d+(\.\d+)?$/.test(value)) return undefined;
  const isTyped = metadata.HKWasUserEntered === 1;
  return {
    value,
    ucum,
    measure,
    loinc,
    start,
    isTyped,
    serial: isTyped ? undefined : device?.serial,
    meal: MEALS[metadata.HKBloodGlucoseMealTime],
  };
};

const concept = (system, code) => ({ coding: [{ system, code }] });

const bodyOf = ({ name, status, content }, patient) => {
  const { value, ucum, measure, loinc, start, isTyped, serial, meal } = content;
  const category = concept(
    'http://terminology.hl7.org/CodeSystem/observation-category',
    measure === 'glucose' ? 'laboratory' : 'vital-signs',
  );
  const observation = {
    resourceType: 'Observation',
    meta: { security: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' }] },
    ...(isTyped ? { extension: [{ url: EXTENSION, valueBoolean: true }] } : {}),
    identifier: [{ system: SYSTEM, value: name }],
    status,
    category: [category],
    code: concept('http://loinc.org', loinc),
    subject: { reference: patient },
    effectiveDateTime: start,
    valueQuantity: { value: '@', unit: ucum, system: 'http://unitsofmeasure.org', code: ucum },
    ...(serial === undefined
      ? {}
      : { device: { identifier: { system: 'urn:example:sender:device-serial', value: serial } } }),
    ...(meal === undefined
      ? {}
      : { component: [{ code: concept(MDC, '8417864'), valueCodeableConcept: concept(MDC, meal) }] }),
  };
  return JSON.stringify(observation).replace('"value":"@"', `"value":${value}`);
};

let welcome;
let patient;
const request = async (path, init) => {
  try {
    return await fetch(`${welcome.ehr.fhir}${path}`, { ...init, signal: AbortSignal.timeout(ANSWER_MS) });
  } catch {
    // No answer, whatever the reason: the EHR may have kept it.
    return undefined;
  }
};

const patientAtEhr = async () => {
  const { system, value } = welcome.patient;
  const found = await request(`/Patient?identifier=${encodeURIComponent(`${system}|${value}`)}`);
  const bundle = found?.ok === true ? await found.json() : undefined;
  const id = bundle?.entry?.[0]?.resource?.id;
  return id === undefined ? undefined : `Patient/${id}`;
};

/** Whether the entry is dealt with: there, or refused for good. */
const isSettled = async (entry) => {
  patient ??= await patientAtEhr();
  if (patient === undefined) return false;
  const key = `identifier=${encodeURIComponent(`${SYSTEM}|${entry.name}`)}`;
  const isNew = entry.status === 'final';
  const answer = await request(isNew ? '/Observation' : `/Observation?${key}`, {
    method: isNew ? 'POST' : 'PUT',
    headers: { 'content-type': 'application/fhir+json', ...(isNew ? { 'if-none-exist': key } : {}) },
    body: bodyOf(entry, patient),
  });
  await answer?.arrayBuffer().catch(() => undefined);
  return answer !== undefined && answer.status < 500 && answer.status !== 408 && answer.status !== 429;
};

/** Sends what waits, in order, and tries again where the EHR does not answer. */
const drain = async () => {
  for (let pause = 50; state.outbox.length > 0;) {
    const [entry] = state.outbox;
    state.known[entry.name].mayBeThere = true;
    save();
    if (await isSettled(entry)) {
      state.outbox = state.outbox.filter((other) => other !== entry);
      save();
      pause = 50;
    } else {
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(400, pause * 2);
    }
  }
};

const isOrdered = ({ measure, start }) =>
  welcome.order.measures.includes(measure) &&
  Date.parse(start) >= Date.parse(welcome.order.start) &&
  Date.parse(start) < Date.parse(welcome.order.end);

const nameOf = ({ uuid, metadata }) => String(metadata.HKMetadataKeySyncIdentifier ?? uuid);

const added = (sample) => {
  const content = contentOf(sample);
  if (content === undefined || !isOrdered(content)) return;
  const name = nameOf(sample);
  const version = Number(sample.metadata.HKMetadataKeySyncVersion ?? 1);
  const known = state.known[name];
  if (known !== undefined && known.version >= version) return;
  // What nobody has sent yet is overtaken by what it became.
  if (known?.mayBeThere !== true) state.outbox = state.outbox.filter((entry) => entry.name !== name);
  state.outbox.push({ name, status: known?.mayBeThere === true ? 'corrected' : 'final', content });
  state.known[name] = { version, content, mayBeThere: known?.mayBeThere === true };
};

const deleted = ({ uuid, syncIdentifier, syncVersion }) => {
  const name = syncIdentifier ?? uuid;
  const known = state.known[name];
  // The old half of a change is no deletion.
  if (known === undefined || known.isErased === true || (syncVersion ?? known.version) < known.version) return;
  state.outbox = state.outbox.filter((entry) => entry.name !== name || (known.mayBeThere && entry.status === 'final'));
  if (known.mayBeThere) state.outbox.push({ name, status: 'entered-in-error', content: known.content });
  known.isErased = true;
};

const bus = new WebSocket(VP_BUS_URL, 'vitalproof-bus.v1');
const waiting = new Map();
let sent = 0;
let latest = 0;
const tell = (message) => bus.send(JSON.stringify({ n: ++sent, ...message }));
const ask = (message) =>
  new Promise((resolve) => {
    tell(message);
    waiting.set(sent, resolve);
  });

/** All that is new in the store. The anchor moves on only when what came before it is kept. */
const query = async (type) => {
  for (let isMore = true; isMore;) {
    const answer = await ask({ t: 'query', type, anchor: state.anchors[type] ?? null, limit: PAGE });
    if (answer.t === 'error') {
      if (answer.code !== 'token-expired' || state.anchors[type] === undefined) return;
      delete state.anchors[type];
      continue;
    }
    for (const sample of answer.added) added(sample);
    for (const one of answer.deleted) deleted(one);
    state.anchors[type] = answer.anchor;
    save();
    isMore = answer.added.length + answer.deleted.length >= PAGE;
  }
};

const begin = async () => {
  welcome = await ask({ t: 'hello', bus: 1, token: VP_BUS_TOKEN });
  const types = welcome.order.measures.map((measure) => TYPES[measure]);
  await ask({ t: 'authorize', types });
  for (const type of types) {
    await ask({ t: 'observe', type });
    await query(type);
  }
};

let work = Promise.resolve();
let tasks = 0;
const after = async (before, task) => {
  await before;
  await task();
  tasks -= 1;
  const upTo = latest;
  if (tasks > 0) return;
  await drain();
  if (tasks === 0) tell({ t: 'idle', upTo });
};
/** One thing after the other; when all is dealt with, it says so. */
const later = (task) => {
  tasks += 1;
  work = after(work, task);
};

bus.addEventListener('message', ({ data }) => {
  const message = JSON.parse(data);
  latest = message.n;
  const resolve = waiting.get(message.re);
  if (resolve !== undefined) {
    waiting.delete(message.re);
    return resolve(message);
  }
  if (message.t === 'bye') process.exit(0);
  if (message.t === 'changed')
    return later(async () => {
      await query(message.type);
      tell({ t: 'observed', re: message.n });
    });
  return later(async () => undefined);
});
bus.addEventListener('close', () => process.exit(0));
bus.addEventListener('open', () => later(begin));
