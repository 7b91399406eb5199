import type { ComponentChild } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { count } from '../words/numbers.ts'
import { pieceWith, rangeIn } from './find-passage.ts'

/** A passage of a text, and where it stands. */
export interface Passage {
  text: string
  startMs: number | null
  page: number | null
}

const step = 150

interface PagesProps<Item> {
  items: Item[]
  unit: string
  at: Passage | null
  said: (item: Item) => string
  /** Whether the passage stands here, where its words cannot be told. */
  near?: (item: Item, next: Item | undefined) => boolean
  /** One element of each. */
  children: (item: Item) => ComponentChild
}

/** A long text by the page, so that a book opens as fast as a note. */
export function Pages<Item>({ items, unit, at, said, near, children }: PagesProps<Item>) {
  const begin = useMemo(() => {
    if (!at) return null
    const found = pieceWith(items.map(said), at.text)
    const by = found ?? items.findIndex((item, i) => near?.(item, items[i + 1]) ?? false)
    return by < 0 ? null : by
  }, [])
  const [shown, setShown] = useState(step + (begin ?? 0))
  const words = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (at && begin !== null) return showPassage([...words.current!.children].slice(begin), at.text)
  }, [])
  const rest = items.length - shown
  return (
    <>
      {at && (
        <p class={begin === null ? 'reader__where' : 'unseen'} role="status">
          {begin === null
            ? 'The passage is not in what is kept now: the source was clipped anew since.'
            : 'Opened at the passage'}
        </p>
      )}
      <div ref={words} class="reader__words">
        {items.slice(0, shown).map(children)}
        {rest > 0 && (
          <Button onClick={() => setShown(shown + step)}>Read on: {count(rest, `more ${unit}`)}</Button>
        )}
      </div>
    </>
  )
}

/** Brings it into sight and marks it, as the literal words that it is. The answer takes the mark away. */
function showPassage(elements: Element[], passage: string): () => void {
  elements[0]?.scrollIntoView({ block: 'center' })
  const range = rangeIn(elements, passage)
  if (range) CSS.highlights.set('passage', new Highlight(range))
  return () => void CSS.highlights.delete('passage')
}
