import { cases, type MllpCase } from '../talk.ts';
import { WIDE_TEXT, withHeader, withSegment } from './bytes.ts';

/** The same message in other delimiters. The texts of ours that are replaced hold none of the new ones. */
const delimited =
  (field: string, encoding: string) =>
  (text: string): string => {
    const [component = '', repetition = '', escape = '', subcomponent = ''] = encoding;
    const swapped: Readonly<Record<string, string>> = {
      '|': field,
      '^': component,
      '~': repetition,
      '\\': escape,
      '&': subcomponent,
    };
    return text.replaceAll(/[|^~\\&]/g, (c) => swapped[c] ?? c);
  };

const one = (
  topic: MllpCase['topic'],
  name: string,
  sentence: string,
  how: string,
  kind: Parameters<Parameters<MllpCase['play']>[0]['message']>[1],
): readonly MllpCase[] =>
  cases(topic, {
    [name]: [
      sentence,
      async (talk) => {
        const wire = await talk.connect();
        const message = talk.message(how, kind);
        await wire.send(message);
        await wire.answered(message);
      },
    ],
  });

const LATIN_1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const high = (content: Buffer): Buffer => Buffer.concat([content, LATIN_1('ZVP|caf\u00E9\r')]);

/** In delimiters of its own, the usual ones stand for themselves: of those three that are replaced none needs an escape. */
const unescaped = (text: string): string => delimited('|', '^!$%')(text).replaceAll('$R$', '~').replaceAll('$T$', '&');

/** The delimiters are those of the message, and what nobody knows is ignored. */
export const delimiters: readonly MllpCase[] = [
  ...one('delimiters', 'other-delimiters', 'The delimiters are those of MSH-1 and MSH-2', 'MSH-1 #, MSH-2 @!$%', {
    edit: delimited('#', '@!$%'),
  }),
  ...one('delimiters', 'other-component-separator', 'The component separator is that of MSH-2', 'MSH-2 @~\\&', {
    edit: delimited('|', '@~\\&'),
  }),
  ...one(
    'delimiters',
    'usual-delimiters-as-text',
    'What MSH-2 does not name is text, and its escape character escapes',
    'MSH-2 ^!$%, an identifier with ~, & and an escaped ^',
    {
      named: '-~&^',
      edit: unescaped,
    },
  ),
  ...one('delimiters', 'unknown-segment', 'A segment that nobody knows is ignored', 'ZVP at the end', {
    edit: withSegment('ZVP|1|of no concern^to&anybody~at all'),
  }),
  ...one(
    'delimiters',
    'unknown-segment-between',
    'A segment that nobody knows is ignored wherever it is',
    'ZVP behind OBR',
    {
      edit: (text) => text.replaceAll(/^(OBR\|[^\r]*\r)/gm, '$1ZVP|1|of no concern\r'),
    },
  ),
  ...one('delimiters', 'unknown-fields', 'Fields behind the last known one are ignored', 'thirty more fields', {
    edit: (text) =>
      text.replaceAll(
        /^(PID|OBR|OBX)(\|[^\r]*)/gm,
        (_, name: string, rest: string) => `${name}${rest}${'|'.repeat(30)}x`,
      ),
  }),
  ...one(
    'delimiters',
    'foreign-delimiters',
    'A message that does not use its own delimiters is refused',
    'the header in # and @!$%, the rest in | and ^~\\&',
    {
      defect: { kind: 'foreign-delimiters' },
      edit: (text) => text.replace(/^[^\r]*/, delimited('#', '@!$%')),
    },
  ),
];

/** Bytes are what MSH-18 says they are. */
export const charsets: readonly MllpCase[] = [
  ...one('charset', 'utf-8', 'UNICODE UTF-8 in MSH-18 is honoured', `${WIDE_TEXT} in a segment that nobody knows`, {
    edit: withSegment(`ZVP|${WIDE_TEXT}`),
  }),
  ...one(
    'charset',
    'utf-8-kept',
    'What comes as UNICODE UTF-8 is kept by its characters',
    'an identifier with é and ‰',
    {
      named: '-é‰',
    },
  ),
  ...one('charset', 'plain-ascii', 'Plain ASCII with MSH-18 empty is read', 'MSH-18 empty', {
    edit: withHeader(18, ''),
  }),
  ...one(
    'charset',
    'bytes-outside-utf-8',
    'Bytes that are not UTF-8 are refused',
    'a byte of Latin-1, declared UNICODE UTF-8',
    {
      defect: { kind: 'undecodable', charset: 'UNICODE UTF-8' },
      bytes: high,
    },
  ),
  ...one(
    'charset',
    'bytes-outside-ascii',
    'Bytes that are not ASCII are refused where nothing is declared',
    'a byte of Latin-1, MSH-18 empty',
    {
      defect: { kind: 'undecodable', charset: 'ASCII' },
      edit: withHeader(18, ''),
      bytes: high,
    },
  ),
];

/** Spellings that senders use. */
export const spellings: readonly MllpCase[] = [
  ...one('spelling', 'utf-8-spelling', 'The spelling UTF-8 is understood', 'MSH-18 UTF-8', {
    edit: (text) => withSegment(`ZVP|${WIDE_TEXT}`)(withHeader(18, 'UTF-8')(text)),
  }),
  ...one('spelling', 'snomed-ct-spelling', 'The spelling SNOMED-CT is understood', 'OBR-4 of SNOMED-CT', {
    edit: (text) => text.replaceAll('^SCT|', '^SNOMED-CT|'),
  }),
  ...one('spelling', 'sct-spelling', 'The spelling SCT is understood', 'OBR-4 of SCT', {}),
];
