import { type Block, heading, paragraph } from '#/domain/documents/document.ts';
import { type ElementId, elements, type Place, placesOf } from './elements.ts';
import { type NoticeCase, placesFrom } from './facts.ts';
import type { NoticeAudience, NoticeTemplate } from './template.ts';

/** A notice as the case fills it. With anything missing it cannot be approved. */
export type FilledNotice = {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Places that the case does not fill, by name. */
  readonly missing: readonly Place[];
  /** What an authority is told that it follows. */
  readonly following: readonly ElementId[];
};

const follows = 'This is not known yet. It will follow without undue further delay.';

type Filling = { readonly audience: NoticeAudience; readonly isLate: boolean };

/** Fills a template from a case. Authorities may get some of it later; people and customers get all of it or no notice. */
export function fillNotice(template: NoticeTemplate, of: NoticeCase, { audience, isLate }: Filling): FilledNotice {
  const places = placesFrom(of);
  const wanted = template.parts
    .map(([element]) => element)
    .filter((element) => !('onlyIf' in elements[element]) || isLate);
  const lacks = (element: ElementId): Place[] => placesOf(element).filter((place) => places[place] === undefined);
  const mayFollow = (element: ElementId): boolean =>
    'phased' in elements[element] && of.phase !== 'final' && (audience === 'authority' || audience === 'csirt');
  const following = wanted.filter((element) => lacks(element).length > 0 && mayFollow(element));
  const missing = wanted.filter((element) => !following.includes(element)).flatMap(lacks);
  const textOf = (element: ElementId): string =>
    following.includes(element)
      ? follows
      : elements[element].text.replace(/\{(\w+)\}/g, (hole, name: Place) => places[name] ?? hole);
  return {
    title: template.title,
    blocks: wanted.flatMap((element) => [heading(elements[element].title), paragraph(textOf(element))]),
    missing: [...new Set(missing)],
    following,
  };
}
