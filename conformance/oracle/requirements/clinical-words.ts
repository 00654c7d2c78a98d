/** So many words of a reply in a row are a part of it, and no chance. */
const RUN = 3;
/** And so many letters, where it has fewer words. */
const LEAST = 8;

/** What says of a patient that something is measured, of what kind, or how it is. */
const WORDS =
  /\b(?:glucose|blood sugar|sugar|weight|mg\/dl|mmol\/l|diabet\w*|insulin|hypoglyc\w*|hyperglyc\w*|abnormal|critical)\b/i;

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** The first words in a row that a text has of a reply; undefined: none. */
const quoted = (text: string, reply: string): string | undefined => {
  const [said, words] = [` ${wordsOf(text).join(' ')} `, wordsOf(reply)];
  const length = Math.min(RUN, words.length);
  if (length === 0) return undefined;
  for (let from = 0; from + length <= words.length; from += 1) {
    const run = words.slice(from, from + length).join(' ');
    if (run.length >= LEAST && said.includes(` ${run} `)) return run;
  }
  return undefined;
};

/** Whether a number stands in a text by itself: not in a link, a date, a time, a telephone number or another number. */
const hasNumber = (text: string, value: string): boolean => {
  const bare = text.replaceAll(/https?:\/\/\S+/g, ' ');
  const digits = value.replaceAll('.', String.raw`\.`);
  return new RegExp(String.raw`(?<![\w.,:/=+-])${digits}(?![\w:/=-]|[.,]\d)`).test(bare);
};

/**
 * What of a notice is clinical, in words for a person; undefined: nothing that can be told. `replies`: what was written to
 * the patient; `values`: numbers that were measured.
 */
export const clinicalIn = (text: string, replies: readonly string[], values: readonly string[]): string | undefined => {
  for (const reply of replies) {
    const run = quoted(text, reply);
    if (run !== undefined) return `words of the reply: ${run}`;
  }
  const value = values.find((each) => hasNumber(text, each));
  if (value !== undefined) return `a value that was measured: ${value}`;
  const word = WORDS.exec(text)?.[0];
  return word === undefined ? undefined : `the word ${word}`;
};
