import { useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { ChangedWords, type Stretch } from '../ui/changed-words.tsx'
import { count, integer } from '../words/numbers.ts'
import type { Comparison, Part } from './compare.ts'
import { wordsOf } from './pieces.ts'

/** "14 words added, 3 removed". */
export function differenceWords({ added, removed }: Pick<Comparison, 'added' | 'removed'>): string {
  if (added === 0 && removed === 0) return 'Not a word differs'
  if (removed === 0) return `${count(added, 'word')} added`
  if (added === 0) return `${count(removed, 'word')} removed`
  return `${count(added, 'word')} added, ${integer(removed)} removed`
}

/** Changes that are shown at once, and with each press on. */
const step = 60
/** Words beside a change that stay when the rest of an unchanged stretch is folded. */
const context = 14

/** What changed, in the order of the newer text: removed words are struck out, added ones underlined, the rest folded. */
export function Difference({ comparison }: { comparison: Comparison }) {
  const [shown, setShown] = useState(step)
  const { parts, coarse } = comparison
  const changes = parts.filter(part => part.is === 'changed').length
  let seen = 0
  const visible = parts.filter(part => (part.is === 'changed' ? seen++ < shown : seen < shown))
  return (
    <section class="difference" aria-label="What changed">
      <p class="difference__sum">{differenceWords(comparison)}</p>
      {coarse && (
        <p class="versions__aside">
          Too much changed to compare all of it word by word: some parts are shown as a whole, the old before
          the new.
        </p>
      )}
      <div class="difference__text">
        {visible.map((part, at) =>
          part.is === 'same' ? (
            <Folded key={at} paragraphs={part.paragraphs} />
          ) : (
            <Changed key={at} part={part} />
          ),
        )}
      </div>
      {changes > shown && (
        <Button onClick={() => setShown(shown + step)}>Show {count(changes - shown, 'more change')}</Button>
      )}
    </section>
  )
}

/** Paragraphs at most that one fold opens to: the whole text is read elsewhere. */
const foldedMost = 200

function Folded({ paragraphs }: { paragraphs: string[] }) {
  const [open, setOpen] = useState(false)
  const label = `${count(paragraphs.length, 'part')} unchanged`
  return (
    <div class="difference__fold">
      <button
        type="button"
        class="difference__unfold"
        aria-expanded={open ? 'true' : 'false'}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      {open &&
        paragraphs.slice(0, foldedMost).map((text, at) => (
          <p key={at} dir="auto" class="difference__same">
            {text}
          </p>
        ))}
      {open && paragraphs.length > foldedMost && (
        <p class="versions__aside">
          {count(paragraphs.length - foldedMost, 'more part')}, to be read in the source itself.
        </p>
      )}
    </div>
  )
}

function Changed({ part }: { part: Extract<Part, { is: 'changed' }> }) {
  const last = part.stretches.length - 1
  return (
    <p dir="auto" class="difference__changed">
      {part.stretches.map((stretch, at) => (
        <Words key={at} stretch={stretch} first={at === 0} last={at === last} />
      ))}
    </p>
  )
}

function Words({ stretch, first, last }: { stretch: Stretch; first: boolean; last: boolean }) {
  const { is, text } = stretch
  return (
    <>
      <ChangedWords is={is} text={is === 'same' ? shortened(text, first, last) : text} />{' '}
    </>
  )
}

/** A long unchanged stretch between two changes: its ends stay. */
function shortened(text: string, first: boolean, last: boolean): string {
  const words = wordsOf(text)
  if (words.length <= context * 3) return text
  const head = first ? '' : `${words.slice(0, context).join(' ')} `
  const tail = last ? '' : ` ${words.slice(-context).join(' ')}`
  return `${head}…${tail}`
}
