/** What a receiver offers, one name a surface (contract: Two roles are certified, Ports). */
export const PORTS = [
  'patients',
  'people',
  'coverage',
  'orders',
  'portal',
  'permission',
  'readings-in',
  'readings-back',
  'inbox',
  'inbox-acts',
  'alerts-out',
  'messages',
  'audit',
  'clock',
  'process',
] as const;
export type PortName = (typeof PORTS)[number];
