import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Rewrite, RewriteHow } from '../../../core/contract/draft.ts'
import { newId } from '../../../core/contract/new-id.ts'
import { limitsOfScript, type Sentence, type Standing } from '../../../core/contract/script.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import type { Failure } from '../done.ts'
import type { BeatEditor } from './edit/editor.ts'
import { movedBy } from './moves.ts'
import { type BeatRow, rowsOf } from './rows.ts'
import type { ScriptDocument, ScriptEdit } from './script-world.ts'

/** The sentences that the cursor or the selection is in. */
export interface Chosen {
  beatId: string
  ids: string[]
}

/** Other words that were asked for, and how far that is. */
export type Asked =
  | { state: 'making'; how: RewriteHow; ids: string[] }
  | { state: 'there'; rewrite: Rewrite; done: ReadonlySet<string> }
  | { state: 'failed'; failure: Failure; how: RewriteHow; wish: string | null; ids: string[] }

/** Sentences that one request of a rewriting may name. */
const MOST_REWRITTEN = 200

/** One script on the creator's desk: what its parts share. */
export interface Desk {
  document: ScriptDocument
  pace: ReadonlySignal<SpeakingPace>
  /** BCP 47 of the script; null: nobody knows. */
  language: ReadonlySignal<string | null>
  rows: ReadonlySignal<readonly BeatRow[]>
  all: ReadonlySignal<readonly Sentence[]>
  chosen: Signal<Chosen | null>
  asked: Signal<Asked | null>
  /** By sentence, which way it pulls, while the meter shows, as classes. */
  pulls: Signal<ReadonlyMap<string, string>>
  editors: Map<string, BeatEditor>
  sentence: (id: string) => Sentence | null
  edit: (edits: readonly ScriptEdit[], options?: { joins?: boolean }) => void
  undo: () => void
  redo: () => void
  isTakingBack: () => boolean
  move: (way: 'up' | 'down') => void
  setStanding: (ids: readonly string[], standing: Standing, why: string) => void
  /** Brings the cursor into it. */
  focus: (id: string, offset?: number) => void
  room: () => number
  /** The part that says what is to be known of a sentence; set by whoever draws it. */
  dock: { current: HTMLElement | null }
  toDock: () => void
  rewrite: (ids: string[], how: RewriteHow, wish: string | null) => Promise<void>
  close: () => void
}

export function openDesk(
  document: ScriptDocument,
  pace: ReadonlySignal<SpeakingPace>,
  language: ReadonlySignal<string | null>,
): Desk {
  let before: readonly BeatRow[] = []
  const rows = computed(() => {
    before = rowsOf(document.state.value, before)
    return before
  })
  const all = computed(() => rows.value.flatMap(row => row.sentences))
  const chosen = signal<Chosen | null>(null)
  const asked = signal<Asked | null>(null)
  const pulls = signal<ReadonlyMap<string, string>>(new Map())
  const editors = new Map<string, BeatEditor>()
  const dock: Desk['dock'] = { current: null }
  let takingBack = false

  const sentence = (id: string) => {
    const found = document.state.peek().sentences[id]
    return found && !found.removed ? found : null
  }
  const takeBack = (act: () => void) => {
    takingBack = true
    try {
      act()
    } finally {
      takingBack = false
    }
  }
  const focus = (id: string, offset?: number) => {
    const beatId = sentence(id)?.beatId
    if (beatId) editors.get(beatId)?.focus({ id, offset })
  }
  const edit: Desk['edit'] = (edits, options) => {
    if (edits.length > 0) document.change(edits, options)
  }
  // What is chosen and goes is chosen no longer.
  const off = effect(() => {
    const { sentences } = document.state.value
    const now = chosen.peek()
    if (!now) return
    const ids = now.ids.filter(id => sentences[id] && !sentences[id].removed)
    if (ids.length < now.ids.length) chosen.value = ids.length > 0 ? { ...now, ids } : null
  })

  return {
    document,
    pace,
    language,
    rows,
    all,
    chosen,
    asked,
    pulls,
    editors,
    sentence,
    edit,
    undo: () => takeBack(() => document.undo()),
    redo: () => takeBack(() => document.redo()),
    isTakingBack: () => takingBack,
    move(way) {
      const ids = chosen.peek()?.ids ?? []
      const [first] = ids
      if (!first) return
      edit(movedBy(rows.peek(), ids, way))
      focus(first)
    },
    setStanding(ids, standing, why) {
      edit(
        ids.flatMap(id => {
          const known = sentence(id)
          if (!known) return []
          return [
            {
              do: 'sentence.ledger' as const,
              sentenceId: id,
              ledger: { standing, citations: known.ledger.citations, why },
              base: known.revision,
            },
          ]
        }),
      )
    },
    focus,
    dock,
    toDock() {
      const first = ['.dock__acts button', 'button'].map(each =>
        dock.current?.querySelector<HTMLElement>(each),
      )
      first.find(Boolean)?.focus()
    },
    room: () => limitsOfScript.sentences - all.peek().length,
    async rewrite(ids, how, wish) {
      if (ids.length > MOST_REWRITTEN) {
        const message = `At most ${MOST_REWRITTEN} sentences are rewritten at once, and these are ${ids.length}. Choose fewer.`
        asked.value = { state: 'failed', failure: { code: 'too_many', message }, how, wish, ids }
        return
      }
      const making: Asked = { state: 'making', how, ids }
      asked.value = making
      const answer = await document.rewrite(ids, how, wish)
      // The creator closed it meanwhile, or asked for something else.
      if (asked.peek() !== making) return
      asked.value = answer.ok
        ? { state: 'there', rewrite: answer.value, done: new Set() }
        : { state: 'failed', failure: answer.error, how, wish, ids }
    },
    close: off,
  }
}

export const freshId = (): string => newId()

const Shown = createContext<Desk | null>(null)
export const DeskShown = Shown.Provider

export function useDesk(): Desk {
  const desk = useContext(Shown)
  if (!desk) throw new Error('useDesk outside of a script')
  return desk
}
