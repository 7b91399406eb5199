import { useState } from 'preact/hooks'
import type { PassageReading, Stretch } from '../../../core/voice/reading.ts'
import { Button } from '../ui/button.tsx'
import { count, integer } from '../words/numbers.ts'
import { strengthWords } from './meter-words.ts'
import { PullMark } from './sentence-strip.tsx'

interface PassagesProps {
  passages: readonly PassageReading[]
  apart: Stretch | null
  onShow: (start: number, end: number) => void
}

/** Shown at once, and with each press on. */
const step = 12

/** The passages of a longer text, each with its own strength: where it leaves the voice, and where it comes back. */
export function Passages({ passages, apart, onShow }: PassagesProps) {
  const [shown, setShown] = useState(step)
  if (passages.length < 2) return null
  let before = 0
  const places = passages.map(({ words }) => {
    const place = placeWords(before, words)
    before += words
    return place
  })
  return (
    <div class="passages">
      <h4 class="why__title">Passage by passage</h4>
      {apart && (
        <button type="button" class="passage passage--apart" onClick={() => onShow(apart.start, apart.end)}>
          <span class="passage__place numbers">{placeWords(apart.before, apart.words)}</span>
          <span class="passage__strength">Go least with the rest: another’s words, or another topic?</span>
        </button>
      )}
      <ol class="passages__list">
        {passages.slice(0, shown).map((passage, at) => (
          <li key={passage.start}>
            <button type="button" class="passage" onClick={() => onShow(passage.start, passage.end)}>
              <span class="passage__place numbers">{places[at]}</span>
              <span class="passage__strength">
                <PullMark
                  pull={passage.strength === 'unclear' ? 0 : passage.strength.endsWith('not yours') ? -1 : 1}
                />{' '}
                {strengthWords(passage.strength)}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {passages.length > shown && (
        <Button small onClick={() => setShown(shown + step)}>
          Show {count(passages.length - shown, 'more passage')}
        </Button>
      )}
    </div>
  )
}

const placeWords = (before: number, words: number): string =>
  `Words ${integer(before + 1)} to ${integer(before + words)}`
