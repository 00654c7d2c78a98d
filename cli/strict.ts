import type { Option } from './arguments.ts';

/** `--strict`, the same for every command that gives a verdict. */
export const STRICT: Readonly<Record<'strict', Option>> = {
  strict: { help: 'exit 1 for a WARN too: a reservation, a near miss, a SHOULD that was broken' },
};
