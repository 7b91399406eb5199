import { diffWordsWithSpace } from 'diff'
import { ChangedWords } from '../ui/changed-words.tsx'

/** What a field has and what it will have, word by word where it has something already. */
export function WillBe({ before, after }: { before: string; after: string }) {
  if (before.trim() === after.trim())
    return <p class="studio__aside">{after.trim() ? 'It has this already.' : 'There is nothing to put.'}</p>
  if (!before.trim())
    return (
      <>
        <p class="studio__aside">It is empty now. It will be:</p>
        <p class="studio__text" dir="auto">
          {after}
        </p>
      </>
    )
  return (
    <>
      <p class="studio__aside">It will be, with what goes struck out and what comes underlined:</p>
      <p class="studio__text" dir="auto">
        {diffWordsWithSpace(before, after).map(({ value, added, removed }, at) => (
          <ChangedWords key={at} is={added ? 'added' : removed ? 'removed' : 'same'} text={value} />
        ))}
      </p>
    </>
  )
}
