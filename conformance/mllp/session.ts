import type { Identifier, OffsetDateTime, Reading } from '../../contract/domain/index.ts';
import { frame } from '../../contract/wire/hl7v2/mllp.ts';
import { NS_PER_MS } from '../history/clock.ts';
import type { Act, Answer, Mono, Transport } from '../history/lines.ts';
import type { Performed } from '../sut/driver.ts';
import { outcomeOfAcks } from '../sut/hl7v2/ack-outcome.ts';
import { withDefect } from '../sut/hl7v2/defects.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import type { MessageKind, MllpCase, Talk, TalkMessage } from './talk.ts';
import { type OpenWire, openWire, type Traffic, type WireSetting } from './wire.ts';

/** What a case sends readings about. */
export interface TalkSubject {
  /** A reading within the limits of an order that is in force. */
  readonly reading: Reading;
  /** The identifier and time of the n-th reading, from 0. */
  readonly name: (n: number) => Identifier;
  readonly effective: (n: number) => OffsetDateTime;
}

export interface TalkSetting extends WireSetting {
  readonly subject: TalkSubject;
  /** An ORU^R01 of one reading under a control id, segments ended by CR. */
  readonly encode: (reading: Reading, controlId: string, mode: MessageKind['mode']) => string;
  readonly nextControlId: () => string;
}

type Submit = Extract<Act, { op: 'reading.submit' }>;

/** What one message was, and what came of it, as the history tells it. */
export interface Told {
  readonly act: Submit;
  readonly performed: Performed;
}

interface Known {
  readonly message: TalkMessage;
  readonly act: Submit;
  readonly wanted: number;
}

/** A long message is told by its beginning: its bytes are filler. */
const MOST_TOLD = 8192;
const textOf = (content: Buffer): string =>
  content.length <= MOST_TOLD
    ? content.toString('latin1')
    : `${content.subarray(0, MOST_TOLD).toString('latin1')} (${content.length} bytes in all)`;

const wantedAcks = ({ mode }: MessageKind): number =>
  mode === undefined ? 1 : [mode.accept, mode.application].filter((c) => c === 'AL' || c === 'SU').length;

class Session implements Talk {
  readonly known: Known[] = [];
  readonly wires: OpenWire[] = [];
  readonly #setting: TalkSetting;
  readonly #case: MllpCase;

  constructor(setting: TalkSetting, played: MllpCase) {
    this.#setting = setting;
    this.#case = played;
  }

