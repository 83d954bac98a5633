import { area } from '#/domain/api/area.ts';

export const containment = area({
  name: 'containment',
  says: 'Runs playbooks: contains people, organisations and tools, proves the effect, asks people, and brings things back.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'write', 'delete'],
    consent: ['read'],
    rights: ['read', 'list', 'write'],
    incidents: ['read', 'list', 'write', 'delete'],
    accesslog: ['append', 'list', 'scan'],
    activity: ['read', 'write'],
  },
  // The register’s key alone: a secret of an integration is replaced, and nothing that people wrote is opened.
  keys: { unwrap: ['integration_registry'] },
  buckets: { evidence: ['read', 'keep'] },
  responds: ['addresses', 'trail', 'staffSessions', 'keys'],
  userPools: [
    'AdminAddUserToGroup',
    'AdminDeleteSoftwareToken',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminForgetDevice',
    'AdminGetUser',
    'AdminListDevices',
    'AdminListGroupsForUser',
    'AdminListUserAuthEvents',
    'AdminRemoveUserFromGroup',
    'AdminResetUserPassword',
    'AdminUserGlobalSignOut',
  ],
  outside: true,
  trigger: 'durable',
  routes: {},
});
