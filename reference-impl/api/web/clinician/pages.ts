import type { Page } from '../page.ts';
import { ACT } from './act.ts';
import { FLOWSHEET_PAGE } from './flowsheet-page.ts';
import { INBOX_PAGE } from './inbox-page.ts';
import { ITEM_PAGE } from './item-page.ts';
import { CHANGE_PAGE, SIGN_CHANGE } from './order/change-page.ts';
import { END_ORDER, END_PAGE } from './order/end-page.ts';
import { ORDER_PAGE, SIGN_ORDER } from './order/order-page.ts';
import { PATIENTS_PAGE } from './patients-page.ts';
import { REPLY } from './reply.ts';

/** What a clinician sees. */
export const CLINICIAN_PAGES: readonly Page[] = [
  INBOX_PAGE,
  ITEM_PAGE,
  ACT,
  REPLY,
  PATIENTS_PAGE,
  FLOWSHEET_PAGE,
  ORDER_PAGE,
  SIGN_ORDER,
  CHANGE_PAGE,
  SIGN_CHANGE,
  END_PAGE,
  END_ORDER,
];
