import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REFUSALS } from '../../../contract/codes/refusals.ts';
import { decodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { EXAMPLE_NAMESPACES } from '../../../contract/wire/hl7v2/examples.ts';
import { peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { MllpFramer } from '../../../contract/wire/hl7v2/mllp.ts';
import { answerWith } from './answer.ts';
import { damaged, FUZZ, redelimited, TAKEN } from './damaged.test-helper.ts';
import { NOW, RecordingPipeline } from './recording-pipeline.test-helper.ts';
import { Replay } from './replay.ts';
import { parsed } from './wire.test-helper.ts';

const CLIENTS = {
  'EHR|GOODHEALTH': { role: 'ehr', client: 'EHR' },
  'GATEWAY|HOME': { role: 'gateway', client: 'GATEWAY' },
  'PORTAL|HOME': { role: 'portal', client: 'PORTAL' },
} as const;
const PLACE = /^[A-Z][A-Z0-9]{2}(?:\^\d+){1,5}$/;
/** An answer echoes parts of the header and gives one reason; it does not grow with the message. */
const MOST_ANSWER_BYTES = 64 * 1024;
/** For all runs together, ms. */
const TIMEOUT_MS = 20_000 + FUZZ.runs * 10;

/** A receiver that takes everything it can read, and the answer to one message. */
const answerTo = async (text: string) => {
  const pipeline = new RecordingPipeline();
  let count = 0;
  const answer = answerWith({
    pipeline: pipeline.asPipeline(),
    namespaces: EXAMPLE_NAMESPACES,
    clients: CLIENTS,
    replay: new Replay(),
    nextControlId: () => `A${(count += 1)}`,
    time: async () => NOW,
    maxMessageBytes: 1_000_000,
  });
  const bytes = await answer({ kind: 'message', bytes: Buffer.from(text, 'utf8') }, undefined);
  return { pipeline, bytes, acks: new MllpFramer().push(bytes).map((frame) => parsed(frame.bytes)) };
};
const calls = ({ calls: made }: RecordingPipeline): unknown => made;

describe('whatever a sender sends', { timeout: TIMEOUT_MS }, () => {
  test('what is answered with success was taken, once; what is refused was not, and says why', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        const { pipeline, bytes, acks } = await answerTo(text);
        expect(bytes.length).toBeLessThan(MOST_ANSWER_BYTES);
        const last = acks.map((ack) => decodeAck(ack)).at(-1);
        seen.add(last?.code ?? 'none');
        if (last === undefined) return;
        const isTaken = last.code === 'AA' || last.code === 'CA';
        expect(pipeline.calls.length).toBe(isTaken ? 1 : 0);
        expect(last.controlId).toBe(peekHeader(Buffer.from(text))?.text(10) ?? '');
        if (isTaken) return;
        expect(Object.keys(REFUSALS)).toContain(last.refusal);
        // A defect of ours would be answered so.
        expect(last.refusal).not.toBe('unavailable');
        if (last.place !== undefined) expect(last.place).toMatch(PLACE);
        expect(pipeline.audited.map(({ refusal }) => refusal)).toEqual([last.refusal]);
      }),
      { numRuns: FUZZ.runs, ...(FUZZ.seed === undefined ? {} : { seed: FUZZ.seed }) },
    );
    for (const code of ['AA', 'AE', 'AR']) expect(seen).toContain(code);
  });

  test('other delimiters, declared, change nothing of what is understood', async () => {
    const plain = new Map<string, unknown>();
    for (const text of TAKEN) {
      // oxlint-disable-next-line no-await-in-loop -- each with a receiver of its own
      const { pipeline } = await answerTo(text);
      expect(pipeline.calls.length).toBe(1);
      plain.set(peekHeader(text)?.text(10) ?? '', calls(pipeline));
    }
    await fc.assert(
      fc.asyncProperty(redelimited, async (text) => {
        const { pipeline, acks } = await answerTo(text);
        expect(acks.map((ack) => decodeAck(ack)?.code)).toEqual(['AA']);
        expect(calls(pipeline)).toEqual(plain.get(peekHeader(text)?.text(10) ?? ''));
      }),
      { numRuns: Math.ceil(FUZZ.runs / 4) },
    );
  });

  test('segments that nobody knows and fields behind the last one change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...TAKEN), fc.nat(), fc.nat({ max: 60 }), async (text, place, fields) => {
        const lines = text.split('\r').slice(0, -1);
        const index = 1 + (place % (lines.length - 1));
        const wider = lines.map((line, i) => (i === index ? `${line}${'|'.repeat(60)}${'|x'.repeat(fields)}` : line));
        const more = wider.toSpliced(index, 0, 'ZPD|1|^~&\\F\\', 'NTE|1|P|said so');
        const [before, after] = await Promise.all([answerTo(text), answerTo(`${more.join('\r')}\r`)]);
        expect(calls(after.pipeline)).toEqual(calls(before.pipeline));
      }),
      { numRuns: Math.ceil(FUZZ.runs / 4) },
    );
  });

  test('a long message full of nothing is answered in time in proportion to its length', async () => {
    const started = process.hrtime.bigint();
    for (const filler of ['|', '^', '~', '&', '\\', 'OBX|\r', 'OBX|1|SN|41653-7^^LN|R1\r', '\\X', '""|', 'PID|\r']) {
      const [head = ''] = (TAKEN[0] ?? '').split('\r');
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the time is theirs
      const { pipeline } = await answerTo(
        `${head}\rORC|NW\rOBR|1\r${filler.repeat(Math.floor(900_000 / filler.length))}`,
      );
      expect(pipeline.calls).toEqual([]);
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(15_000);
  });
});
