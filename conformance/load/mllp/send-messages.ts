import type { Envelope } from '../../../contract/wire/hl7v2/envelope.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { loadStream } from '../../../simulator/load/stream.ts';
import { NS_PER_MS, type RunClock } from '../../history/clock.ts';
import { pause } from '../../runner/pause.ts';
import { mllpLinks } from '../../sut/hl7v2/links.ts';
import { outcomeOfAcks } from '../../sut/hl7v2/ack-outcome.ts';
import { intendedMs } from '../arrival.ts';
import { loadCast } from '../cast.ts';
import { Slips } from '../slips.ts';
import { QueueBlame } from './queue-blame.ts';
import type { MllpTask } from './task.ts';

/** No finer than a timer is. */
const TICK_MS = 1;
/** MSA-1 as a line of a sender has room for it. What else stands there is told in its JSON. */
const CODE = /^[A-Z]{2}$/;
/** Longest that nothing is looked at. */
const MOST_PAUSE_MS = 20;

/**
 * Sends the messages of one channel at their instants, whatever the receiver answers, and gives a line for each. A
 * message for which no connection is free waits for one, and is late by that: the load says so. Once it is aborted
 * nothing more is sent, what waits included. Gives how late the harness itself was with them (Slips.most), ns.
 */
export const sendMessages = async (
  task: MllpTask,
  clock: RunClock,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<number> => {
  const { parameters, channel, stages, namespaces, timeoutMs, connections, slowMs } = task;
  const cast = loadCast(parameters, []);
  const sends = loadStream(parameters).channels[channel]?.sends ?? 0;
  const links = mllpLinks({ host: task.host, port: task.port, timeoutMs }, clock, connections);
  const wallMs = (): number => Date.parse(clock.wall());

  const messageOf = (index: number, at: string): { text: string; controlId: string } => {
    const head: Envelope = {
      sendingApplication: task.sendingApplication,
      sendingFacility: task.facility,
      receivingApplication: task.receivingApplication,
      receivingFacility: task.facility,
      at,
      controlId: `${parameters.nonce.slice(0, 10)}L${channel}${index.toString(36).toUpperCase()}`,
      processingId: 'T',
    };
    const readings = cast.stream.send(channel, index).readings.map(cast.readingOf);
    return { text: encodeReadingMessage(readings, head, namespaces), controlId: head.controlId };
  };

  const started = wallMs();
  const begun = clock.now();
  const slips = new Slips();
  const blame = new QueueBlame(slowMs * NS_PER_MS, connections);
  const send = async (index: number, lateMs: number): Promise<void> => {
    const { text, controlId } = messageOf(index, clock.wall());
    const handedMs = wallMs();
    const handed = blame.hand(clock.now(), lateMs * NS_PER_MS);
    const exchanged = await links.exchangeUnless(signal, text);
    if (exchanged === undefined) return;
    const { sent, settled: answered, wall, acks, failure } = exchanged;
    const settled = wallMs();
    const { slipNs, isKept } = blame.settle(handed, sent, answered);
    slips.add(slipNs);
    const sentMs = isKept ? handedMs : Date.parse(wall);
    const { outcome, answer } = outcomeOfAcks(acks, controlId, failure);
    const [status, tail] =
      outcome === 'ok' && answer.correlated === true
        ? [answer.code ?? 'AA', '']
        : [CODE.test(answer.code ?? '') ? answer.code : '0', JSON.stringify({ outcome, answer })];
    onLine(`vp1 ${channel} ${index} ${started} ${sentMs} ${settled} ${status} ${tail}`.trimEnd());
  };

  const outstanding = new Set<Promise<void>>();
  for (let index = 0; index < sends && !signal.aborted;) {
    const due = intendedMs(stages, index) - (clock.now() - begun) / NS_PER_MS;
    if (due > 0) {
      await pause(Math.min(MOST_PAUSE_MS, Math.max(TICK_MS, due)), signal);
      continue;
    }
    const sending = send(index++, -due).finally(() => outstanding.delete(sending));
    outstanding.add(sending);
  }
  await Promise.all(outstanding);
  await links.close();
  return slips.most();
};
