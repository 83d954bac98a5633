import { writeSync } from 'node:fs';
import { openCognito } from '#/local/cognito/cognito.ts';
import { POOLS } from '#/test/local/cognito/given-cognito.ts';

// Started by at-rest.test.ts and killed by it: creates users for ever and prints each one once it was answered.
const [file = '', key = ''] = process.argv.slice(2);

const cognito = openCognito({
  region: 'eu-central-1',
  file,
  sealingKey: Buffer.from(key, 'hex'),
  issuerBase: () => 'http://127.0.0.1:4701',
  now: Date.now,
  deliver: () => Promise.resolve(),
  pools: POOLS,
});

const UserPoolId = cognito.pools().find((pool) => pool.name === 'clients')?.id;

for (let n = 0; ; n++) {
  const Username = `eu.person_${n}`;
  await cognito.service.call('AdminCreateUser', { UserPoolId, Username, MessageAction: 'SUPPRESS' });
  writeSync(1, `${Username}\n`);
}
