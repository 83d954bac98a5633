import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Area } from '#/domain/api/area.ts';
import { type MetricName, metricNames } from '#/domain/api/metrics.ts';
import { openServices, type Parts, type Services } from './services.ts';
import { faultLog } from './telemetry.ts';

/** What a run of the clock counted, by figure: alarms watch these. */
export type Figures = { readonly [N in MetricName]?: number };

/** The function of an area that the clock runs. It has no input; what it failed at is there again at its next run. */
export function serveClock(area: Area, run: (services: Services) => Promise<Figures>, parts: Parts = {}) {
  const fault = faultLog(area);
  const metrics = new Metrics({ namespace: metricNames.namespace, serviceName: area.name });
  let opened: Services | undefined;
  return async (): Promise<Figures> => {
    opened ??= openServices(area, parts);
    try {
      const figures = await run(opened);
      for (const [name, count] of Object.entries(figures)) {
        metrics.addMetric(metricNames[name as MetricName], MetricUnit.Count, count);
      }
      metrics.publishStoredMetrics();
      return figures;
    } catch (error) {
      fault(error);
      throw error;
    }
  };
}