  #transport(how: string, { topic, mode }: MessageKind): Transport {
    return {
      case: this.#case.name,
      topic: topic ?? this.#case.topic,
      how,
      ...(mode === undefined ? {} : { mode }),
    };
  }

  #reading(): Reading {
    const { reading, name, effective } = this.#setting.subject;
    const n = this.known.length;
    return { ...reading, identifier: name(n), effective: effective(n) };
  }

  #add(act: Submit, controlId: string, content: Buffer, wanted: number): TalkMessage {
    const message = { controlId, content, frame: frame(content) };
    this.known.push({ message, act, wanted });
    return message;
  }

  message(how: string, kind: MessageKind = {}, controlId = this.#setting.nextControlId()): TalkMessage {
    const { defect, edit = (text) => text, bytes = (content) => content } = kind;
    const reading = this.#reading();
    const text = edit(withDefect(this.#setting.encode(reading, controlId, kind.mode), defect));
    const act: Submit = {
      op: 'reading.submit',
      reading,
      ...(defect === undefined ? {} : { defect }),
      transport: this.#transport(how, kind),
    };
    return this.#add(act, controlId, bytes(Buffer.from(text, 'utf8')), wantedAcks(kind));
  }

  again(message: TalkMessage, how: string): TalkMessage {
    const first = this.known.find((k) => k.message === message);
    if (first === undefined) throw new RangeError('a message is repeated that was not made here');
    const transport: Transport = { ...this.#transport(how, {}), again: true };
    return this.#add({ ...first.act, transport }, message.controlId, message.content, first.wanted);
  }

  reuse(message: TalkMessage, how: string): TalkMessage {
    return this.message(how, { defect: { kind: 'control-id-reuse' } }, message.controlId);
  }

  async connect(): Promise<OpenWire> {
    const wire = await openWire(this.#setting);
    this.wires.push(wire);
    return wire;
  }

  idle(ms: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  }
}

const acksOf = ({ came }: Traffic, { controlId }: TalkMessage) => came.filter((ack) => ack.controlId === controlId);

/** Several messages of one connection may share a control id: the n-th of them has the n-th acknowledgement; the last has all the rest. */
const shareOf = (known: Known, traffic: Traffic): ReturnType<typeof acksOf> => {
  const acks = acksOf(traffic, known.message);
  const same = [...traffic.sent.keys()].filter((m) => m.controlId === known.message.controlId);
  const place = same.indexOf(known.message);
  const from = place * known.wanted;
  return place === same.length - 1 ? acks.slice(from) : acks.slice(from, from + known.wanted);
};

interface Whole {
  readonly sent: Mono;
  readonly settled: Mono;
  readonly answer: Answer;
  readonly outcome: Performed['outcome'];
  readonly bytes: readonly Buffer[];
  /** The harness was there to hear an answer, had there been one. */
  readonly heard: boolean;
}

const whole = (known: Known, traffic: Traffic, now: Mono): Whole => {
  const sent = traffic.sent.get(known.message) ?? now;
  const acks = shareOf(known, traffic);
  const last = acks.at(-1);
  const gaveUp = traffic.gaveUp.get(known.message);
  const result = outcomeOfAcks(last === undefined ? [] : [last.bytes], known.message.controlId, undefined);
  const { correlated: _judgedByAcks, ...answer } = result.answer;
  return {
    sent,
    settled: last?.at ?? gaveUp?.at ?? now,
    outcome: result.outcome,
    answer: {
      ...answer,
      acks: acks.slice(0, 100).map((ack) => ack.code),
      ...(gaveUp === undefined ? {} : { silence: { waitedMs: gaveUp.waitedMs, closed: gaveUp.closed } }),
    },
    bytes: acks.map((ack) => ack.bytes),
    heard: gaveUp?.heard ?? true,
  };
};

/** After a plain message was answered, the connections of those that were not are watched for this share of a wait. */
const WATCHED_SHARE = 1 / 2;

/** Watches every connection that stands and owes an answer: what comes on it now was late, and no silence. */
const watchTheSilent = async ({ wires }: Session, ms: number, watched: Map<Traffic, number>): Promise<void> => {
  const silent = wires.filter(({ traffic }) => traffic.gaveUp.size > 0);
  await Promise.all(
    silent.map(async (wire) => {
      const watchedMs = await wire.watch(ms);
      if (watchedMs !== undefined) watched.set(wire.traffic, watchedMs);
    }),
  );
};

/**
 * Plays a case on connections of its own, then sends a plain message on one more: what answers that, and how soon, is what the
 * silence of the others is held against. Gives every message in the order of sending. Rejects when no connection is to be had.
 */
export const playCase = async (played: MllpCase, setting: TalkSetting): Promise<readonly Told[]> => {
  const { clock } = setting;
  const session = new Session(setting, played);
  const wall = (sent: Mono): string => new Date(Date.parse(clock.started) + Math.round(sent / NS_PER_MS)).toISOString();
  let control: TalkMessage | undefined;
  const watched = new Map<Traffic, number>();
  try {
    await played.play(session);
    control = session.message('a plain message, on a connection of its own');
    const wire = await session.connect();
    await wire.send(control);
    if (await wire.answered(control)) await watchTheSilent(session, setting.waitMs * WATCHED_SHARE, watched);
  } finally {
    await Promise.all(session.wires.map((wire) => wire.finish()));
  }
  const now = clock.now();
  const ofConnection = (known: Known): Traffic | undefined =>
    session.wires.find(({ traffic }) => traffic.sent.has(known.message))?.traffic;
  const spoken = session.known.flatMap((known) => {
    const traffic = ofConnection(known);
    return traffic === undefined ? [] : [{ known, traffic, ...whole(known, traffic, now) }];
  });
  const plain = spoken.find((s) => s.known.message === control);
  const watchedOf = (traffic: Traffic): { readonly watchedMs?: number } => compact({ watchedMs: watched.get(traffic) });
  const controlMs =
    plain === undefined || plain.outcome === 'unknown'
      ? undefined
      : Math.round((plain.settled - plain.sent) / NS_PER_MS);
  return spoken
    .toSorted((a, b) => a.sent - b.sent)
    .map(({ known, traffic, sent, settled, outcome, answer, bytes, heard }): Told => {
      const isLast = [...traffic.sent.keys()].at(-1) === known.message;
      const names = new Set([...traffic.sent.keys()].map((m) => m.controlId));
      // What came on a connection without any message is told with the last message of all.
      const mute = known.message === control ? session.wires.filter((w) => w.traffic.sent.size === 0) : [];
      const strays = [...traffic.came, ...mute.flatMap((w) => w.traffic.came)]
        .filter((ack) => !names.has(ack.controlId))
        .map((ack) => ack.code);
      const junk = mute.reduce((n, w) => n + w.traffic.junk, traffic.junk);
      const { transport } = known.act;
      const { silence } = answer;
      return {
        act:
          isLast && junk > 0 && transport !== undefined
            ? { ...known.act, transport: { ...transport, junk } }
            : known.act,
        performed: {
          sent,
          settled,
          wall: wall(sent),
          outcome,
          answer: {
            ...answer,
            ...(isLast ? { strays: strays.slice(0, 100) } : {}),
            ...(silence === undefined
              ? {}
              : {
                  silence: {
                    ...silence,
                    ...(controlMs === undefined || !heard ? {} : { controlMs, ...watchedOf(traffic) }),
                  },
                }),
          },
          wire: {
            request: textOf(known.message.content),
            response: bytes.map((b) => b.toString('utf8')).join('\n'),
          },
        },
      };
    });
};
