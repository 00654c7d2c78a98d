import { setTimeout as pause } from 'node:timers/promises';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import { type Dial, isLoopback, speakClear, speakTls, type Spoken } from '../../../clear-text.ts';
import { isRefusal } from '../../../is-refusal.ts';
import type { SutProfile } from '../../../profile.ts';
import type { FhirContext } from '../../context.ts';
import type { FhirAnswer } from '../../session.ts';
import { notOffered, type Tried } from './probe.ts';

interface Place {
  readonly host: string;
  readonly port: number;
  /** What is said in clear, and what would serve it. */
  readonly words: string;
  /** The whole of what says enough. */
  readonly isEnough: (text: string) => boolean;
  readonly isServed: (text: string) => boolean;
  /** An answer that judged nothing: the same may be served in a moment. */
  readonly isOpen: (text: string) => boolean;
  readonly codeIn: (text: string) => string | undefined;
}

const DEFAULT_PORT: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})/;

const statusIn = (text: string): string | undefined => STATUS_LINE.exec(text)?.[1];

/** Whoever is asked in clear for credentials is served in clear: they would be sent so. */
const isServedBy = (status: string | undefined): boolean => status?.startsWith('2') === true || status === '401';

/** Neither served nor turned away: too many requests, or a server in trouble. */
const isUndecided = (status: string | undefined): boolean =>
  status !== undefined && !isServedBy(status) && !status.startsWith('3') && !isRefusal(Number(status));

const fhirPlace = (base: string): Place => {
  const { protocol, hostname, port, host, pathname } = new URL(base);
  return {
    host: hostname,
    port: port === '' ? (DEFAULT_PORT[protocol] ?? 80) : Number(port),
    // No token goes in clear: the statement is open to whoever asks.
    words: `GET ${pathname}/metadata HTTP/1.1\r\nHost: ${host}\r\nAccept: application/fhir+json\r\nConnection: close\r\n\r\n`,
    isEnough: (text) => STATUS_LINE.test(text),
    isServed: (text) => isServedBy(statusIn(text)),
    isOpen: (text) => isUndecided(statusIn(text)),
    codeIn: statusIn,
  };
};

/** Of a type that nobody knows, without a patient in it: whoever takes it answers that it was rejected, in clear. */
const hl7Place = ({ host, port, app, facility, sendingApp }: NonNullable<SutProfile['hl7']>): Place => ({
  host,
  port,
  words: `\u000BMSH|^~\\&|${sendingApp}|${facility}|${app}|${facility}|20260101000000+0000||ZZZ^Z99|VPCLEAR|T|2.5.1\r\u001C\r`,
  isEnough: (text) => text.includes('\u001C'),
  isServed: (text) => text.startsWith('\u000B'),
  isOpen: () => false,
  codeIn: (text) => /\rMSA\|([A-Z]{2})\|/.exec(text)?.[1],
});

const placeOf = ({ fhir, hl7 }: SutProfile, wire: 'fhir' | 'hl7v2'): Place | undefined =>
  wire === 'fhir' ? (fhir === undefined ? undefined : fhirPlace(fhir.base)) : hl7 && hl7Place(hl7);

const WORDS: Readonly<Record<Spoken['result'], string>> = {
  answered: 'answered',
  closed: 'the connection was closed',
  silent: 'nothing was answered',
  unreachable: 'the port cannot be reached',
};

/** What was heard, as an answer: served is ok, what judged nothing unknown, anything else that is no service refused. */
const answerOf = (
  { result, text }: Spoken,
  isDone: boolean,
  isOpen: boolean,
  code: string | undefined,
): Pick<FhirAnswer, 'outcome' | 'answer'> => {
  if (result === 'unreachable') return { outcome: 'unknown', answer: { text: WORDS[result] } };
  const heard = text.replaceAll(/[^\u0020-\u007e]+/g, ' ').trim();
  const said = heard === '' ? WORDS[result] : `${WORDS[result]}: ${heard}`;
  const outcome = isDone ? 'ok' : isOpen ? 'unknown' : 'refused';
  return { outcome, answer: { code: code ?? 'none', text: said.slice(0, 200) } };
};

const MOST_TIMES = 3;
const AGAIN_MS = 500;

/** Speaks in clear, and anew while nothing was judged. */
const speakInClear = async ({ host, port, words, isEnough, isOpen }: Place, dial?: Dial): Promise<Spoken> => {
  let spoken = await speakClear(host, port, words, isEnough, dial);
  for (let times = 1; times < MOST_TIMES && isOpen(spoken.text); times++) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await pause(AGAIN_MS);
    // oxlint-disable-next-line no-await-in-loop
    spoken = await speakClear(host, port, words, isEnough, dial);
  }
  return spoken;
};

/**
 * Speaks TLS, or clear text, to the port of the profile's address. The effect: TLS was agreed on; in clear: it was served.
 * On loopback nothing is tried: there a system may speak in clear.
 */
export const tryToSpeak = async (
  { profile, session, dial }: FhirContext,
  wire: 'fhir' | 'hl7v2',
  manner: 'tls' | 'clear',
): Promise<Tried> => {
  const place = placeOf(profile, wire);
  if (place === undefined || isLoopback(place.host))
    return notOffered(session, `an address outside loopback ${NOT_OFFERED}`);
  const { host, port, isServed, isOpen, codeIn } = place;
  const begun = session.unsent('');
  const spoken = manner === 'tls' ? await speakTls(host, port, dial) : await speakInClear(place, dial);
  const isDone = spoken.result === 'answered' && (manner === 'tls' || isServed(spoken.text));
  const isLeftOpen = manner === 'clear' && isOpen(spoken.text);
  const code = manner === 'tls' ? undefined : codeIn(spoken.text);
  const { settled } = session.unsent('');
  const response = `${manner === 'tls' ? 'TLS' : 'clear text'} to ${host}:${port}\n\n${spoken.result}\n${spoken.text}`;
  return {
    answer: { ...begun, settled, ...answerOf(spoken, isDone, isLeftOpen, code), exchange: begun, wire: { response } },
    effect: isDone,
  };
};
