import type { Document } from './documents.ts';
import { type Statement, statementsOf } from './shell.ts';

/** Commands of documents that the check of documents does not run, and why. It still parses them. */
interface Exception {
  readonly why: string;
  /** What the commands have in common. */
  readonly like: RegExp;
  /** Run elsewhere: the file of `.ci` and the text in it that does. */
  readonly by?: readonly [file: string, text: string];
}

/**
 * The one list of them. All others are run, in the order in which they stand, by `npm run -s docs:run`, which is a step
 * of `.ci/run`. An entry that no command of any document is like fails a test.
 */
export const NOT_RUN: readonly Exception[] = [
  { why: 'a step of its own', like: /^npm ci && npm start$/, by: ['.ci/run', 'npm start --silent'] },
  { why: 'a step of its own', like: /^npm ci && npm test$/, by: ['.ci/run', ' npm test'] },
  { why: 'a step of its own', like: /vitalproof (?:-- )?selftest$/, by: ['.ci/run', 'vitalproof -- selftest'] },
  {
    why: 'long: a step of its own plays the changed lines',
    like: /npm run mutation/,
    by: ['.ci/run', 'mutation:changed'],
  },
  { why: 'goes on until it is ended; cli/demo has its tests', like: /^npm run demo$/ },
  { why: 'needs a cluster', like: /kubectl|VITALPROOF_KEY=…/ },
  {
    why: 'long: for the night',
    like: /properties --runs|vitalproof chaos|selftest --(?:only|out)|^npm run -s specificity/,
  },
  {
    why: 'asks for what the reader brings: a system, a recording, a database, a nonce',
    like: /\bacme\.|\bmy-system\b|certify --sut my-sender\.yaml|--data (?:DIR|export)|\b(?:USER|RUN|NONCE|HASH|DATABASE|CLIENT|BEFORE|NOW)\b|createdb|GITHUB_STEP_SUMMARY/,
  },
  {
    why: 'needs k6: a step of its own where it can be had',
    like: /vitalproof (?:-- )?load /,
    by: ['.ci/run', 'vitalproof -- load smoke'],
  },
  { why: 'asks for a reference that has been running', like: /acme-gateway|\.vitalproof\/reference\.db/ },
];

/** Why a command is not run by the check of documents; undefined: it is. */
export const whyNotRun = (text: string): string | undefined =>
  NOT_RUN.find((exception) => exception.like.test(text))?.why;

/** A statement of a document, at its line in the document. */
export interface Placed extends Statement {
  readonly path: string;
}

/** The statements of all blocks of shell of a document. Throws an Error with file and line where one is none. */
export const shellOf = ({ path, fences }: Document): readonly Placed[] =>
  fences
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, line }) => {
      try {
        return statementsOf(text).map((statement) => ({ ...statement, path, line: statement.line + line }));
      } catch (error) {
        throw new Error(`${path}:${line}: ${(error as Error).message}`, { cause: error });
      }
    });
