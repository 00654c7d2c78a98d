import type { Mutant } from '../../mutant.ts';

export const utf8ReadAsLatin1: Mutant = {
  name: 'utf-8-read-as-latin-1',
  defect: 'UTF-8 is found sound, and read as Latin-1: what is not ASCII is mangled',
  requirement: 'HL7-07',
  also: ['AUD-01'],
  seams: {
    hl7: (answer) => (frame, certified) => {
      const isSound = !frame.bytes.toString('utf8').includes('\uFFFD');
      const mangled = Buffer.from(frame.bytes.toString('latin1'), 'utf8');
      return answer(isSound ? { ...frame, bytes: mangled } : frame, certified);
    },
  },
};
