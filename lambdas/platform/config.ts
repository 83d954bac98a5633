import { type Area, type EnvName, envNames } from '#/domain/api/area.ts';

export type Config = { readonly [N in EnvName]: string };

/**
 * The environment of an area's function: exactly the variables its contract names. The only place that reads
 * process.env. A variable that was not asked for throws when it is used, and so shows in the first test.
 * @throws Error naming every variable that is missing
 */
export function readConfig(area: Area): Config {
  const names = envNames(area);
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`The ${area.name} function lacks ${missing.join(', ')} in its environment.`);
  const known = new Map(names.map((name) => [name as string, process.env[name] as string]));
  return new Proxy({} as Config, {
    get(_, name: string) {
      const value = known.get(name);
      if (value === undefined) throw new Error(`${name} is not part of the contract of the ${area.name} function.`);
      return value;
    },
  });
}

export const awsRegion = (): string => process.env.AWS_REGION ?? '';
