import type { AdapterReport } from '../../conformance/adapter-check/fault.ts';
import { visible } from '../../reports/text/visible.ts';

/** Faults of one call that are shown; of the rest the number is told. */
const SHOWN = 3;

const WORDS = {
  answer: 'no answer that its schema lets through',
  outcome: 'another outcome than the reference has',
  refusal: 'another reason than the reference gives',
  content: 'something else than the reference holds',
  person: "another person's In Basket",
} as const;

/** What was found out about an adapter, for a terminal: a line a call, and below it what is wrong. */
export const adapterText = ({ system, calls, notServed }: AdapterReport): string => {
  const lines = calls.flatMap(({ port, call, made, faults }) => {
    const mark = faults.length > 0 ? '✗' : made === 0 ? '?' : '✓';
    const told = faults.slice(0, SHOWN).map((f) => `    ${WORDS[f.kind]}: ${visible(f.what)}`);
    const more = faults.length > SHOWN ? [`    and ${faults.length - SHOWN} more`] : [];
    return [
      `${mark} ${port.padEnd(14)} ${call.padEnd(18)} ${made === 0 ? 'never made' : `${made} times`}`,
      ...told,
      ...more,
    ];
  });
  return [
    `Adapter of ${visible(system.name)} ${visible(system.version)}, in front of the reference`,
    ...lines,
    ...(notServed.length === 0 ? [] : [`– not served, not checked: ${notServed.join(', ')}`]),
  ].join('\n');
};
