import type { Fault } from '../fault.ts';
import { carpet } from './carpet.ts';
import { contaminatedFinger } from './contaminated-finger.ts';
import { controlSolution } from './control-solution.ts';
import { heavyClothing } from './heavy-clothing.ts';
import { unlabelledControl } from './unlabelled-control.ts';
import { wrongPerson } from './wrong-person.ts';

/** On the way to the device: who and what is measured. In the order in which they act. */
export const personFaults: readonly Fault[] = [
  contaminatedFinger,
  wrongPerson,
  heavyClothing,
  carpet,
  controlSolution,
  unlabelledControl,
];
