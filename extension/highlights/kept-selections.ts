import type { Capture, QuoteAnchor } from '../../core/contract/source.ts'
import type { Locks } from '../browser/locks.ts'
import type { PageScripts } from '../browser/page-scripts.ts'
import type { Area } from '../browser/storage.ts'
import { canonicalAddress } from '../capture/canonical.ts'
import { pagePatterns } from './page-patterns.ts'

const KEY = 'kept-selections'
const OFF_KEY = 'highlights-off'
/** Beyond it the oldest are shown no more. */
const MOST = 3_000

/** A selection that was clipped, with what finds it on its page again. */
export interface KeptSelection {
  sourceId: string
  projectId: string
  url: string
  canonicalUrl: string
  anchor: QuoteAnchor
}

export interface KeptSelectionsDeps {
  local: Area
  locks: Locks
  pageScripts: PageScripts
  /** Which of these are still in their projects: the creator may have removed some, here or elsewhere. */
  living: (kept: KeptSelection[]) => Promise<Set<string>>
}

/**
 * The selections of this computer by their pages: a project's list knows no anchors, and pages are visited when
 * neither panel nor server is there.
 */
export function keptSelectionsIn({ local, locks, pageScripts, living }: KeptSelectionsDeps) {
  const read = async (): Promise<KeptSelection[]> => {
    const kept = await local.get(KEY)
    return Array.isArray(kept) ? (kept as KeptSelection[]).filter(isWhole) : []
  }
  const isOn = async (): Promise<boolean> => (await local.get(OFF_KEY)) !== true

  /** Tells the browser on which pages there is something to show. Rejects never: a clip must not fail by it. */
  async function settle(): Promise<void> {
    const kept = (await isOn()) ? await read() : []
    await pageScripts
      .limitTo(pagePatterns(kept.flatMap(each => [each.canonicalUrl, each.url])))
      .catch(() => {})
  }

  return {
    isOn,
    settle,
    async turn(on: boolean): Promise<void> {
      await local.set(OFF_KEY, !on)
      await settle()
    },
    onTurned: (heard: (on: boolean) => void) => local.onChanged(OFF_KEY, off => heard(off !== true)),

    async knows(sourceId: string): Promise<boolean> {
      return (await read()).some(each => each.sourceId === sourceId)
    },

    async add(kept: KeptSelection): Promise<void> {
      const { sourceId, projectId, url, canonicalUrl, anchor } = kept
      await locks.hold('ownwords.selections', async () => {
        const others = (await read()).filter(each => each.sourceId !== sourceId)
        const all = [...others, { sourceId, projectId, url, canonicalUrl, anchor }]
        await local.set(KEY, all.slice(-MOST))
      })
      await settle()
    },

    /** What was kept of a page and is still in its project. */
    async of(address: string): Promise<KeptSelection[]> {
      if (!URL.canParse(address)) return []
      const page = identity(address)
      const kept = (await read()).filter(
        each => identity(each.url) === page || identity(each.canonicalUrl) === page,
      )
      if (kept.length === 0) return []
      const alive = await living(kept)
      return kept.filter(each => alive.has(each.sourceId))
    },
  }
}

export type KeptSelections = ReturnType<typeof keptSelectionsIn>

/** Notes a selection as it is kept, by whatever gesture; what is kept does not depend on it. */
export function noting<
  Sent extends { keep(capture: Capture): Promise<{ ok: boolean; value?: { id: string } }> },
>(sender: Sent, kept: Pick<KeptSelections, 'add'>): Sent {
  return {
    ...sender,
    async keep(capture: Capture) {
      const result = await sender.keep(capture)
      if (result.ok && result.value && capture.kind === 'selection')
        await kept.add({ ...capture, sourceId: result.value.id }).catch(() => {})
      return result
    },
  }
}

const identity = (address: string): string =>
  URL.canParse(address)
    ? canonicalAddress(address, null)
        .replace(/^https?:\/\/(?:www\.)?/, '')
        .replace(/\/+$/, '')
    : address

function isWhole(kept: Partial<KeptSelection> | null): kept is KeptSelection {
  const { sourceId, projectId, url, canonicalUrl, anchor } = kept ?? {}
  const texts = [sourceId, projectId, url, canonicalUrl, anchor?.exact, anchor?.prefix, anchor?.suffix]
  return texts.every(text => typeof text === 'string')
}
