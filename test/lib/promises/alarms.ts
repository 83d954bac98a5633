import { expect, it } from 'vitest';
import { type AlarmKind, alarmKinds } from '#/lib/alarm-kinds.ts';
import { instances } from '#/lib/instances.ts';
import { everyArea } from '#/test/lib/every-area.ts';
import { givenTemplates, resourcesOf } from '#/test/lib/given-templates.ts';

const ids = Object.keys(instances);
const kinds = Object.keys(alarmKinds) as AlarmKind[];
const of = (id: string, type: string) =>
  resourcesOf(givenTemplates().stacks, type).filter(({ stack }) => stack.instance.id === id);
const kindOf = (text: unknown): string | undefined => /docs\/runbooks\/([a-z0-9-]+)\.md$/.exec(String(text))?.[1];

export function alarmPromises(): void {
  it.each(ids)('every kind of alarm is raised in %s, and each says its impact and its runbook', (id) => {
    const alarms = of(id, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties.AlarmDescription);
    const rules = of(id, 'AWS::Events::Rule')
      .filter(({ properties }) => properties.EventPattern && JSON.stringify(properties.Targets).includes('Topic'))
      .map(({ properties }) => properties.Description);
    const texts = [...alarms, ...rules];
    expect(new Set(texts.map(kindOf))).toEqual(new Set(kinds));
    for (const text of texts) expect(text).toContain(alarmKinds[kindOf(text) as AlarmKind]);
  });

  it('every alarm tells somebody', () => {
    for (const { properties, stack } of resourcesOf(givenTemplates().stacks, 'AWS::CloudWatch::Alarm')) {
      const topics = resourcesOf([stack], 'AWS::SNS::Topic').map(({ id }) => ({ Ref: id }));
      expect(properties.AlarmActions).toEqual(topics);
    }
    for (const { properties } of resourcesOf(givenTemplates().stacks, 'AWS::SNS::Subscription'))
      expect(properties).toMatchObject({ Protocol: 'email', Endpoint: 'security@coachvault.example' });
  });

  it.each(ids)('every function, table and pool of %s is watched', (id) => {
    const names = of(id, 'AWS::CloudWatch::Alarm').map(({ properties }) => String(properties.AlarmName));
    for (const area of everyArea) expect(names).toContain(`coachvault-${id}-function-errors-${area.name}`);
    expect(names).toContain(`coachvault-${id}-table-errors-directory`);
  });

  it.each(ids)('MO2: failed sign-ins of both pools raise an alarm in %s', (id) => {
    const names = of(id, 'AWS::CloudWatch::Alarm').map(({ properties }) => String(properties.AlarmName));
    expect(names).toContain(`coachvault-${id}-sign-in-failures-workforce`);
    expect(names).toContain(`coachvault-${id}-sign-in-failures-clients`);
  });

  it.each(ids)(
    'BA1: what does not happen raises an alarm: a backup, a run of the clock, a line in the trail (%s)',
    (id) => {
      const breaching = of(id, 'AWS::CloudWatch::Alarm')
        .filter(({ properties }) => properties.TreatMissingData === 'breaching')
        .map(({ properties }) => kindOf(properties.AlarmDescription));
      expect(new Set(breaching)).toEqual(new Set(['backup-missed', 'schedule-missed', 'trail-silent']));
    },
  );

  it.each(ids)('CO12: an event that waits for more than a minute raises an alarm in %s', (id) => {
    const followers = everyArea.filter(({ trigger }) => trigger === 'outbox');
    for (const { name } of followers) {
      const found = of(id, 'AWS::CloudWatch::Alarm').find(
        ({ properties }) => properties.AlarmName === `coachvault-${id}-outbox-delay-${name}`,
      );
      expect(found?.properties).toMatchObject({
        MetricName: 'IteratorAge',
        Dimensions: [{ Name: 'FunctionName', Value: `coachvault-${id}-${name}` }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 60_000,
      });
    }
  });

  it.each(ids)('MI4: a daily sweeper that did not succeed for 26 hours raises an alarm in %s', (id) => {
    const found = of(id, 'AWS::CloudWatch::Alarm').find(
      ({ properties }) => properties.AlarmName === `coachvault-${id}-schedule-missed-sample-sweeper`,
    );
    expect(found?.properties).toMatchObject({
      EvaluationPeriods: 26,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    expect(JSON.stringify(found?.properties.Metrics)).toContain('"Expression":"tried - FILL(failed, 0)"');
  });

  it.each(ids)('one dead letter raises an alarm in %s, and so does one that could not be left', (id) => {
    const names = of(id, 'AWS::CloudWatch::Alarm').map(({ properties }) => String(properties.AlarmName));
    const jobs = everyArea.filter(({ trigger }) => trigger !== undefined && trigger !== 'preTokenGeneration');
    for (const end of ['', ...jobs.map(({ name }) => `-${name}`)])
      expect(names).toContain(`coachvault-${id}-dead-letters${end}`);
  });

  it('an alarm looks back no further than CloudWatch allows', () => {
    for (const { properties } of resourcesOf(givenTemplates().stacks, 'AWS::CloudWatch::Alarm')) {
      const metrics = (properties.Metrics ?? []) as { Period?: number; MetricStat?: { Period: number } }[];
      const period = Number(properties.Period ?? metrics.map((metric) => metric.MetricStat?.Period ?? 0).find(Boolean));
      const limit = period >= 3_600 ? 7 * 86_400 : 86_400;
      expect(period * Number(properties.EvaluationPeriods)).toBeLessThanOrEqual(limit);
      expect(metrics.length).toBeLessThanOrEqual(11);
    }
  });
}
