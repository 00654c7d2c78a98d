import type { Mark, Place, SwimLanes } from '../../model/swim-lanes.ts';

/** What is shown of the time, ms. What lies outside is drawn at the edge. */
export interface SwimFrame {
  readonly from: number;
  readonly to: number;
  /** Kept inside. */
  readonly x: (ms: number) => number;
  readonly isInside: (ms: number) => boolean;
}

/** So much more than the deadline before and after the beginning is still drawn to scale. */
const REACH = 3;

/** The time around the beginning and the deadline; without a deadline, all of it. */
export function frameOf({ marks, timing, deadlines }: SwimLanes): SwimFrame {
  const instants = marks.map((m) => m.ms);
  const deadline = deadlines.length === 0 ? undefined : deadlines.reduce((most, d) => Math.max(most, d.ms), 0);
  const near = deadline === undefined ? instants : instants.filter((t) => Math.abs(t) <= REACH * deadline);
  const measured = timing === undefined ? [] : [timing.highMs ?? timing.lowMs];
  const ends = [...deadlines.map((d) => d.ms), ...measured].filter(
    (t) => deadline === undefined || t <= REACH * deadline,
  );
  const low = Math.min(0, ...near);
  const high = Math.max(1, ...near, ...ends);
  const pad = (high - low) * 0.08;
  const [from, to] = [low - pad, high + pad];
  return { from, to, x: (ms) => Math.min(to, Math.max(from, ms)), isInside: (ms) => ms >= from && ms <= to };
}

/** Marks of one place that lie so close that one label serves them all. */
export interface Label {
  readonly place: Place;
  readonly x: number;
  readonly text: string;
}

const CLOSE = 0.045;
const NAMED = 4;

/** The numbers of the lines at each place, `#8 #9`; those that would cover each other in one label. */
export function labelsOf(marks: readonly Mark[], frame: SwimFrame): readonly Label[] {
  const labels: { place: Place; x: number; seqs: number[]; edge: string }[] = [];
  const sorted = [...marks].sort((a, b) => a.ms - b.ms || a.seq - b.seq);
  for (const mark of sorted) {
    const x = frame.x(mark.ms);
    const last = labels.findLast((l) => l.place === mark.place);
    const edge = mark.ms < frame.from ? 'earlier' : mark.ms > frame.to ? 'later' : '';
    const isClose = last !== undefined && x - last.x < CLOSE * (frame.to - frame.from) && last.edge === edge;
    if (isClose) {
      if (!last.seqs.includes(mark.seq)) last.seqs.push(mark.seq);
    } else labels.push({ place: mark.place, x, seqs: [mark.seq], edge });
  }
  return labels.map(({ place, x, seqs, edge }) => {
    const named = seqs.slice(0, NAMED).map((seq) => `#${seq}`);
    const more = seqs.length > NAMED ? [`+${seqs.length - NAMED}`] : [];
    return { place, x, text: [...named, ...more, ...(edge === '' ? [] : [edge])].join(' ') };
  });
}
