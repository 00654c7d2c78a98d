import { keyOf } from '../../contract/domain/index.ts';
import { type ExportSample, writeExport } from '../../contract/wire/healthkit/export-xml.ts';
import type { Delivery } from '../layers.ts';
import type { StreamFormat } from './format.ts';
import { sentReading, sentText } from './sent.ts';

/**
 * An Apple Health `export.xml` of one patient: the store as it is when everything was sent, with the latest version of
 * each sample and without those that were deleted. So it is held until then: some megabytes for ten years.
 */
export const APPLE_EXPORT: StreamFormat = {
  title: 'Apple Health export.xml, of one patient; HI and LO are in no health store',
  header: '',
  footer: '',
  carriesTruth: false,
  isDocument: true,
  open: ({ patient, device }) => {
    const store = new Map<string, ExportSample>();
    let exportedAt = '2026-01-01T00:00:00.000Z';
    const keep = (delivery: Delivery): void => {
      exportedAt = sentText(delivery);
      const key = keyOf(delivery.reading.identifier);
      const known = store.get(key);
      if (delivery.act === 'retract') store.delete(key);
      else if (delivery.poison === undefined && (known === undefined || known.version < delivery.version))
        store.set(key, { reading: sentReading(delivery), version: delivery.version, created: sentText(delivery) });
    };
    return {
      batch: (deliveries) => {
        for (const delivery of deliveries) keep(delivery);
        return '';
      },
      end: () => [...writeExport(store.values(), { exportedAt, patient, device })].join(''),
    };
  },
};
