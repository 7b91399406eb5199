import { useEffect, useState } from 'preact/hooks'
import type { Source } from '../../../core/contract/source.ts'
import { TwinNote } from '../duplicates/twin-note.tsx'
import { twinsOf } from '../duplicates/twins.ts'
import { usePanel } from '../panel-context.ts'
import { later } from '../ui/later.tsx'
import { now } from '../words/now.ts'
import { removeSource } from '../work/remove-source.ts'
import { type Before, sinceWords } from './since-words.ts'

const Versions = later(() => import('../versions/versions.tsx').then(part => part.Versions))

/** What a clip means beside what was there: a new version, a copy of another source, a page of another project. */
export function Since({ source, before }: { source: Source; before: Before | null }) {
  const panel = usePanel()
  const [open, setOpen] = useState(false)
  const words = sinceWords(source, before, now.value)
  const changed = words !== null && before?.contentHash !== source.contentHash
  return (
    <>
      {words && (
        <p class="outcome__since">
          {words}
          {changed && (
            <>
              {'. '}
              <button type="button" class="word-button" onClick={() => setOpen(true)}>
                See what changed
              </button>
            </>
          )}
        </p>
      )}
      <Copy source={source} onRemove={() => void removeSource(source, panel)} />
      <Elsewhere source={source} />
      {open && <Versions source={source} onClosed={() => setOpen(false)} />}
    </>
  )
}

function Copy({ source, onRemove }: { source: Source; onRemove: () => void }) {
  const { world } = usePanel()
  const found = twinsOf(world.work.value.sources, world.duplicates.kept.value).get(source.id)
  return found ? <TwinNote source={source} {...found} onRemove={onRemove} /> : null
}

function Elsewhere({ source }: { source: Source }) {
  const { world } = usePanel()
  const [titles, setTitles] = useState<string[]>([])
  useEffect(() => {
    let wanted = true
    setTitles([])
    if (source.kind === 'selection' || source.kind === 'moment') return
    void world.duplicates
      .elsewhere(source)
      .then(found => {
        if (wanted) setTitles(found)
      })
      .catch(() => {
        // A quiet aside: without it nothing is missing.
      })
    return () => {
      wanted = false
    }
  }, [source.id, source.canonicalUrl])
  const [first, ...others] = titles
  if (!first) return null
  return (
    <p class="outcome__elsewhere">
      Also in your project <bdi>“{first}”</bdi>
      {others.length > 0 && ` and ${others.length} more`}
    </p>
  )
}
