import { useState } from 'preact/hooks'
import type { PassageReading } from '../../../core/voice/reading.ts'
import { Button } from '../ui/button.tsx'
import { count, integer } from '../words/numbers.ts'
import { strengthWords } from './meter-words.ts'
import { PullMark } from './sentence-strip.tsx'

interface PassagesProps {
  passages: readonly PassageReading[]
  onShow: (start: number, end: number) => void
}

/** Shown at once, and with each press on. */
const step = 12

/** The passages of a longer text, each with its own strength: where it leaves the voice, and where it comes back. */
export function Passages({ passages, onShow }: PassagesProps) {
  const [shown, setShown] = useState(step)
  if (passages.length < 2) return null
  let before = 0
  const places = passages.map(({ words }) => {
    const from = before + 1
    before += words
    return `Words ${integer(from)} to ${integer(before)}`
  })
  return (
    <div class="passages">
      <h4 class="why__title">Passage by passage</h4>
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
                {passage.apart && ' · apart from the rest'}
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
