import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Markdown, readMarkdown } from './markdown.ts';

/** The folder of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A document of the repository: its path from the root, its text and what stands in it. */
export interface Document extends Markdown {
  readonly path: string;
  readonly text: string;
}

const NOT_OURS = ['**/node_modules/**', '**/runs/**', '.cache/**', '.stryker-tmp/**', 'dist/**'];

/** Every Markdown document of the repository, in the order of their paths. */
export const documents = (): readonly Document[] =>
  globSync('**/*.md', { cwd: ROOT, exclude: NOT_OURS })
    .toSorted()
    .map((path) => {
      const text = readFileSync(`${ROOT}${path}`, 'utf8');
      try {
        return { path, text, ...readMarkdown(text) };
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
      }
    });
