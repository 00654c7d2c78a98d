import { z } from 'zod';
import { NOT_CHOSEN } from './choice.ts';

const Position = z.object({ line: z.number(), column: z.number() });
/** What is read of Stryker's report (mutation-testing-report-schema). */
export const Report = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.string(),
      mutants: z.array(
        z.object({
          mutatorName: z.string(),
          replacement: z.string().optional(),
          status: z.string(),
          statusReason: z.string().optional(),
          location: z.object({ start: Position, end: Position }),
        }),
      ),
    }),
  ),
});

/** Why what survives survives. The first entry that fits a mutant holds. */
export const Reasons = z.array(
  z.strictObject({
    kind: z.enum(['equivalent', 'harmless', 'text', 'open']),
    /** A file, or a folder that ends in `/`. */
    in: z.string(),
    mutator: z.string().optional(),
    /** Part of the line that is changed, as it is written. */
    line: z.string().optional(),
    /** What the changed part is replaced by. */
    replacement: z.string().optional(),
    why: z.string(),
  }),
);
export type Reason = z.infer<typeof Reasons>[number];

/** A mutant that no test noticed. */
export interface Survivor {
  readonly file: string;
  readonly lineNumber: number;
  readonly mutator: string;
  readonly was: string;
  readonly replacement: string;
  readonly covered: boolean;
  readonly reason: Reason | undefined;
}

type Mutant = z.infer<typeof Report>['files'][string]['mutants'][number];

/** Stryker's status, or `Untried` where the runner left a mutant out of the sample. */
export const statusOf = ({ status, statusReason }: Mutant): string =>
  status === 'RuntimeError' && statusReason?.startsWith(NOT_CHOSEN) === true ? 'Untried' : status;

const replaced = (lines: readonly string[], { start, end }: Mutant['location']): string =>
  lines
    .slice(start.line - 1, end.line)
    .map((line, i, all) =>
      line.slice(i === 0 ? start.column - 1 : 0, i === all.length - 1 ? end.column - 1 : undefined).trim(),
    )
    .join(' ');

const fits = (reason: Reason, survivor: Omit<Survivor, 'reason'>, line: string): boolean =>
  (reason.in.endsWith('/') ? survivor.file.startsWith(reason.in) : survivor.file === reason.in) &&
  (reason.mutator ?? survivor.mutator) === survivor.mutator &&
  (reason.replacement ?? survivor.replacement) === survivor.replacement &&
  line.includes(reason.line ?? '');

/** Every mutant that survived or that no test reached, with the reason that was written for it. */
export const survivorsOf = (report: z.infer<typeof Report>, reasons: readonly Reason[]): Survivor[] =>
  Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants
      .filter((m) => m.status === 'Survived' || m.status === 'NoCoverage')
      .map((m) => {
        const found = {
          file,
          lineNumber: m.location.start.line,
          mutator: m.mutatorName,
          was: replaced(lines, m.location),
          replacement: m.replacement ?? '',
          covered: m.status === 'Survived',
        };
        const line = lines[found.lineNumber - 1] ?? '';
        return { ...found, reason: reasons.find((reason) => fits(reason, found, line)) };
      });
  });
