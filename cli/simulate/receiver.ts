import { runClock } from '../../conformance/history/clock.ts';
import { gateway } from '../../conformance/sut/actor.ts';
import type { Driver } from '../../conformance/sut/driver.ts';
import { fhirDriver } from '../../conformance/sut/fhir-driver.ts';
import { hl7Driver } from '../../conformance/sut/hl7-driver.ts';
import { referenceProfile, type SutProfile } from '../../conformance/sut/profile.ts';
import { isLoopback } from '../../reference-impl/loopback.ts';
import type { Delivery } from '../../simulator/layers.ts';
import { sentReading } from '../../simulator/formats/sent.ts';
import { usageProblem } from '../arguments.ts';
import type { SendOptions } from './send.ts';

const KEY = 'VITALPROOF_TOKEN_KEY';
const EXPECTED = 'http://127.0.0.1:PORT/fhir or mllp://127.0.0.1:PORT';
const DEFAULT_PATH = '/fhir';
const MLLP_PORT = 2575;

/** Where readings are sent to. */
export interface Receiver {
  readonly address: string;
  readonly deliver: SendOptions['deliver'];
  close(): Promise<void>;
}

const parsed = (text: string): URL => {
  const url = URL.parse(text);
  if (url !== null && ['http:', 'https:', 'mllp:'].includes(url.protocol) && url.hostname !== '') return url;
  throw usageProblem(`--to ${text} is not usable`, EXPECTED);
};

const driverOf = (url: URL, env: Readonly<Record<string, string | undefined>>): Driver => {
  const clock = runClock();
  if (url.protocol === 'mllp:') {
    const hl7 = { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port === '' ? MLLP_PORT : Number(url.port) };
    const profile = referenceProfile({ fhirBase: 'http://127.0.0.1/fhir', hl7 });
    if (profile.hl7 === undefined) throw new Error('a profile without its listener');
    // Control ids of two runs differ, because they begin with the second in which each began.
    const nonce = Math.floor(Date.parse(clock.started) / 1000)
      .toString(36)
      .toUpperCase();
    return hl7Driver(profile, profile.hl7, clock, nonce);
  }
  if (url.pathname === '/') url.pathname = DEFAULT_PATH;
  const known = referenceProfile({ fhirBase: url.href, keyVariable: KEY });
  const profile: SutProfile = env[KEY] === undefined ? { ...known, access: { mode: 'none' } } : known;
  return fhirDriver(profile, clock, env);
};

/**
 * A receiver by its address: a FHIR base, or an MLLP listener. Over FHIR each patient's readings go with a token of
 * its own gateway, signed with the key in VITALPROOF_TOKEN_KEY; without that key with none. Throws an InputProblem
 * (exit 64) for what is no such address, and for another machine unless `remote` says that it is meant.
 */
export const receiverAt = (
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  remote: boolean,
): Receiver => {
  const url = parsed(text);
  if (!remote && !isLoopback(url.hostname))
    throw usageProblem(
      `--to ${text} is another machine`,
      EXPECTED,
      'add --allow-remote where that is a test system that may be written to',
    );
  const driver = driverOf(url, env);
  return {
    address: text,
    deliver: (delivery: Delivery) => {
      const reading = sentReading(delivery);
      const defect =
        delivery.poison === undefined ? {} : { defect: { kind: 'bad-number', text: delivery.poison } as const };
      return driver.perform({ op: 'reading.submit', reading, ...defect }, gateway(reading.patient));
    },
    close: () => driver.close(),
  };
};
