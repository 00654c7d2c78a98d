import { visible } from '../text/visible.ts';
import { bar } from './bar.ts';
import { duration, leftSeconds } from './duration.ts';
import { createLive, type ProgressPort } from './live.ts';
import { truncate } from './width.ts';

/** Long work whose size is known: so many patients to simulate, bytes to read, mutants to play. */
export interface WorkOf {
  /** In a few words, for a build log: `simulated`, `played`, `read`. */
  readonly what: string;
  readonly unit: string;
  /** Absent: nobody knows. */
  readonly total?: number;
  /** What those are called that did not go well; `failed` unless said. */
  readonly bad?: string;
  /** Shorter work says nothing, ms; 2000 unless said. */
  readonly quietMs?: number;
  /** How an amount is written; a whole number unless said. */
  readonly show?: (amount: number) => string;
}

/** Tells how far long work is, what of it goes on, and what failed so far. */
export interface WorkProgress {
  /** A piece with a name of its own is under way. */
  readonly began: (name: string) => void;
  /** It is over; the work is one further. */
  readonly ended: (name: string, failed?: boolean) => void;
  /** The work is so much further, in its unit. */
  readonly advanced: (by: number, failed?: boolean) => void;
  /** What else there is to say of it now: `1234 readings`. */
  readonly says: (extra: string) => void;
  /** Lets something be printed that stays, where the block stands now. */
  readonly above: (print: () => void) => void;
  readonly tick: () => void;
  readonly finish: () => void;
}

const QUIET_MS = 2000;
/** Pieces shown by name; the others are counted. */
const SHOWN = 6;

/** Progress of work over a port: the same block and the same build log for every command. */
export const workProgress = (port: ProgressPort, work: WorkOf): WorkProgress => {
  const { what, unit, total, quietMs = QUIET_MS, show = String, bad: badly = 'failed' } = work;
  const active = new Set<string>();
  let [done, failed, extra] = [0, 0, ''];
  const counts = (): string => `${show(done)}${total === undefined ? '' : ` of ${show(total)}`} ${unit}`;
  const rest = (elapsedMs: number): readonly string[] => {
    const left = total === undefined ? undefined : leftSeconds(elapsedMs, done, total);
    return [
      ...(extra === '' ? [] : [extra]),
      duration(elapsedMs / 1000),
      ...(left === undefined || left <= 0 ? [] : [`about ${duration(left)} left`]),
    ];
  };
  const live = createLive(port, {
    quietMs,
    beat: (elapsedMs) =>
      [`${what} ${counts()}`, ...(failed === 0 ? [] : [`${failed} ${badly}`]), ...rest(elapsedMs)].join(', '),
    block: (elapsedMs, width, paint) => {
      const room = width - 1;
      const names = [...active].slice(0, SHOWN);
      const more = active.size - names.length;
      const words = `${what} ${counts()}`;
      const drawn = total === undefined ? '' : `${bar(total === 0 ? 0 : done / total)} `;
      // Where there is no room for both, figures say more than a bar.
      const head = truncate(drawn.length + words.length > room ? words : `${drawn}${words}`, room);
      const bad = failed === 0 ? '' : truncate(` · ${failed} ${badly}`, Math.max(0, room - head.length));
      return [
        `${head}${paint.tone('bad', bad)}`,
        paint.dim(truncate(rest(elapsedMs).join(' · '), room)),
        ...names.map((name) => paint.dim(truncate(`  ${visible(name, 120)}`, room))),
        ...(more > 0 ? [paint.dim(truncate(`  and ${more} more`, room))] : []),
      ];
    },
  });
  return {
    began: (name) => {
      active.add(name);
      live.tick();
    },
    ended: (name, isFailed = false) => {
      active.delete(name);
      done += 1;
      if (isFailed) failed += 1;
      live.tick();
    },
    advanced: (by, isFailed = false) => {
      done += by;
      if (isFailed) failed += by;
      live.tick();
    },
    says: (text) => {
      extra = text;
    },
    above: live.above,
    tick: live.tick,
    finish: live.finish,
  };
};
