import { signal } from '@preact/signals'
import type { Area } from '../browser/storage.ts'
import type { Library } from '../outbox/library.ts'
import type { DuplicatesWorld } from '../panel/duplicates/duplicates-world.ts'
import { pairKey } from '../panel/duplicates/twins.ts'
import type { Work } from '../panel/world.ts'

const KEY = 'kept-twins'
/** Oldest go first: a pair that is forgotten is only asked about again. */
const MOST = 2_000

export function duplicatesWorld(deps: {
  local: Area
  library: Pick<Library, 'snapshot'>
  work: () => Work
}): DuplicatesWorld {
  const { local, library, work } = deps
  const kept = signal<ReadonlySet<string>>(new Set())
  const read = local.get(KEY).then(stored => {
    if (Array.isArray(stored))
      kept.value = new Set(stored.filter((each): each is string => typeof each === 'string'))
  })
  return {
    kept,
    async keepBoth(one, other) {
      await read
      kept.value = new Set([...kept.peek(), pairKey(one, other)].slice(-MOST))
      await local.set(KEY, [...kept.peek()])
    },
    async elsewhere({ kind, canonicalUrl, projectId }) {
      const titles: string[] = []
      for (const project of work().projects) {
        if (project.id === projectId) continue
        const { sources, clips } = await library.snapshot(project.id)
        const there = [...sources, ...clips.filter(clip => clip.projectId === project.id).map(c => c.source)]
        if (there.some(each => each.kind === kind && each.canonicalUrl === canonicalUrl))
          titles.push(project.title)
      }
      return titles
    },
  }
}
