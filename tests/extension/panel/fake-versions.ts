import { signal } from '@preact/signals'
import type { SourceVersionDetail } from '../../../core/contract/source.ts'
import type { DuplicatesWorld } from '../../../extension/panel/duplicates/duplicates-world.ts'
import { pairKey } from '../../../extension/panel/duplicates/twins.ts'
import type { VersionsWorld } from '../../../extension/panel/versions/versions-world.ts'
import { hour, present } from './samples.ts'

type Note = (act: string, ...given: unknown[]) => void

const paragraphs = [
  'Thirty years of gauges stand behind the figures. The catchments are small and most of them steep.',
  'A ten per cent rise in paved area roughly doubles the peak flow of a small catchment.',
  'What the gauges do not see is the water that never reaches a pipe.',
  'Many municipalities lack a stormwater master plan altogether, and those that have one seldom pay for it.',
]
const rewritten = [
  ...paragraphs.slice(0, 1),
  'A ten per cent rise in paved area raises the peak flow of a small catchment by about a third, the authors now say.',
  ...paragraphs.slice(2),
  'Correction, 3 March: an earlier version of this article overstated the effect.',
]

const version = (n: number, texts: string[], days: number): SourceVersionDetail => ({
  version: n,
  capturedAt: new Date(present - days * 24 * hour).toISOString(),
  contentHash: String(n).repeat(64),
  title: 'Urban runoff and impervious cover',
  words: texts.join(' ').split(' ').length,
  current: n === 3,
  text: texts.join('\n\n'),
})

export const threeVersions = [
  version(3, rewritten, 0),
  version(2, [paragraphs[0]!, rewritten[1]!, ...paragraphs.slice(2)], 12),
  version(1, paragraphs, 80),
]

export function fakeVersions(versions: SourceVersionDetail[], partial: boolean, note: Note): VersionsWorld {
  return {
    async list(sourceId) {
      note('versions.list', sourceId)
      return { ok: true, value: { versions: versions.map(({ text: _, ...rest }) => rest), partial } }
    },
    async read(sourceId, wanted) {
      note('versions.read', sourceId, wanted)
      const found = versions.find(each => each.version === wanted)
      return found
        ? { ok: true, value: found }
        : { ok: false, error: { code: 'not_found', message: 'This version is not there any more.' } }
    },
  }
}

export function fakeDuplicates(elsewhere: string[], note: Note): DuplicatesWorld {
  const kept = signal<ReadonlySet<string>>(new Set())
  return {
    kept,
    async keepBoth(one, other) {
      note('duplicates.keepBoth', one, other)
      kept.value = new Set([...kept.value, pairKey(one, other)])
    },
    elsewhere: async () => elsewhere,
  }
}
