import type { Pipeline } from '../pipeline.ts';
import type { methodsOf } from '../reach/channel.ts';

type Methods = ReturnType<typeof methodsOf>;

/** How it is, is told whatever the disk does. */
const AT_ONCE = 'pipeline.health';

/**
 * Methods of a desk as another thread may call them: what looks into the pipeline is told once all that it can have seen
 * is on the disk, so that nobody is shown what a power cut still takes away. What writes answers with a promise, and has
 * waited for the disk by itself.
 */
export const onceKept = (methods: Methods, whenKept: Pipeline['whenKept']): Methods =>
  new Map(
    [...methods].map(([name, method]) => {
      if (!name.startsWith('pipeline.') || name === AT_ONCE) return [name, method];
      const told = (...args: unknown[]): unknown => {
        const made = method(...args);
        const kept = made instanceof Promise ? undefined : whenKept();
        return kept === undefined ? made : kept.then(() => made);
      };
      return [name, told];
    }),
  );
