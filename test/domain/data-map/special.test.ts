import { describe, expect, it } from 'vitest';
import { staffRoles } from '#/domain/access/roles.ts';
import type { Route } from '#/domain/api/route.ts';
import { isSpecial } from '#/domain/data-map/categories.ts';
import { entities } from '#/domain/data-map/map.ts';
import { purposes } from '#/domain/data-map/purposes.ts';
import { areas } from '#/lambdas/contract.ts';

const special = entities.filter(({ fields }) => Object.values(fields).some(({ category }) => isSpecial(category)));
const monthsOf = ({ months = 0, days = 0, hours = 0 }): number => months + days / 30 + hours / 720;
const routes = areas.flatMap((area) => Object.entries<Route>(area.routes));

describe('RI12: what can be about health, belief or the like', () => {
  it.each(special.map((entity) => [entity.name, entity] as const))(
    '%s: is sealed, and kept 24 months at most',
    (_, entity) => {
      for (const [name, { category, protection }] of Object.entries(entity.fields))
        if (isSpecial(category)) expect(protection, name).toBe('sealed');
      expect(monthsOf(entity.retention.keep)).toBeLessThanOrEqual(24);
    },
  );

  it('rests on a contract, explicit consent or a duty of ours, and never on an interest of ours', () => {
    for (const { name, purpose } of special)
      expect(['contract', 'consent', 'legal_obligation'], name).toContain(purposes[purpose].basis);
  });

  it('is opened by no route of our staff for what it was collected for in coaching', () => {
    const collectedFor = new Set(special.filter(({ store }) => store === 'coaching').map(({ purpose }) => purpose));
    for (const [name, { who, purposes: stated }] of routes) {
      if (who === 'public' || !stated.some((purpose) => collectedFor.has(purpose))) continue;
      const staff = who.filter(
        ({ role, relation }) => relation !== 'self' && (staffRoles as readonly string[]).includes(role),
      );
      expect(staff, name).toEqual([]);
    }
  });
});
