import type { CaseAct, ExpectedItem, WorkedCase } from '../../../contract/cases/worked-case.ts';
import type { InboxItem, Order, Tracker } from '../../../contract/domain/index.ts';
import { type Identifier, keyOf } from '../../../contract/domain/identifier.ts';
import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodeClinician, encodeRole } from '../../../contract/wire/fhir/clinician.ts';
import { encodePermission } from '../../../contract/wire/fhir/consent.ts';
import { encodeDevice } from '../../../contract/wire/fhir/device.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { encodeOrder } from '../../../contract/wire/fhir/order.ts';
import { encodePatient } from '../../../contract/wire/fhir/patient.ts';
import { encodePool } from '../../../contract/wire/fhir/pool.ts';
import type { ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import { encodeSource } from '../../../contract/wire/fhir/source.ts';
import { decodeItem, TASK_STATUS } from '../../../contract/wire/fhir/task.ts';
import { decodeTracker, TRACKER_STATUS } from '../../../contract/wire/fhir/tracker.ts';
import { isObject, type Json, type JsonObject } from '../../../contract/wire/json/lossless.ts';
import type { Pipeline } from '../../pipeline.ts';
import { EHR, must } from '../../world.test-helper.ts';
import { type Answer, type Client, startClient, tokenFor } from './client.test-helper.ts';
import { linksNow } from './links.test-helper.ts';

type Submission = Extract<CaseAct, { readonly op: 'reading.submit' }>;
export type Act = CaseAct;

/** `done`: 200, which is a change or a replay. */
export type Said = 'accepted' | 'done' | string;

const saidBy = (status: number, refusal: string | undefined): Said =>
  refusal ?? (status === 201 || status === 202 ? 'accepted' : status === 200 ? 'done' : `status ${status}`);

/** An item as a case states it, in one comparable line. */
export const line = (item: ExpectedItem | InboxItem): string =>
  [item.patient, item.order, item.reading, item.recipient]
    .map((id) => (id === undefined ? 'none' : keyOf(id)))
    .concat(item.kind, [...item.interpretation].sort().join('+'), item.late === true ? 'late' : 'in time')
    .join(' ');

const TRACKERS = 'code=https://vitalproof.example/fhir/CodeSystem/portal-activity%7Ctracker';

/** Plays the acts of a case over real sockets, as a hospital, a portal and a gateway would send them. */
export class CaseOverHttp {
  readonly #pipeline: Pipeline;
  readonly #client: Client;
  readonly #ref: ReferenceTo;
  readonly #identifierOf: (reference: string) => Identifier | undefined;
  readonly #patientOf = new Map<string, Identifier>();

  constructor(pipeline: Pipeline, client: Client) {
    this.#pipeline = pipeline;
    this.#client = client;
    const links = linksNow(pipeline, client.base);
    this.#identifierOf = links.identifierOf;
    // What nobody knows is named all the same: it is for the server to say so.
    this.#ref = (type, key) => {
      try {
        return links.ref(type, key);
      } catch {
        return `${type === 'Recipient' ? 'PractitionerRole' : type}/unknown`;
      }
    };
  }

  static async start(pipeline: Pipeline): Promise<CaseOverHttp> {
    return new CaseOverHttp(pipeline, await startClient(pipeline));
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #must(path: string, body: JsonObject): Promise<void> {
    const answer = await this.#client.call('POST', path, tokenFor('ehr'), body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
  }

  async people({ patients, clinicians, pools, devices }: WorkedCase): Promise<void> {
    for (const patient of patients) await this.#must('/Patient', encodePatient(patient));
    for (const clinician of clinicians) await this.#must('/PractitionerRole', encodeClinician(clinician));
    for (const pool of pools) await this.#must('/CareTeam', encodePool(pool, this.#ref));
    for (const device of devices) await this.#must('/Device', encodeDevice(device, this.#ref));
  }

  async #send(method: string, path: string, token: string, body: JsonObject): Promise<Said> {
    const answer = await this.#client.call(method, path, token, body);
    return saidBy(answer.status, answer.refusal);
  }

  #resource({ reading, defect }: Submission): JsonObject {
    const resource: Record<string, Json | undefined> = { ...encodeReading(reading, this.#ref) };
    const quantity = isObject(resource['valueQuantity']) ? resource['valueQuantity'] : {};
    if (defect?.kind === 'time-without-offset') resource['effectiveDateTime'] = reading.effective.slice(0, 19);
    if (defect?.kind === 'unknown-unit') resource['valueQuantity'] = { ...quantity, code: defect.unit };
    if (defect?.kind === 'bad-number') resource['valueQuantity'] = { ...quantity, value: defect.text };
    return resource;
  }

  #gateway({ source, defect }: Submission): string {
    return tokenFor('gateway', defect?.kind === 'sender-of' ? defect.patient : undefined, undefined, source);
  }

  /** Corrections and erasures are put, by the reading's own identifier; everything else is posted. */
  #request({ reading }: Submission): readonly [method: string, url: string] {
    const puts = reading.status === 'corrected' || reading.status === 'entered-in-error';
    return puts
      ? ['PUT', `Observation?identifier=${encodeURIComponent(keyOf(reading.identifier))}`]
      : ['POST', 'Observation'];
  }

  /** One reading, or all entries of a bundle: what is said to each. */
  async submit(acts: readonly Submission[]): Promise<readonly Said[]> {
    const [first] = acts;
    if (first === undefined) return [];
    if (first.bundle === undefined) {
      const [method, url] = this.#request(first);
      return [await this.#send(method, `/${url}`, this.#gateway(first), this.#resource(first))];
    }
    const type = first.bundle.kind === 'batch' ? 'batch' : 'transaction';
    const entry = acts.map((act) => {
      const [method, url] = this.#request(act);
      return { resource: this.#resource(act), request: { method, url } };
    });
    const bundle = { resourceType: 'Bundle', type, entry };
    const answer = await this.#client.call('POST', '', this.#gateway(first), bundle);
    if (answer.status !== 200) return acts.map(() => saidBy(answer.status, answer.refusal));
    return (answer.json['entry'] as readonly JsonObject[]).map(({ response }) => {
      const { status, outcome } = response as { readonly status: string; readonly outcome?: Json };
      const code = /"system":"[^"]*refusal","code":"([a-z-]+)"/.exec(JSON.stringify(outcome ?? {}))?.[1];
      return saidBy(Number(status.slice(0, 3)), code);
    });
  }

  async #search(path: string, token: string): Promise<readonly JsonObject[]> {
    const answer: Answer = await this.#client.call('GET', path, token);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.text}`);
    const { resources, next } = must(readSearchset(answer.json));
    return next === undefined ? resources : [...resources, ...(await this.#search(next, token))];
  }

  async tasks(): Promise<readonly { readonly task: JsonObject; readonly item: InboxItem }[]> {
    const tasks = await this.#search('/Task?_sort=_lastUpdated&_count=50', tokenFor('ehr'));
    return tasks.map((task) => ({ task, item: must(decodeItem(task, this.#identifierOf)) }));
  }

  async trackers(patient: Identifier): Promise<readonly Tracker[]> {
    const path = `/Task?${TRACKERS}&patient=${this.#ref('Patient', patient)}`;
    const tasks = await this.#search(path, tokenFor('portal', patient));
    return tasks.map((task) => must(decodeTracker(task, this.#identifierOf)));
  }

  #order(order: Order): JsonObject {
    this.#patientOf.set(keyOf(order.identifier), order.patient);
    return encodeOrder(order, this.#ref);
  }

  async #choose({ order, state }: Pick<Tracker, 'order' | 'state'>): Promise<Said> {
    const portal = tokenFor('portal', this.#patientOf.get(keyOf(order)));
    const id = this.#ref('ServiceRequest', order).replace('ServiceRequest/', 'tracker-');
    const shown = await this.#client.call('GET', `/Task/${id}`, portal);
    const task = shown.status === 200 ? shown.json : { resourceType: 'Task', id };
    return this.#send('PUT', `/Task/${id}`, portal, { ...task, status: TRACKER_STATUS[state] });
  }

  async #act({ item, act, person }: Extract<CaseAct, { readonly op: 'item.act' }>): Promise<Said> {
    const found = (await this.tasks()).find((t) => line(t.item) === line(item));
    if (found === undefined) return 'not-found';
    const { task } = found;
    const changed = { ...task, status: TASK_STATUS[act] };
    return this.#send('PUT', `/Task/${String(task['id'])}`, tokenFor('clinician', person), changed);
  }

  async #cover({ coverage }: Extract<CaseAct, { readonly op: 'coverage.set' }>): Promise<Said> {
    const place = this.#ref('Recipient', coverage.person);
    // A pool has no place for absences in R4; it is told by other means.
    if (place.startsWith('CareTeam/')) {
      const done = await this.#pipeline.people.coverage(EHR, coverage);
      return done.ok ? 'done' : done.refusal.code;
    }
    const { json } = await this.#client.call('GET', `/${place}`, tokenFor('ehr'));
    const [family = '', given = ''] = String((json['practitioner'] as JsonObject)['display']).split(', ');
    const clinician = { identifier: coverage.person, family, given };
    return this.#send('PUT', `/${place}`, tokenFor('ehr'), encodeRole(clinician, coverage.absences, this.#ref));
  }

  /** Any act but a submission, a look at the portal, or time that passes. */
  async perform(act: CaseAct): Promise<Said> {
    const ehr = tokenFor('ehr');
    switch (act.op) {
      case 'order.submit':
        return this.#send('POST', '/ServiceRequest', ehr, this.#order(act.order));
      case 'order.change':
        return this.#send('PUT', `/${this.#ref('ServiceRequest', act.order.identifier)}`, ehr, this.#order(act.order));
      case 'permission.set': {
        const portal = tokenFor('portal', act.permission.patient);
        const place = this.#pipeline.references.referenceTo('Consent', act.permission.identifier);
        const body = encodePermission(act.permission, this.#ref);
        return this.#send(place === undefined ? 'POST' : 'PUT', `/${place ?? 'Consent'}`, portal, body);
      }
      case 'item.act':
        return this.#act(act);
      case 'device.register':
        return this.#send(
          'POST',
          '/Device',
          tokenFor('portal', act.device.patient),
          encodeDevice(act.device, this.#ref),
        );
      case 'tracker.set':
        return this.#choose(act.tracker);
      case 'source.set':
        return this.#send('POST', '/$source-admission', ehr, encodeSource({ source: act.source, status: act.status }));
      case 'coverage.set':
        return this.#cover(act);
      default:
        throw new Error(`no such act over HTTP: ${act.op}`);
    }
  }
}
