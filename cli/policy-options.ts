import { DEFAULT_POLICIES, type ReferencePolicies } from '../reference-impl/policies.ts';
import { type Arguments, type Option, usageProblem } from './arguments.ts';

/** What may be said of each, the default first; the days of `backdateDays` are a number. */
const VALUES: Readonly<Record<Exclude<keyof ReferencePolicies, 'backdateDays'>, readonly string[]>> = {
  backfill: ['since-order-start', 'none'],
  afterEnd: ['accept', 'refuse'],
  control: ['refuse', 'store-apart'],
  future: ['refuse', 'quarantine'],
  portal: ['none', 'required'],
  sources: ['open', 'admitted'],
};
const MOST_DAYS = 3650;
const NAMES = [...Object.keys(VALUES), 'backdateDays'];
const EXAMPLE = 'vitalproof serve --policies portal=required,backfill=none';

export const POLICY_OPTIONS: Readonly<Record<'policies', Option>> = {
  policies: { isList: true, value: 'NAME=VALUE,…', help: 'what is declared where sites differ: docs/cli.md, Policies' },
};

const valueOf = (name: string, value: string): string | number => {
  if (name === 'backdateDays') {
    const days = /^\d{1,4}$/.test(value) ? Number(value) : Number.NaN;
    if (days <= MOST_DAYS) return days;
    throw usageProblem(`backdateDays=${value} is not usable`, `a whole number of days, 0 to ${MOST_DAYS}`, EXAMPLE);
  }
  const known = VALUES[name as keyof typeof VALUES];
  if (known.includes(value)) return value;
  throw usageProblem(`${name}=${value} is not usable`, known.join(' or '), EXAMPLE);
};

/** The policies of `--policies`, with the defaults for those that it does not name. Throws InputProblem. */
export const policyOptions = (args: Arguments): ReferencePolicies => {
  const said = new Map<string, string | number>();
  for (const pair of args.text('policies')?.split(',') ?? []) {
    const [name = '', value, ...rest] = pair.split('=');
    if (!NAMES.includes(name)) throw usageProblem(`there is no policy ${name}`, NAMES.join(', '), EXAMPLE);
    if (value === undefined || rest.length > 0) throw usageProblem(`${pair} is not usable`, 'NAME=VALUE', EXAMPLE);
    if (said.has(name)) throw usageProblem(`${name} is said twice`, 'once', EXAMPLE);
    said.set(name, valueOf(name, value));
  }
  return { ...DEFAULT_POLICIES, ...Object.fromEntries(said) };
};
