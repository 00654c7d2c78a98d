import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { withChecksum } from './checksum.ts';
import {
  ArrivedLine,
  CanaryLine,
  EndLine,
  FaultLine,
  HISTORY_FORMAT,
  type HistoryLine,
  OpLine,
  RunLine,
  SeenLine,
} from './lines.ts';
import { Redactor } from './redact.ts';
import { type WireStore, wireStore } from './wire-store.ts';

type Body<L> = Omit<L, 'kind' | 'seq'>;

interface Schema<L> {
  parse(value: unknown): L;
  safeParse(value: unknown): { readonly success: boolean };
}

/** Writes one history as it happens. Every method throws when a line does not fit its schema or the disk fails. */
export interface HistoryWriter {
  readonly path: string;
  readonly wire: WireStore;
  /** A text for people without what requests of this run carried as credentials. */
  clean(text: string): string;
  run(line: Omit<RunLine, 'kind' | 'format'>): void;
  op(line: Body<OpLine>): OpLine;
  seen(line: Body<SeenLine>): SeenLine;
  arrived(line: Body<ArrivedLine>): ArrivedLine;
  fault(line: Body<FaultLine>): FaultLine;
  canary(line: CanaryLine['line']): CanaryLine;
  /** What is written by `work` goes to the file in one piece when it returns or throws: for many lines at a time. */
  together(work: () => void): void;
  /** The last line, with the checksum of the whole file. */
  end(line: Omit<Body<EndLine>, 'crc32'>): EndLine;
  /** Wire bytes on disk, file synced and closed. Nothing can be written afterwards. */
  close(): Promise<void>;
}

/** A run that writes more than this has gone wrong. */
const MAX_BYTES = 4 * 1024 ** 3;

/** Opens `history.ndjson` in `runDir` (made if absent). An existing history is never overwritten: EEXIST. */
export const openHistory = (runDir: string, maxBytes = MAX_BYTES): HistoryWriter => {
  mkdirSync(runDir, { recursive: true });
  const path = join(runDir, 'history.ndjson');
  const file = openSync(path, 'ax');
  const redactor = new Redactor();
  const wire = wireStore(runDir, undefined, redactor);
  let seq = 0;
  let bytes = 0;
  let crc = 0;
  let closed = false;

  let held: string[] | undefined;

  const put = (text: string): void => {
    const block = Buffer.from(text);
    for (let at = 0; at < block.length;) at += writeSync(file, block, at);
    crc = crc32(block, crc);
  };
  const append = (line: string): void => {
    if (closed) throw new Error(`${path} is closed`);
    const text = `${line}\n`;
    bytes += Buffer.byteLength(text);
    if (bytes > maxBytes) throw new Error(`${path} would grow past ${maxBytes} bytes`);
    if (held === undefined) put(text);
    else held.push(text);
  };
  const recorded = <L extends HistoryLine>(schema: Schema<L>, line: L): string =>
    redactor.record(line, (clean) => schema.safeParse(clean).success);
  const numbered = <L extends HistoryLine>(schema: Schema<L>, kind: string, body: object): L => {
    const line = schema.parse({ kind, seq: seq + 1, ...body });
    // The bytes of an operation are kept before its line: what it carried as credentials is known by now.
    append(recorded(schema, line));
    seq++;
    return line;
  };

  return {
    path,
    wire,
    clean: (text) => redactor.text(text),
    run: (line) => append(JSON.stringify(RunLine.parse({ kind: 'run', format: HISTORY_FORMAT, ...line }))),
    op: (line) => numbered(OpLine, 'op', line),
    seen: (line) => numbered(SeenLine, 'seen', line),
    arrived: (line) => numbered(ArrivedLine, 'arrived', line),
    fault: (line) => numbered(FaultLine, 'fault', line),
    canary: (line) => numbered(CanaryLine, 'canary', { line }),
    together: (work) => {
      if (held !== undefined) return work();
      const lines: string[] = [];
      held = lines;
      try {
        work();
      } finally {
        held = undefined;
        put(lines.join(''));
      }
    },
    end: (body) => {
      const line = EndLine.parse({ kind: 'end', seq: seq + 1, ...body });
      const { text, crc32: checksum } = withChecksum(recorded(EndLine, line), crc);
      append(text);
      seq++;
      return { ...line, crc32: checksum };
    },
    close: async () => {
      if (closed) return;
      closed = true;
      fsyncSync(file);
      closeSync(file);
      await wire.settled();
    },
  };
};
