import type { ArrivedLine, HistoryLine, OpLine } from '../../conformance/history/lines.ts';

/** Names of wire files come from a history: only content addresses are shown as paths. */
const ADDRESS = /^[0-9a-f]{64}$/;

/**
 * Where the bytes of a finding's reading lie beside the history, sent by the harness or arrived from a sender (else those
 * of its first operation): what was sent, and what came back. Empty where none were kept.
 */
export function wireFiles(seqs: readonly number[], bySeq: ReadonlyMap<number, HistoryLine>): readonly string[] {
  const all = [...new Set(seqs)]
    .sort((a, b) => a - b)
    .flatMap((seq): readonly (OpLine | ArrivedLine)[] => {
      const line = bySeq.get(seq);
      return line?.kind === 'op' || line?.kind === 'arrived' ? [line] : [];
    });
  const one = all.find((line) => line.kind === 'arrived' || line.act.op === 'reading.submit') ?? all[0];
  if (one === undefined) return [];
  const files = [
    ['request', one.wire?.request],
    ['answer', one.wire?.response],
  ] as const;
  return files.flatMap(([what, hash]) =>
    hash !== undefined && ADDRESS.test(hash) ? [`#${one.seq} ${what} wire/${hash}`] : [],
  );
}
