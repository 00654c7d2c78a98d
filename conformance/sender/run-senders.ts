import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import type { SenderScriptInput } from '../../contract/cases/sender/script.ts';
import { SenderScript } from '../../contract/cases/sender/script.ts';
import { type RunClock, runClock } from '../history/clock.ts';
import { lagMeter } from '../history/lag-meter.ts';
import type { EndLine } from '../history/lines.ts';
import { type HistoryWriter, openHistory } from '../history/writer.ts';
import { pause } from '../runner/pause.ts';
import type { Progress } from '../runner/progress.ts';
import { sideBySide } from '../runner/side-by-side.ts';
import { type PlayCanary, writeCanary } from '../canary/write-canary.ts';
import { startBus } from '../sut/device-bus/bus-server.ts';
import { VirtualPhone } from '../sut/device-bus/virtual-phone.ts';
import { startFhirEhr } from './ehr/fhir-ehr.ts';
import { Mailbox } from './ehr/mailbox.ts';
import { startMllpEhr } from './ehr/mllp-ehr.ts';
import { ORDER_PERIOD } from './order-period.ts';
import { phoneCast } from './phone-cast.ts';
import { ENROLLED_AT, PhonePlayer, type PlayedPhone, Unplayable } from './play-phone.ts';
import type { SenderProfile } from './sender-profile.ts';
import type { StartSender } from './sender-under-test.ts';

/** One script, what it is played for, and what it is called. */
export interface SenderLane {
  readonly name: string;
  readonly requirements: readonly string[];
  readonly script: SenderScriptInput;
  /** The wires that can show it; unsaid: every one. */
  readonly wires?: readonly Via[];
}

export interface SenderRunOptions {
  readonly profile: SenderProfile;
  readonly start: StartSender;
  readonly lanes: readonly SenderLane[];
  readonly seed: number;
  /** Folder of the run; its history must not be there yet. */
  readonly runDir: string;
  readonly selected: readonly string[];
  readonly harness?: string;
  readonly catalogue?: string;
  readonly command?: readonly string[];
  /** Phones played at once; unsaid: 8. */
  readonly width?: number;
  /** How long a sender may take to say hello; unsaid: both deadlines together, and ten seconds at least. */
  readonly patienceMs?: number;
  readonly abort?: AbortSignal;
  readonly progress?: Progress;
  readonly canary?: PlayCanary;
  /** Makes this run's keys; for tests. */
  readonly nonce?: string;
}

type Skipped = EndLine['skipped'][number];
type Via = 'fhir' | 'hl7v2';

const WIDTH = 8;
const LEAST_PATIENCE_MS = 10_000;
const NONCE_BYTES = 4;
const TOKEN_BYTES = 16;
/** Quiet time at the end, in deadlines. Source: contract, Deadlines. */
const QUIET = 2;

const writeRun = (
  { profile, seed, runDir, selected, ...options }: SenderRunOptions,
  clock: RunClock,
  history: HistoryWriter,
): void =>
  history.run({
    run: basename(runDir),
    started: clock.started,
    seed,
    harness: options.harness ?? 'vitalproof',
    catalogue: options.catalogue ?? '',
    command: [...(options.command ?? [])],
    sut: { name: profile.name, version: profile.version },
    role: 'sender',
    deadlines: { critical: profile.terms.forward, other: profile.terms.forward, filed: profile.terms.forward },
    policies: {
      backfill: profile.backfill,
      afterEnd: 'accept',
      control: 'refuse',
      future: 'refuse',
      duplicates: 'server-side',
      backdateDays: 30,
    },
    clock: 'absent',
    sender: profile.terms,
    people: { clinicians: [], pools: [], decoys: [] },
    selected: [...selected],
  });

/** Why a lane is not played on this sender by this wire; undefined: it is. */
const unfit = (
  script: SenderScript,
  profile: SenderProfile,
  via: Via,
  wires: readonly Via[] = [via],
): Pick<Skipped, 'verdict' | 'reason'> | undefined => {
  if (!wires.includes(via))
    return { verdict: 'NOT_APPLICABLE', reason: `judged over ${wires.join(' and ')}; here it is sent by ${via}` };
  if (!profile.sources.includes(script.source))
    return { verdict: 'NOT_APPLICABLE', reason: `it does not take measurements from ${script.source}` };
  if (!profile.canRestart && script.acts.some((act) => 'kill' in act))
    return { verdict: 'UNTESTABLE', reason: 'it cannot be ended and started again (reset: absent)' };
  return undefined;
};

/** Everything that the phones of one run share. */
interface House {
  readonly clock: RunClock;
  readonly history: HistoryWriter;
  readonly bus: Awaited<ReturnType<typeof startBus>>;
  readonly ehr: Awaited<ReturnType<typeof startFhirEhr>>;
  readonly nonce: string;
  /** The history has its end: what comes now is nobody's. */
  readonly isOver: () => boolean;
}

