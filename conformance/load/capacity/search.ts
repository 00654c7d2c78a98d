/**
 * What a step says of its rate. `held`: everything was proven, deadlines and thresholds too. `broke`: something was
 * disproven. `few`: all that is open are quantiles, for want of samples alone, of which a higher rate has more. `open`:
 * neither, whatever the samples. `void`: it was not the load that it says it is, and is no evidence.
 */
export type StepVerdict = 'held' | 'broke' | 'few' | 'open' | 'void';

/** One rate that was played. */
export interface Step {
  /** Readings a second. */
  readonly rate: number;
  readonly verdict: StepVerdict;
}

/** Where is searched, and how far. */
export interface Bounds {
  /** Readings a second: the first that is played, and the highest. */
  readonly from: number;
  readonly to: number;
  /** At most so many steps; none begins once so much time has passed, ms. */
  readonly steps: number;
  readonly budgetMs: number;
  /** How near the knee has to be known, as a share of it: 0.1 is a tenth. */
  readonly within: number;
}

/** Rates between which the knee lies. */
export interface Knee {
  /** The highest rate at which everything held; undefined: none did. */
  readonly held: number | undefined;
  /** The highest rate above it, and below the next, at which nothing was wrong with few samples; undefined: none. */
  readonly unproven: number | undefined;
  /** The lowest rate above it at which not everything did; undefined: none was found. */
  readonly above: Step | undefined;
}

const highest = (steps: readonly Step[], verdict: StepVerdict): number | undefined => {
  const rates = steps.filter((s) => s.verdict === verdict).map(({ rate }) => rate);
  return rates.length === 0 ? undefined : Math.max(...rates);
};

/** The knee by what was played so far. A rate that held counts, though a lower one did not: that one was unlucky. */
export const kneeOf = (steps: readonly Step[]): Knee => {
  const held = highest(steps, 'held');
  const [above] = steps
    .filter((s) => s.verdict !== 'held' && s.verdict !== 'few' && s.rate > (held ?? 0))
    .toSorted((a, b) => a.rate - b.rate);
  const between = steps.filter((s) => s.rate > (held ?? 0) && s.rate < (above?.rate ?? Infinity));
  return { held, unproven: highest(between, 'few'), above };
};

/** The rate to play next; undefined: the knee is known as nearly as was asked, or lies outside. Rates are whole. */
export const nextRate = (steps: readonly Step[], { from, to, within }: Bounds): number | undefined => {
  const { held, unproven, above } = kneeOf(steps);
  const sound = unproven ?? held;
  if (sound === undefined && above === undefined) return Math.min(from, to);
  if (sound === undefined) return above === undefined || above.rate <= 1 ? undefined : Math.floor(above.rate / 2);
  if (above === undefined) return sound >= to ? undefined : Math.min(to, sound * 2);
  if (above.rate <= sound * (1 + within)) return undefined;
  const middle = Math.round(Math.sqrt(sound * above.rate));
  return middle > sound && middle < above.rate ? middle : undefined;
};

/** How a search ended: everything that was played, in its order, and where the knee is. */
export interface Searched<S extends Step> {
  readonly steps: readonly S[];
  readonly knee: Knee;
  /** Why it ended before the knee was known as nearly as was asked; undefined: it is. */
  readonly cutShort: string | undefined;
}

/**
 * Searches for the highest rate at which everything holds: doubled until something does not, and then by bisection on
 * the logarithm. `play`: plays one rate; undefined ends the search. `nowMs`: a monotonic clock.
 */
export const searchCapacity = async <S extends Step>(
  bounds: Bounds,
  play: (rate: number) => Promise<S | undefined>,
  nowMs: () => number,
): Promise<Searched<S>> => {
  const begun = nowMs();
  const steps: S[] = [];
  const ended = (cutShort?: string): Searched<S> => ({ steps, knee: kneeOf(steps), cutShort });
  for (;;) {
    const rate = nextRate(steps, bounds);
    if (rate === undefined) return ended();
    if (steps.length >= bounds.steps) return ended(`${bounds.steps} steps were all that it may take`);
    if (nowMs() - begun >= bounds.budgetMs) return ended(`${bounds.budgetMs / 1000} s were all that it may take`);
    // oxlint-disable-next-line no-await-in-loop -- two loads at a time would measure each other
    const step = await play(rate);
    if (step === undefined) return ended('it was interrupted');
    steps.push(step);
  }
};
