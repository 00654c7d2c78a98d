import type { Permission } from '../../contract/domain/permission.ts';

/** Whether data may be filed now. Nothing on record means "not determined", which admits nothing. */
export const permissionInForce = (permission: Permission | undefined): boolean => permission?.status === 'granted';
