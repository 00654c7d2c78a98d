/** The domain in one import. Every type here is a zod schema and the type inferred from it. */
export * from './audit-event.ts';
export * from './coverage.ts';
export * from './decimal.ts';
export * from './identifier.ts';
export * from './inbox-item.ts';
export * from './limit.ts';
export * from './measure.ts';
export * from './message.ts';
export * from './order.ts';
export * from './permission.ts';
export * from './person.ts';
export * from './quantity.ts';
export * from './reading.ts';
export * from './rule.ts';
export * from './source.ts';
export * from './time.ts';
export * from './tracker.ts';
