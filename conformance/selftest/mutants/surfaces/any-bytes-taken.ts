import type { Mutant } from '../../mutant.ts';

export const anyBytesTaken: Mutant = {
  name: 'any-bytes-taken',
  defect: 'bytes that are not in the declared character set are taken all the same',
  requirement: 'HL7-07',
  seams: {
    hl7: (answer) => (frame, certified) =>
      answer(
        { ...frame, bytes: Buffer.from(frame.bytes.toString('utf8').replaceAll('\uFFFD', '?'), 'utf8') },
        certified,
      ),
  },
};
