import { randomBytes } from 'node:crypto';
import { runClock } from '../../conformance/history/clock.ts';
import type { SubmitAct } from '../../conformance/history/lines.ts';
import { gateway } from '../../conformance/sut/actor.ts';
import type { Driver } from '../../conformance/sut/driver.ts';
import { fhirDriver } from '../../conformance/sut/fhir-driver.ts';
import { hl7Driver } from '../../conformance/sut/hl7-driver.ts';
import { referenceProfile, type SutProfile } from '../../conformance/sut/profile.ts';
import { isLoopback } from '../../reference-impl/loopback.ts';
import { sentReading } from '../../simulator/formats/sent.ts';
import type { Delivery } from '../../simulator/layers.ts';
import { usageProblem } from '../arguments.ts';
import { pcd01Sender } from './pcd01.ts';
import type { SendOptions } from './send.ts';

const KEY = 'VITALPROOF_TOKEN_KEY';
const DEFAULT_PATH = '/fhir';
const MLLP_PORT = 2575;
/** Ten of the twenty characters of a control id (MSH-10). */
const NONCE_BYTES = 5;
const HTTP = ['http:', 'https:'];

type Environment = Readonly<Record<string, string | undefined>>;

/** An address as an option names it, on this machine unless another one is meant. Throws an InputProblem (exit 64). */
const addressOf = (option: string, text: string, schemes: readonly string[], remote: boolean): URL => {
  const url = URL.parse(text);
  const expected = schemes.includes('mllp:')
    ? 'http://127.0.0.1:PORT/fhir or mllp://127.0.0.1:PORT'
    : 'http://127.0.0.1:PORT/fhir';
  if (url === null || !schemes.includes(url.protocol) || url.hostname === '')
    throw usageProblem(`--${option} ${text} is not usable`, expected);
  if (!remote && !isLoopback(url.hostname))
    throw usageProblem(
      `--${option} ${text} is another machine`,
      expected,
      'add --allow-remote where that is a test system that may be written to',
    );
  return url;
};

const overFhir = (url: URL, env: Environment): Driver => {
  const base = url.pathname === '/' ? new URL(DEFAULT_PATH, url) : url;
  const known = referenceProfile({ fhirBase: base.href, keyVariable: KEY });
  const profile: SutProfile = env[KEY] === undefined ? { ...known, access: { mode: 'acting-as' } } : known;
  return fhirDriver(profile, runClock(), env);
};

/** What a gateway needs for a listener: how it is addressed, and control ids that are of this run alone. */
const listenerAt = (url: URL) => {
  const clock = runClock();
  const hl7 = { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? MLLP_PORT : Number(url.port) };
  const profile = referenceProfile({ fhirBase: 'http://127.0.0.1/fhir', hl7 });
  if (profile.hl7 === undefined) throw new Error('a profile without its listener');
  // Control ids of two runs differ, whoever began in the same second: parts of one fleet do.
  const nonce = randomBytes(NONCE_BYTES).toString('hex').toUpperCase();
  return { profile, hl7: profile.hl7, clock, nonce };
};

const overMllp = (url: URL): Driver => {
  const { profile, hl7, clock, nonce } = listenerAt(url);
  return hl7Driver(profile, hl7, clock, nonce);
};

/**
 * Drives a FHIR base that an option names. Everybody who acts has a token signed with the key in
 * VITALPROOF_TOKEN_KEY; without that key everybody only says who they are.
 */
export const fhirAt = (option: string, text: string, env: Environment, remote: boolean): Driver =>
  overFhir(addressOf(option, text, HTTP, remote), env);

/** Drives an MLLP listener that an option names. */
export const mllpAt = (option: string, text: string, remote: boolean): Driver =>
  overMllp(addressOf(option, text, ['mllp:'], remote));

/** Where readings are sent to. */
export interface Receiver {
  readonly address: string;
  readonly deliver: SendOptions['deliver'];
  readonly together?: SendOptions['together'];
  close(): Promise<void>;
}

/** In which forms readings go over which wire, the usual one first. */
const FORMS = { http: ['fhir', 'fhir-bundle'], mllp: ['hl7v2', 'pcd01'] } as const;

/** Throws an InputProblem (exit 64) for a form that does not go over that wire. */
const requireForm = (form: string | undefined, text: string, { protocol }: URL): void => {
  const [wire, forms]: readonly [string, readonly string[]] =
    protocol === 'mllp:' ? ['MLLP', FORMS.mllp] : ['FHIR', FORMS.http];
  if (form === undefined || forms.includes(form)) return;
  throw usageProblem(`--format ${form} does not go with --to ${text}`, `over ${wire}: ${forms.join(', ')}`);
};

const submitActOf = ({ act, reading, poison }: Delivery): SubmitAct => {
  const defect = poison === undefined ? {} : { defect: { kind: 'bad-number', text: poison } as const };
  return { op: 'reading.submit', reading: sentReading({ act, reading }), ...defect };
};

/** What leaves together goes as one batch, of which every entry has an answer of its own. */
const inBatches = (driver: Driver): NonNullable<Receiver['together']> => {
  let count = 0;
  return async (deliveries) => {
    const [first] = deliveries;
    if (first === undefined) return [];
    const bundle = { id: String(++count), kind: 'batch' } as const;
    const acts = deliveries.map((delivery) => ({ ...submitActOf(delivery), bundle }));
    return await driver.together(acts, gateway(first.reading.patient));
  };
};

/**
 * A receiver by its address: a FHIR base, to which each reading goes by itself or, with the form `fhir-bundle`, what leaves
 * together in one batch; or an MLLP listener, to which readings go as ORU^R01 of 2.5.1 or, with the form `pcd01`, by IHE
 * PCD-01. Over FHIR each patient's readings go with a token of its own gateway. Throws an
 * InputProblem (exit 64) for what is no such address, for another machine unless `remote` says that it is meant, and for
 * a form that does not go there.
 */
export const receiverAt = (text: string, env: Environment, remote: boolean, form?: string): Receiver => {
  const url = addressOf('to', text, [...HTTP, 'mllp:'], remote);
  requireForm(form, text, url);
  if (form === 'pcd01') {
    const { profile, hl7, clock, nonce } = listenerAt(url);
    return { address: text, ...pcd01Sender(hl7, profile, clock, nonce) };
  }
  const driver = url.protocol === 'mllp:' ? overMllp(url) : overFhir(url, env);
  return {
    address: text,
    deliver: (delivery) => driver.perform(submitActOf(delivery), gateway(delivery.reading.patient)),
    ...(form === 'fhir-bundle' ? { together: inBatches(driver) } : {}),
    close: () => driver.close(),
  };
};
