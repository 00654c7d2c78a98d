import type { CaseAct, WorkedCase } from '../../../contract/cases/worked-case.ts';
import { type Identifier, keyOf } from '../../../contract/domain/identifier.ts';
import type { Order, Tracker } from '../../../contract/domain/index.ts';
import { type Outcome, refuse } from '../../../contract/refusal.ts';
import type { Envelope } from '../../../contract/wire/hl7v2/envelope.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { encodeOrderMessage, type OrderControl } from '../../../contract/wire/hl7v2/order.ts';
import { encodePatientMessage } from '../../../contract/wire/hl7v2/patient-message.ts';
import { encodePermissionMessage } from '../../../contract/wire/hl7v2/permission.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { msOf } from '../../clock/instant.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';
import { EHR, must } from '../../world.test-helper.ts';
import { line } from '../fhir/case-over-http.test-helper.ts';
import type { Listener } from './listener.ts';
import { startHl7Server } from './server.ts';
import { NAMESPACES, WireClient } from './wire.test-helper.ts';

type Submission = Extract<CaseAct, { readonly op: 'reading.submit' }>;
/** `accepted`, or the code of the refusal. HL7 v2 does not tell a replay from a first time. */
export type Said = string;

const isSubmission = (act: CaseAct): act is Submission => act.op === 'reading.submit';
const PORTAL: Caller = { role: 'portal', client: 'vp-portal' };
const STATUS_CONTROL: Partial<Record<Order['status'], OrderControl>> = { active: 'RL', 'on-hold': 'HD', revoked: 'DC' };

/** Everything but what HD, RL, DC and CA say. */
const terms = ({ status: _status, effectiveFrom: _from, ...rest }: Order): string => JSON.stringify(rest);

/** The change as ORC-1 says it; undefined where HL7 v2 has no word for it. */
const controlOf = (stored: Order | undefined, order: Order): OrderControl | undefined => {
  if (stored?.status === order.status) return 'XO';
  return stored !== undefined && terms(stored) !== terms(order) ? undefined : STATUS_CONTROL[order.status];
};

/** HL7 v2 knows bounds, and no intervals: a high one and a low one of a tier and context are one. */
const isJoined = ({ limits }: Order): boolean =>
  limits.some((one, i) =>
    limits.some(
      (other, j) =>
        j < i &&
        one.tier === other.tier &&
        one.context === other.context &&
        !(['low', 'high'] as const).some((side) => one[side] !== undefined && other[side] !== undefined),
    ),
  );

/** One field of every row of these names, changed. */
const edited = (text: string, names: readonly string[], field: number, change: (was: string) => string): string =>
  text
    .split('\r')
    .map((row) => {
      const cells = row.split('|');
      const was = cells[field];
      if (names.includes(cells[0] ?? '') && was !== undefined) cells[field] = change(was);
      return cells.join('|');
    })
    .join('\r');

const spoilt = (text: string, { defect }: Submission): string => {
  if (defect?.kind === 'time-without-offset') return edited(text, ['OBX'], 14, (was) => was.replace(/[+-]\d{4}$/, ''));
  if (defect?.kind === 'unknown-unit') return edited(text, ['OBX'], 6, () => `${defect.unit}^^UCUM`);
  return defect?.kind === 'bad-number' ? edited(text, ['OBX'], 5, () => defect.text) : text;
};

/** The senders of a case: the hospital, the portal, and a gateway for each source and each patient one speaks for. */
const clientsOf = ({ acts }: WorkedCase): Readonly<Record<string, Caller>> => {
  const all: Record<string, Caller> = {
    'EHR|CASE': { role: 'ehr', client: 'EHR' },
    'PORTAL|CASE': { role: 'portal', client: 'PORTAL' },
  };
  for (const act of acts.filter(isSubmission)) {
    const [name, source, subject] = senderOf(act);
    all[`${name}|CASE`] = {
      role: 'gateway',
      client: name,
      ...(source === undefined ? {} : { source }),
      ...(subject === undefined ? {} : { subject }),
    };
  }
  return all;
};

const senderOf = ({
  source,
  defect,
}: Submission): readonly [string, Identifier | undefined, Identifier | undefined] => {
  const subject = defect?.kind === 'sender-of' ? defect.patient : undefined;
  return [`GW-${source?.value ?? 'any'}-${subject?.value ?? 'all'}`, source, subject];
};

/**
 * Plays the acts of a case over MLLP, as a hospital, a portal and a gateway would send them. What HL7 v2 has no message
 * for (drafts, completed, entered in error, trackers, absences, acts on items) is done beside it, and counted.
 */
export class CaseOverMllp {
  readonly #pipeline: Pipeline;
  readonly #server: Listener;
  readonly #client: WireClient;
  /** Acts that went over the wire, and those that went beside it. */
  readonly counts = { over: 0, beside: 0 };
  #sent = 0;
  #at = '';

  private constructor(pipeline: Pipeline, server: Listener, client: WireClient) {
    this.#pipeline = pipeline;
    this.#server = server;
    this.#client = client;
  }

