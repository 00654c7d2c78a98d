import { readFileSync, writeFileSync } from 'node:fs';
import { CANONICAL_BASE } from '../../codes/canonical.ts';
import { REFUSALS, type RefusalCode } from '../../codes/refusals.ts';
import { isObject, type Json, JsonNumber, type JsonObject, writeLossless } from '../json/lossless.ts';
import { EXAMPLES } from './examples.ts';

const WIDTH = 120;

const sizeOf = (value: Json | undefined): number =>
  Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;

const childrenOf = (value: Json | undefined): readonly (Json | undefined)[] =>
  Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];

/** The formatter's own rule: several objects (or several lists) of several members each stand on lines of their own. */
const mustBreak = (value: Json | undefined): boolean => {
  const rows = Array.isArray(value) ? (value as readonly Json[]) : [];
  const alike = rows.every((r) => isObject(r)) || rows.every((r) => Array.isArray(r));
  const isGrid = rows.length > 1 && alike && rows.every((r) => sizeOf(r) > 1);
  return isGrid || childrenOf(value).some(mustBreak);
};

const onOneLine = (value: Json | undefined): string => {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(onOneLine).join(', ')}]`;
  if (!isObject(value)) return writeLossless(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`).join(', ')} }`;
};

/**
 * JSON that keeps on one line what fits there: readable, and not a page long for a small resource.
 * The layout is the house formatter's, so that formatting the document changes nothing. `beside`:
 * characters that share the line.
 */
export const folded = (value: Json | undefined, indent = '', beside = 0): string => {
  const line = onOneLine(value);
  if (value instanceof JsonNumber || sizeOf(value) === 0) return line;
  if (!mustBreak(value) && indent !== '' && indent.length + beside + line.length <= WIDTH) return line;
  const inner = `${indent}  `;
  const members: [string, Json | undefined][] = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => ['', item])
    : Object.entries(value as JsonObject)
        .filter(([, member]) => member !== undefined)
        .map(([name, member]) => [`${JSON.stringify(name)}: `, member]);
  const rows = members.map(([label, member], i) => {
    const comma = i < members.length - 1 ? 1 : 0;
    return `${inner}${label}${folded(member, inner, label.length + comma)}`;
  });
  return Array.isArray(value) ? `[\n${rows.join(',\n')}\n${indent}]` : `{\n${rows.join(',\n')}\n${indent}}`;
};

/** A Markdown table with its columns aligned. Cells must not contain a bar. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows]
    .map((cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`)
    .join('\n');
};

const refusalTable = (): string =>
  table(
    ['code', 'HTTP', 'issue.code', 'meaning'],
    (Object.entries(REFUSALS) as [string, RefusalCode][])
      .filter(([code]) => !/^unsupported-(?:message|event|processing-id|version)$|^control-id/.test(code))
      .map(([code, { http, issue, text }]) => [`\`${code}\``, String(http), `\`${issue}\``, text]),
  );

/** Blocks whose text comes from contract/: the examples and the refusals. */
export const contractBlocks = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(EXAMPLES).map(([name, resource]) => [`example ${name}`, `\`\`\`json\n${folded(resource)}\n\`\`\``]),
  ),
  'table refusals': refusalTable(),
  'canonical base': `\`${CANONICAL_BASE}\``,
});

const BLOCK = /<!-- (?<name>[a-z -]+) -->\n(?:[\s\S]*?\n)??<!-- \/ -->/g;

/** Names of the generated blocks of a document. */
export const blockNames = (text: string): readonly string[] =>
  [...text.matchAll(BLOCK)].map((match) => match.groups?.['name'] ?? '');

/** The document with the given blocks written anew; blocks of other names stay. */
export const withBlocks = (text: string, blocks: Readonly<Record<string, string>>): string =>
  text.replaceAll(BLOCK, (whole, name: string) => {
    const block = blocks[name];
    return block === undefined ? whole : `<!-- ${name} -->\n\n${block}\n\n<!-- / -->`;
  });

/** Reads a document, writes its blocks anew if UPDATE_DOCS=1 is set, and gives both texts to compare. */
export const checked = (file: URL, blocks: Readonly<Record<string, string>>): { is: string; shouldBe: string } => {
  const text = readFileSync(file, 'utf8');
  const shouldBe = withBlocks(text, blocks);
  if (process.env['UPDATE_DOCS'] !== '1') return { is: text, shouldBe };
  if (shouldBe !== text) writeFileSync(file, shouldBe);
  return { is: shouldBe, shouldBe };
};
