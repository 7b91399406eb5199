import { overlapOf } from '../research/overlap.ts'
import { terms } from '../research/terms.ts'
import type { Vocabulary } from '../research/tf-idf.ts'
import { citedBy, type DraftOption, gist } from './draft-option.ts'

/** Without a model a wish is followed by its words alone: what has them in what it says or quotes comes first. */
export function byWish(drafts: DraftOption[], wish: string | null, vocabulary: Vocabulary): DraftOption[] {
  const wanted = terms(wish ?? '', null)
  if (wanted.length === 0) return drafts
  const near = (draft: DraftOption) =>
    overlapOf(
      wanted,
      terms([gist(draft), ...citedBy(draft).map(({ anchor }) => anchor.exact)].join(' '), null),
      vocabulary,
    ).containment
  return drafts
    .map((draft, i) => ({ draft, i, near: near(draft) }))
    .sort((a, b) => b.near - a.near || a.i - b.i)
    .map(({ draft }) => draft)
}
