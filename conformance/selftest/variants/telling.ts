import type { Variant } from '../variant.ts';
import { noticeOf } from '../../../reference-impl/messages/notice.ts';
import { ofTheSilent } from '../seams/consents-shown.ts';

/** What a vendor may say otherwise of permissions and in notices. */
export const tellingVariants: readonly Variant[] = [
  {
    name: 'not-determined-until-data-comes',
    freedom: 'a permission is shown as proposed until its first data has come: nobody can know whether it was given',
    exercisedBy: ['PRM-04'],
    make: ofTheSilent((consent) => consent.replace('"status":"active"', '"status":"proposed"')),
  },
  {
    name: 'notices-in-its-own-words',
    freedom: 'a notice goes out as a text message, in other words and with a link and a telephone number in it',
    exercisedBy: ['MSG-05'],
    collaborators: {
      noticeOf: (message) => ({
        ...noticeOf(message),
        medium: 'text',
        text: 'ACME Health: hay un mensaje nuevo para usted. https://acme.example/m?n=287 Tel. 800-287-0000',
      }),
    },
  },
  {
    name: 'alerts-as-notes',
    freedom: 'alerts go out as MDM^T02, to a system that takes notes and no alerts',
    exercisedBy: ['ALR-25', 'ALR-26', 'ALR-27'],
    alertsAs: 'mdm',
  },
];
