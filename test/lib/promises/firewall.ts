import { expect, it } from 'vitest';
import { managedGroups } from '#/lib/constructs/web-acl.ts';
import { instances } from '#/lib/instances.ts';
import { givenTemplates, resourcesOf } from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances);
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);
type Rule = {
  Name: string;
  Priority: number;
  Action?: object;
  OverrideAction?: object;
  Statement: Record<string, Record<string, unknown>>;
};

export function firewallPromises(): void {
  it.each(ids)('IN2: every stage of %s stands behind a firewall', (id) => {
    const stages = of(id, 'AWS::ApiGateway::Stage').map(({ id: stage }) => stage);
    const guarded = of(id, 'AWS::WAFv2::WebACLAssociation').map(({ properties }) =>
      JSON.stringify(properties.ResourceArn),
    );
    expect(stages).toHaveLength(1);
    for (const stage of stages) expect(guarded.some((arn) => arn.includes(`"${stage}"`))).toBe(true);
  });

  it.each(ids)('IN2: SQLi and XSS in URI, query and headers are blocked; in bodies they only count (%s)', (id) => {
    const [acl] = of(id, 'AWS::WAFv2::WebACL');
    const rules = acl?.properties.Rules as Rule[];
    const groups = rules.flatMap(({ Statement, OverrideAction }) => {
      const group = Statement.ManagedRuleGroupStatement;
      return group
        ? [
            {
              name: group.Name,
              OverrideAction,
              counted: group.RuleActionOverrides as { Name: string; ActionToUse: object }[],
            },
          ]
        : [];
    });
    expect(groups.map(({ name }) => name)).toEqual([
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesSQLiRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesAmazonIpReputationList',
    ]);
    for (const { OverrideAction, counted } of groups) {
      expect(OverrideAction).toEqual({ None: {} });
      for (const { Name, ActionToUse } of counted) {
        expect(Name).toMatch(/_BODY$/);
        expect(ActionToUse).toEqual({ Count: {} });
      }
    }
    expect(managedGroups.flatMap(({ countOnly }) => countOnly)).toContain('SizeRestrictions_BODY');
    expect(rules.find(({ Name }) => Name === 'rate')).toMatchObject({ Action: { Block: {} } });
  });

  it.each(ids)('the lists that playbooks fill come first, and a deploy has no reason to write them (%s)', (id) => {
    const rules = of(id, 'AWS::WAFv2::WebACL')[0]?.properties.Rules as Rule[];
    expect(
      rules.slice(0, 2).map(({ Action, Priority, Statement }) => [Action, Priority, Object.keys(Statement)]),
    ).toEqual([
      [{ Block: {} }, 0, ['IPSetReferenceStatement']],
      [{ Block: {} }, 1, ['IPSetReferenceStatement']],
    ]);
    const stack = givenTemplates().stacks.find(({ instance, name }) => instance.id === id && name === 'BlockLists');
    // Word for word: any change here would make CloudFormation write the lists, and so empty them.
    const list = (family: string) => ({
      Type: 'AWS::WAFv2::IPSet',
      Properties: {
        Addresses: [],
        IPAddressVersion: family,
        Name: `coachvault-${id}-blocked-${family.toLowerCase()}`,
        Scope: 'REGIONAL',
      },
      UpdateReplacePolicy: 'Retain',
      DeletionPolicy: 'Retain',
    });
    expect(stack?.resources).toEqual({ IPV4: list('IPV4'), IPV6: list('IPV6') });
  });

  it.each(ids)(
    'MO13: the firewall’s log has no token, path or query, and no sample of a request is kept (%s)',
    (id) => {
      const [log] = of(id, 'AWS::WAFv2::LoggingConfiguration');
      expect(log?.properties.RedactedFields).toEqual([
        { SingleHeader: { Name: 'authorization' } },
        { SingleHeader: { Name: 'cookie' } },
        { QueryString: {} },
        { UriPath: {} },
      ]);
      expect(JSON.stringify(of(id, 'AWS::WAFv2::WebACL'))).not.toContain('"SampledRequestsEnabled":true');
    },
  );
}
