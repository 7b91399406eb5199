import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { CheckFinding, Mend } from '../../../core/contract/check.ts'
import type { Outline } from '../../../core/contract/decision.ts'
import type { RewriteHow } from '../../../core/contract/draft.ts'
import { limits } from '../../../core/contract/limits.ts'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { usePanel } from '../panel-context.ts'
import type { ScriptDocument } from '../script/script-world.ts'
import { later } from '../ui/later.tsx'
import { mendedWords, rewriteOf } from './finding-words.ts'
import type { LeftFindings } from './left-findings.ts'
import { editsOf } from './mends.ts'

const Search = later(() => import('../search/search-place.tsx').then(part => part.SearchPlace))
const RewriteOffer = later(() => import('./rewrite-offer.tsx').then(part => part.RewriteOffer))

export interface Mending {
  mend: (finding: CheckFinding, mend: Mend) => void
  /** Leaves it as it is. */
  leave: (finding: CheckFinding) => void
  isBusy: (finding: CheckFinding, mend: Mend) => boolean
  /** Why it cannot be done now; null where it can. */
  held: (mend: Mend) => string | null
  /** Goes to where the script is written; null: there is no such place. */
  goTo: ((sentenceId: string) => void) | null
  /** What opened over the page: a search, other words that are offered. */
  shown: ComponentChildren
}

interface MendingDeps {
  document: ScriptDocument
  decisions: DecisionsWorld
  outline: Outline | null
  runningMs: number
  left: LeftFindings
  onWrite: ((sentenceId: string | null) => void) | null
}

/** Does with one press what mends a finding. */
export function useMending({ document, decisions, outline, runningMs, left, onWrite }: MendingDeps): Mending {
  const { world, feedback } = usePanel()
  const [busy, setBusy] = useState<string | null>(null)
  const [search, setSearch] = useState<{ asked: string; sentenceId: string | null } | null>(null)
  const [rewrite, setRewrite] = useState<{ how: RewriteHow; sentenceIds: string[] } | null>(null)
  const connection = world.connection.value
  const away = connection.state === 'online' ? null : 'Your server is away just now.'
  const modelless =
    connection.state === 'online' && !connection.capabilities.model
      ? 'Rewriting takes a model, and your server has none set.'
      : away

  const failed = (message: string) => feedback.toast({ tone: 'bad', text: message })
  const during = async (
    key: string,
    act: () => Promise<{ ok: true } | { ok: false; error: { message: string } }>,
  ) => {
    setBusy(key)
    const done = await act()
    setBusy(null)
    if (!done.ok) failed(done.error.message)
    return done.ok
  }
  const sourceOf = ({ sourceId }: CheckFinding) =>
    world.work.peek().sources.find(({ id }) => id === sourceId) ?? null
  const citedSources = () => {
    const cited = new Set(
      Object.values(document.state.peek().sentences).flatMap(({ ledger }) =>
        ledger.citations.map(({ sourceId }) => sourceId),
      ),
    )
    return world.work.peek().sources.filter(({ id }) => cited.has(id))
  }
  const searchOf = ({ sentenceIds }: Mend, finding: CheckFinding) => {
    const [first] = sentenceIds.length > 0 ? sentenceIds : finding.sentenceIds
    const { text = '' } = document.state.peek().sentences[first ?? ''] ?? {}
    return { asked: text.slice(0, limits.queryChars), sentenceId: first ?? null }
  }

  async function mend(finding: CheckFinding, own: Mend): Promise<void> {
    const { how, sentenceIds } = own
    const edits = editsOf(own, finding, document.state.peek(), outline)
    if (edits) {
      if (edits.length === 0) return
      document.change(edits)
      const text = mendedWords[how]
      if (text) feedback.toast({ tone: 'calm', text, undo: () => document.undo() })
      return
    }
    const wanted = rewriteOf(how)
    if (wanted) return setRewrite({ how: wanted, sentenceIds })
    const key = keyOf(finding, own)
    if (how === 'find_source' || how === 'show_others') return setSearch(searchOf(own, finding))
    if (how === 'write_on') return onWrite?.(null)
    if (how === 'look_again') {
      const one = sourceOf(finding)
      // Called within the click: it may have to ask the browser for the sites.
      return void world.checks.run(one ? [one] : citedSources())
    }
    if (how === 'clip_again') return void world.visit(sourceOf(finding)?.url ?? '')
    if (how === 'restore_source' && finding.sourceId) {
      const { sourceId } = finding
      if (await during(key, () => world.restoreSource(sourceId)))
        feedback.toast({ tone: 'calm', text: 'The source is back in this project' })
      return
    }
    const plan = decisions.decisions.peek().ways?.plan
    if (how === 'take_length' && plan) {
      const targetSeconds = Math.min(36_000, Math.round(runningMs / 1_000))
      if (await during(key, () => decisions.setPlan({ targetSeconds })))
        feedback.toast({ tone: 'calm', text: mendedWords.take_length! })
    }
  }

  return {
    mend: (finding, own) => void mend(finding, own),
    leave({ id }) {
      const { branchId } = document
      void left.leave(branchId, id)
      const undo = () => void left.takeUp(branchId, id)
      feedback.toast({ tone: 'calm', text: 'Left as it is, on this computer', undo })
    },
    isBusy: (finding, own) => busy === keyOf(finding, own),
    held: ({ how }) =>
      rewriteOf(how) ? modelless : how === 'take_length' || how === 'restore_source' ? away : null,
    goTo: onWrite && (sentenceId => onWrite(sentenceId)),
    shown: (
      <>
        {search && (
          <Search
            asked={search.asked}
            backed={search.sentenceId ? { document, sentenceId: search.sentenceId } : undefined}
            onClosed={() => setSearch(null)}
          />
        )}
        {rewrite && <RewriteOffer {...rewrite} document={document} onClosed={() => setRewrite(null)} />}
      </>
    ),
  }
}

const keyOf = (finding: CheckFinding, { how, sentenceIds }: Mend) =>
  `${finding.id} ${how} ${sentenceIds[0] ?? ''}`
