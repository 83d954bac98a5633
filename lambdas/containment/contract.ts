import { area } from '#/domain/api/area.ts';

export const containment = area({
  name: 'containment',
  says: 'Runs playbooks: contains people, organisations and tools, proves the effect, asks people, and brings things back.',
  stores: {
    directory: ['read', 'list', 'write'],
    keys: ['read', 'write'],
    rights: ['read', 'write'],
    incidents: ['read', 'list', 'write'],
    activity: ['read', 'write'],
  },
  keys: { unwrap: [] },
  userPools: [
    'AdminAddUserToGroup',
    'AdminDeleteSoftwareToken',
    'AdminDisableUser',
    'AdminEnableUser',
    'AdminForgetDevice',
    'AdminGetUser',
    'AdminListDevices',
    'AdminListGroupsForUser',
    'AdminRemoveUserFromGroup',
    'AdminResetUserPassword',
    'AdminUserGlobalSignOut',
  ],
  outside: true,
  trigger: 'durable',
  routes: {},
});