  static async start(pipeline: Pipeline, worked: WorkedCase): Promise<CaseOverMllp> {
    const at = { host: '127.0.0.1', port: 0, namespaces: NAMESPACES, clients: clientsOf(worked) } as const;
    const server = await startHl7Server(pipeline, at);
    const played = new CaseOverMllp(pipeline, server, await WireClient.to(server.port));
    played.#at = worked.acts[0]?.at ?? '';
    for (const patient of worked.patients) {
      const text = encodePatientMessage(patient, 'A28', played.#from('EHR'), NAMESPACES);
      // oxlint-disable-next-line no-await-in-loop -- one message after the other
      if ((await played.#send(text)) !== 'accepted') throw new Error(text);
    }
    for (const clinician of worked.clinicians) must(await pipeline.people.clinician(EHR, clinician));
    for (const pool of worked.pools) must(await pipeline.people.pool(EHR, pool));
    for (const device of worked.devices) must(await pipeline.people.device(EHR, device));
    return played;
  }

  async close(): Promise<void> {
    this.#client.socket.destroy();
    await this.#server.close();
  }

  #from(sendingApplication: string): Envelope {
    const parties = { sendingFacility: 'CASE', receivingApplication: 'RPM', receivingFacility: 'CASE' };
    return { sendingApplication, ...parties, at: this.#at, controlId: `C${this.#sent + 1}`, processingId: 'T' };
  }

  async #send(text: string): Promise<Said> {
    await this.#client.write(frame(text));
    this.#sent += 1;
    const ack = (await this.#client.acks(this.#sent))[this.#sent - 1];
    if (ack?.controlId !== `C${this.#sent}`) throw new Error(`no ACK of C${this.#sent}`);
    return ack.code === 'AA' ? 'accepted' : (ack.refusal ?? ack.code);
  }

  async #beside(outcome: Promise<Outcome<unknown>>): Promise<Said> {
    this.counts.beside += 1;
    const done = await outcome;
    return done.ok ? 'accepted' : done.refusal.code;
  }

  /** The text, or undefined where HL7 v2 cannot say it. */
  #write(encode: () => string): string | undefined {
    try {
      return encode();
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  async #place(order: Order, isNew: boolean): Promise<Said> {
    const stored = this.#pipeline.orders.find(order.identifier)?.body;
    const control = isJoined(order) ? undefined : isNew ? 'NW' : controlOf(stored, order);
    const text =
      control &&
      this.#write(() => encodeOrderMessage(order, control, this.#from('EHR'), NAMESPACES, 'OMG^O19', stored));
    if (text === undefined)
      return this.#beside(isNew ? this.#pipeline.orders.submit(EHR, order) : this.#pipeline.orders.change(EHR, order));
    this.counts.over += 1;
    return this.#send(text);
  }

  /** One reading, or all entries of a bundle: what is said to each. */
  async submit(acts: readonly Submission[]): Promise<readonly Said[]> {
    const [first] = acts;
    if (first === undefined) return [];
    this.#at = first.at;
    if (first.bundle?.kind === 'batch') {
      const said = new Map<Submission, Said>();
      // HL7 v2 has no batch with an answer to each: one message each, in order of time.
      for (const act of acts.toSorted((a, b) => msOf(a.reading.effective) - msOf(b.reading.effective)))
        // oxlint-disable-next-line no-await-in-loop -- one message after the other
        said.set(act, await this.#file([act]));
      return acts.map((act) => said.get(act) ?? '');
    }
    const said = await this.#file(acts);
    return acts.map(() => said);
  }

  async #file(acts: readonly Submission[]): Promise<Said> {
    const [first] = acts;
    if (first === undefined) return '';
    this.counts.over += acts.length;
    const readings = acts.map(({ reading }) => reading);
    return this.#send(spoilt(encodeReadingMessage(readings, this.#from(senderOf(first)[0]), NAMESPACES), first));
  }

  async #act({ item, act, person }: Extract<CaseAct, { readonly op: 'item.act' }>): Promise<Said> {
    const found = must(this.#pipeline.inbox.search(EHR, { count: 100 })).entries.find(
      (e) => line(e.body) === line(item),
    );
    if (found === undefined) return this.#beside(Promise.resolve(refuse('not-found')));
    const caller: Caller = { role: 'clinician', subject: person, client: 'vp-clinician' };
    return this.#beside(this.#pipeline.inbox.act(caller, { id: found.id }, act));
  }

  trackers(patient: Identifier): readonly Tracker[] {
    return must(this.#pipeline.portal.trackers(PORTAL, patient)).map(({ body }) => body);
  }

  /** Any act but a submission, a look at the portal, or time that passes. */
  async perform(act: CaseAct): Promise<Said> {
    this.#at = act.at;
    switch (act.op) {
      case 'order.submit':
        return this.#place(act.order, true);
      case 'order.change':
        return this.#place(act.order, false);
      case 'permission.set':
        this.counts.over += 1;
        return this.#send(encodePermissionMessage(act.permission, this.#from('PORTAL'), NAMESPACES));
      case 'item.act':
        return this.#act(act);
      case 'device.register':
        return this.#beside(this.#pipeline.people.device(PORTAL, act.device));
      case 'tracker.set':
        return this.#beside(this.#pipeline.portal.choose(PORTAL, act.tracker.order, act.tracker.state));
      case 'source.set':
        return this.#beside(this.#pipeline.sources.set(EHR, act.source, act.status));
      case 'coverage.set':
        return this.#beside(this.#pipeline.people.coverage(EHR, act.coverage));
      default:
        throw new Error(`no such act over HL7 v2: ${act.op}`);
    }
  }
}

/** All acts of the bundle that this one is in, itself where it is in none. */
export const togetherWith = (acts: readonly CaseAct[], act: Submission): readonly Submission[] => {
  const { bundle } = act;
  return bundle === undefined ? [act] : acts.filter(isSubmission).filter((a) => a.bundle?.id === bundle.id);
};

/** What identifies a party of the case in a message. */
export const shown = (trackers: readonly Tracker[]): string =>
  trackers
    .map(({ order, state }) => `${keyOf(order)} ${state}`)
    .toSorted()
    .join();
