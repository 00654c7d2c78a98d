/** Takes one of several possible courses. Every option is taken in some run of `everyCourse`. */
export type Choose = <T>(options: readonly T[]) => T;

/** The course of a system that never hesitates: the first option, always. */
export const first: Choose = <T>(options: readonly T[]): T => {
  for (const option of options) return option;
  throw new Error('nothing to choose from');
};

const decided = new WeakMap<Choose, Map<string, unknown>>();

/** Chooses the same again whenever it is asked the same in one course. */
export const once = <T>(choose: Choose, question: string, options: readonly T[]): T => {
  const answers = decided.get(choose) ?? new Map<string, T>();
  decided.set(choose, answers);
  if (!answers.has(question)) answers.set(question, choose(options));
  return answers.get(question) as T;
};

/**
 * Runs `course` once for every way to choose. A course that returns early is not repeated for the
 * choices it never came to. Stops when `course` returns false.
 */
export const everyCourse = (course: (choose: Choose) => boolean): void => {
  const taken: { index: number; readonly of: number }[] = [];
  for (;;) {
    let depth = 0;
    const choose: Choose = (options) => {
      if (options.length <= 1) return first(options);
      const at = (taken[depth] ??= { index: 0, of: options.length });
      depth += 1;
      return first(options.slice(at.index));
    };
    if (!course(choose)) return;
    taken.length = depth;
    while (taken.length > 0 && last(taken).index + 1 === last(taken).of) taken.pop();
    if (taken.length === 0) return;
    last(taken).index += 1;
  }
};

const last = <T>(list: readonly T[]): T => first(list.slice(-1));