const phoneOf = async (
  lane: string,
  via: Via,
  script: SenderScript,
  { clock, history, bus, ehr, nonce, isOver }: House,
): Promise<{ readonly played: PlayedPhone; readonly close: () => Promise<void> }> => {
  const cast = phoneCast(nonce, lane);
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const mailbox = new Mailbox(cast.patient, clock, ({ request, response, ...arrival }) => {
    if (isOver()) return;
    const kept = [
      history.wire.keep(request),
      response === undefined ? undefined : history.wire.keep(response),
    ] as const;
    history.arrived({
      lane,
      ...arrival,
      wire: {
        ...(kept[0] === undefined ? {} : { request: kept[0] }),
        ...(kept[1] === undefined ? {} : { response: kept[1] }),
      },
    });
  });
  const mllp = via === 'hl7v2' ? await startMllpEhr(mailbox) : undefined;
  if (mllp === undefined) ehr.add(token, mailbox);
  const { source, measures, zone } = script;
  const order = { identifier: cast.order, measures, period: ORDER_PERIOD };
  const phone = { patient: cast.patient, source, order, zone };
  const address = mllp === undefined ? { fhir: ehr.baseOf(token) } : { mllp: { host: mllp.host, port: mllp.port } };
  const virtual = new VirtualPhone({ run: nonce, phone, cast, ehr: address, token, now: ENROLLED_AT });
  bus.add(virtual);
  return {
    played: { lane, via, phone, cast, virtual, mailbox, address: { lane, url: bus.urlOf(virtual), token } },
    close: async () => await mllp?.close(),
  };
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Plays phones against a sender and writes their history: what was shown, and what arrived. Judges nothing. Whatever the
 * sender does is written, not thrown.
 */
export const runSenders = async (options: SenderRunOptions): Promise<{ readonly historyPath: string }> => {
  const { profile, start } = options;
  const clock = runClock();
  const signal = options.abort ?? new AbortController().signal;
  const progress: Progress = options.progress ?? (() => undefined);
  const history = openHistory(options.runDir);
  const lag = lagMeter(clock);
  const skipped: Skipped[] = [];
  const closing: (() => Promise<void>)[] = [];
  const players: PhonePlayer[] = [];
  let isOver = false;
  try {
    const [bus, ehr] = [await startBus(profile.busPort), await startFhirEhr()];
    closing.push(
      () => bus.close(),
      () => ehr.close(),
    );
    const nonce = options.nonce ?? randomBytes(NONCE_BYTES).toString('hex').toUpperCase();
    const house: House = { clock, history, bus, ehr, nonce, isOver: () => isOver };
    writeRun(options, clock, history);
    const lanes = options.lanes.flatMap((one) =>
      profile.out.map((via) => ({ ...one, lane: `${one.name}/${via}`, via })),
    );
    progress({ kind: 'run', lanes: lanes.length, acts: lanes.length });
    await sideBySide(
      lanes,
      options.width ?? WIDTH,
      async ({ lane, via, requirements, script: input, wires }): Promise<void[]> => {
        const script = SenderScript.parse(input);
        const skip = (reason: Pick<Skipped, 'verdict' | 'reason'>): void[] => {
          skipped.push({ lane, requirement: [...requirements], ...reason });
          progress({ kind: 'lane-skipped', lane, ...reason });
          return [];
        };
        if (signal.aborted) return skip({ verdict: 'NOT_RUN', reason: 'interrupted' });
        const reason = unfit(script, profile, via, wires);
        if (reason !== undefined) return skip(reason);
        progress({ kind: 'lane-started', lane, acts: script.acts.length });
        const from = clock.now();
        const { played, close } = await phoneOf(lane, via, script, house);
        const { forward, recovery } = profile.terms;
        const patienceMs = options.patienceMs ?? Math.max(LEAST_PATIENCE_MS, forward + recovery);
        const player = new PhonePlayer(played, { clock, history, terms: profile.terms, start, signal, patienceMs });
        players.push(player);
        closing.push(close);
        const stop = (): void => played.virtual.endWaiting();
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
        try {
          await player.play(input);
        } catch (error) {
          if (signal.aborted) return skip({ verdict: 'NOT_RUN', reason: 'interrupted' });
          return skip(
            error instanceof Unplayable
              ? { verdict: 'UNTESTABLE', reason: error.message }
              : { verdict: 'HARNESS_ERROR', reason: messageOf(error) },
          );
        }
        if (signal.aborted) return skip({ verdict: 'NOT_RUN', reason: 'interrupted' });
        progress({ kind: 'lane-ended', lane, ms: (clock.now() - from) / 1e6 });
        return [];
      },
    );
    progress({ kind: 'drain', phase: 'quiet' });
    await pause(QUIET * profile.terms.forward, signal);
    if (signal.aborted)
      skipped.push({ lane: '*', requirement: [...options.selected], verdict: 'NOT_RUN', reason: 'interrupted' });
    await Promise.all(players.map((player) => player.end()));
    isOver = true;
    lag.stop();
    if (!signal.aborted) skipped.push(...(await writeCanary(options, history)));
    history.end({
      at: clock.now(),
      ...lag.measured(),
      skipped: skipped.toSorted((a, b) => (a.lane < b.lane ? -1 : a.lane > b.lane ? 1 : 0)),
    });
  } finally {
    isOver = true;
    lag.stop();
    await Promise.all(players.map((player) => player.end()));
    for (const close of closing) {
      // oxlint-disable-next-line no-await-in-loop -- senders end before what they talk to
      await close();
    }
    await history.close();
  }
  return { historyPath: history.path };
};
