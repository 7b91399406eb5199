import { useMemo, useState } from 'preact/hooks'
import type { Run } from '../../../core/contract/run.ts'
import type { Source } from '../../../core/contract/source.ts'
import { twinsOf } from '../duplicates/twins.ts'
import { usePanel } from '../panel-context.ts'
import { later } from '../ui/later.tsx'
import { KindFilter, kindsToFilter, type Shown } from './kind-filter.tsx'
import { removeSource } from './remove-source.ts'
import { SourceCard } from './source-card.tsx'

const Reader = later(() => import('./reader.tsx').then(part => part.Reader))
const Versions = later(() => import('../versions/versions.tsx').then(part => part.Versions))
const TagDialog = later(() => import('../tags/tag-dialog.tsx').then(part => part.TagDialog))

/** The sources of the project, newest first. Two hundred of them cost little: what is out of sight is not laid out. */
export function Sources() {
  const panel = usePanel()
  const { world } = panel
  const { sources, waiting, runs } = world.work.value
  const kept = world.duplicates.kept.value
  const [open, setOpen] = useState<{ what: 'words' | 'versions' | 'tags'; source: Source } | null>(null)
  const [wanted, setWanted] = useState<Shown>('all')
  const waitingById = new Map(waiting.map(clip => [clip.source.id, clip]))
  const runById = new Map<string, Run>(runs.map(run => [run.id, run]))
  const twins = useMemo(() => twinsOf(sources, kept), [sources, kept])
  const kinds = kindsToFilter(sources)
  // The last of a kind may be gone, or there are few enough to see them all.
  const shown = wanted !== 'all' && kinds.some(each => each.kind === wanted) ? wanted : 'all'
  const visible = shown === 'all' ? sources : sources.filter(source => source.kind === shown)

  const remove = (source: Source) => {
    const next = neighbourOf(source.id)
    return removeSource(source, panel, {
      removed: () => focusSource(next),
      restored: () => panel.feedback.say(`“${source.title}” is back`),
    })
  }

  return (
    <>
      {kinds.length > 0 && (
        <KindFilter kinds={kinds} all={sources.length} shown={shown} onShown={setWanted} />
      )}
      <ul class="sources" aria-label="Sources">
        {visible.map(source => (
          <SourceCard
            key={source.id}
            source={source}
            waiting={waitingById.get(source.id) ?? null}
            reading={(source.ingestRunId && runById.get(source.ingestRunId)) || null}
            twin={newerOf(source, twins.get(source.id))}
            onRead={() => setOpen({ what: 'words', source })}
            onVersions={() => setOpen({ what: 'versions', source })}
            onTags={() => setOpen({ what: 'tags', source })}
            onRemove={() => void remove(source)}
          />
        ))}
      </ul>
      {open?.what === 'words' && <Reader source={open.source} onClosed={() => setOpen(null)} />}
      {open?.what === 'tags' && <TagDialog source={open.source} onClosed={() => setOpen(null)} />}
      {open?.what === 'versions' && <Versions source={open.source} onClosed={() => setOpen(null)} />}
    </>
  )
}

/** A pair is told of once, at the one that came later. */
const newerOf = (source: Source, found: { twin: Source; exact: boolean } | undefined) =>
  found &&
  (source.capturedAt > found.twin.capturedAt ||
    (source.capturedAt === found.twin.capturedAt && source.id > found.twin.id))
    ? found
    : null

const rowOf = (id: string) => document.querySelector<HTMLElement>(`[data-source="${CSS.escape(id)}"]`)

function neighbourOf(id: string): string | null {
  const row = rowOf(id)
  const next = row?.nextElementSibling ?? row?.previousElementSibling
  return (next as HTMLElement | null)?.dataset.source ?? null
}

/** The focus goes on from where the removed one was, never to the top of the page. */
function focusSource(id: string | null): void {
  const target = id ? rowOf(id)?.querySelector<HTMLElement>('.source__menu') : null
  ;(target ?? document.querySelector<HTMLElement>('.work__scroll'))?.focus()
}
