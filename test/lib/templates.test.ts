import { describe } from 'vitest';
import { accessPromises } from './promises/access.ts';
import { alarmPromises } from './promises/alarms.ts';
import { apiPromises } from './promises/api.ts';
import { auditPromises } from './promises/audit.ts';
import { backupPromises } from './promises/backups.ts';
import { dataPromises } from './promises/data.ts';
import { firewallPromises } from './promises/firewall.ts';
import { holderPromises } from './promises/holders.ts';
import { identityPromises } from './promises/identity.ts';
import { keyPromises } from './promises/keys.ts';
import { nagPromises } from './promises/nag.ts';
import { networkPromises } from './promises/network.ts';
import { residencyPromises } from './promises/residency.ts';

// One file, so that all instances are synthesised once for all of it.
describe('tables', dataPromises);
describe('keys', keyPromises);
describe('who may do what', accessPromises);
describe('user pools', identityPromises);
describe('the API', apiPromises);
describe('the firewall', firewallPromises);
describe('the network', networkPromises);
describe('the trail', auditPromises);
describe('backups', backupPromises);
describe('alarms', alarmPromises);
describe('residency', residencyPromises);
describe('holders of data', holderPromises);
describe('cdk-nag', nagPromises);
