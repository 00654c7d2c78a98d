import type { Page } from '../page.ts';
import { MESSAGES_PAGE } from './messages-page.ts';
import { READINGS_PAGE } from './readings-page.ts';
import { SET_PERMISSION } from './set-permission.ts';
import { TRACK_PAGE } from './track-page.ts';
import { CHOOSE_TRACKER } from './choose-tracker.ts';

/** What a patient sees. */
export const PATIENT_PAGES: readonly Page[] = [
  TRACK_PAGE,
  CHOOSE_TRACKER,
  SET_PERMISSION,
  READINGS_PAGE,
  MESSAGES_PAGE,
];
