import { parseArgs } from 'node:util';
import { EXIT, InputProblem } from '../contract/input-problem.ts';
import { closest } from '../contract/closest.ts';

/** One option of a command. `value` names the argument in the help; absent: a switch. */
export interface Option {
  readonly help: string;
  readonly value?: string;
  /** Its argument may name several, with commas between. Given twice it is refused, because the first would be passed over. */
  readonly isList?: true;
  /** How several are named, where it is not A,B. */
  readonly several?: string;
}

/** What a command takes: its options by long name, and its positional words for the help. */
export interface Signature {
  readonly name: string;
  readonly words: string;
  readonly options: Readonly<Record<string, Option>>;
}

/** Parsed arguments of one command. */
export interface Arguments {
  readonly words: readonly string[];
  text(option: string): string | undefined;
  flag(option: string): boolean;
  /** A whole number in [min, max]; InputProblem (exit 64) otherwise. */
  whole(option: string, fallback: number, min: number, max: number): number;
}

export const usageProblem = (what: string, expected: string, advice?: string): InputProblem =>
  new InputProblem(what, {}, expected, { exitCode: EXIT.usage, ...(advice === undefined ? {} : { advice }) });

/** `--days -1` as `--days=-1`: a negative number is a wrong value to complain of, not an option. */
const joinNegatives = (argv: readonly string[], signature: Signature): string[] => {
  const joined: string[] = [];
  for (const arg of argv) {
    const before = joined.at(-1);
    const takesValue = before?.startsWith('--') === true && signature.options[before.slice(2)]?.value !== undefined;
    if (takesValue && /^-\d/.test(arg)) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
};

/** A word that nobody reads is one that somebody meant something by: `certify acme.yaml` would judge another system. */
const checkWords = ({ name, words, options }: Signature, given: readonly string[]): void => {
  const [word] = given;
  if (word !== undefined && words === '')
    throw usageProblem(
      `${name} takes no word, and ${word} is one`,
      'options only',
      options['sut'] !== undefined && /\.ya?ml$/.test(word)
        ? `--sut ${word}, if it is the profile of a system under test; vitalproof ${name} --help`
        : `vitalproof ${name} --help`,
    );
  if (given.includes('')) throw usageProblem('a word is empty', `vitalproof ${name} ${words}`);
};

/**
 * Parses `argv` against a signature. An unknown option is a usage error that names the closest known one,
 * because a mistyped filter that is ignored turns a red run green.
 */
export const parseArguments = (signature: Signature, argv: readonly string[]): Arguments => {
  const options = Object.fromEntries(
    Object.entries(signature.options).map(([name, o]) => [
      name,
      { type: o.value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  for (const arg of argv) {
    if (arg === '--') break;
    const name = /^--(?:no-)?([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && !Object.hasOwn(options, name)) {
      const near = closest(name, Object.keys(options));
      throw usageProblem(
        `unknown option --${name} for ${signature.name}`,
        Object.keys(options)
          .map((o) => `--${o}`)
          .join(', ') || 'no options',
        near === undefined ? `vitalproof ${signature.name} --help` : `did you mean --${near}?`,
      );
    }
  }
  let parsed: {
    values: Record<string, string | boolean | undefined>;
    positionals: string[];
    tokens: { kind: string; name?: string }[];
  };
  try {
    const args = joinNegatives(argv, signature);
    parsed = parseArgs({ args, options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw usageProblem(
      (error as Error).message.split('.')[0] ?? 'bad arguments',
      `vitalproof ${signature.name} ${signature.words}`,
    );
  }
  const { values, positionals, tokens } = parsed;
  const given = tokens.flatMap(({ name = '' }) => (signature.options[name]?.isList === true ? name : []));
  const twice = given.find((name, at) => given.indexOf(name) < at);
  if (twice !== undefined)
    throw usageProblem(
      `--${twice} is given twice`,
      `once, with commas between what it names: --${twice} ${signature.options[twice]?.several ?? 'A,B'}`,
    );
  checkWords(signature, positionals);
  const empty = Object.keys(values).find((name) => values[name] === '');
  if (empty !== undefined)
    throw usageProblem(`--${empty} is empty`, `--${empty} ${signature.options[empty]?.value}, or not at all`);
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    words: positionals,
    text,
    flag: (option) => values[option] === true,
    whole: (option, fallback, min, max) => {
      const value = text(option);
      if (value === undefined) return fallback;
      const number = Number(value);
      if (!/^-?\d+$/.test(value) || number < min || number > max)
        throw usageProblem(`--${option} ${value} is not usable`, `a whole number from ${min} to ${max}`);
      return number;
    },
  };
};
