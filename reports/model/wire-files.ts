import type { HistoryLine, OpLine } from '../../conformance/history/lines.ts';

/** Names of wire files come from a history: only content addresses are shown as paths. */
const ADDRESS = /^[0-9a-f]{64}$/;

/**
 * Where the bytes of a finding's reading lie beside the history (else those of its first operation):
 * what was sent, and what came back. Empty where none were kept.
 */
export function wireFiles(seqs: readonly number[], bySeq: ReadonlyMap<number, HistoryLine>): readonly string[] {
  const ops = [...new Set(seqs)]
    .sort((a, b) => a - b)
    .flatMap((seq): readonly OpLine[] => {
      const line = bySeq.get(seq);
      return line?.kind === 'op' ? [line] : [];
    });
  const op = ops.find((o) => o.act.op === 'reading.submit') ?? ops[0];
  if (op === undefined) return [];
  const files = [
    ['request', op.wire?.request],
    ['answer', op.wire?.response],
  ] as const;
  return files.flatMap(([what, hash]) =>
    hash !== undefined && ADDRESS.test(hash) ? [`#${op.seq} ${what} wire/${hash}`] : [],
  );
}
