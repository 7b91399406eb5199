import { effect, type ReadonlySignal, untracked } from '@preact/signals'
import { keymap } from 'prosemirror-keymap'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Sentence } from '../../../../core/contract/script.ts'
import type { ScriptDocument } from '../script-world.ts'
import { cut, join, type Keeper, split } from './commands.ts'
import { editsBetween } from './edits-between.ts'
import { guard } from './guard.ts'
import { knownWords } from './known-words.ts'
import { chosenIds, copiedText, pasted } from './paste.ts'
import { docOf, idOf, placeOf, startOf } from './schema.ts'
import { type Furniture, SentenceView } from './sentence-view.ts'
import { OUTSIDE, takeIn } from './take-in.ts'

/** Milliseconds within which typing into one sentence is one step of undo. */
const ONE_STEP_MS = 1_500
/** Pixels at the edges that the bars over and under the script may cover. */
const COVERED = { top: 110, bottom: 190, left: 0, right: 0 }
/** ProseMirror brings a composition to its end 20 ms after the browser did. */
const COMPOSED_MS = 50

export interface BeatEditorDeps {
  beatId: string
  label: () => string
  document: ScriptDocument
  /** The beat's sentences, in order. */
  sentences: ReadonlySignal<readonly Sentence[]>
  /** Whether the words may be changed; else they are there to be read, chosen and copied. */
  mayWrite: ReadonlySignal<boolean>
  furniture: (sentence: Sentence | null) => Furniture
  /** BCP 47; null: nobody knows. */
  language: () => string | null
  keeper: Omit<Keeper, 'isLocked'>
  clock: () => number
  /** The cursor, or the selection, is in these sentences. */
  onChosen: (ids: string[]) => void
  /** The cursor wants to go on before the first or behind the last line. */
  onLeave: (way: 'up' | 'down') => boolean
  onMove: (way: 'up' | 'down') => void
  /** Escape: on to what can be done with the sentence. */
  onDone: () => void
  undo: () => void
  redo: () => void
  /** Whether what comes in now was asked for by undo or redo: the cursor goes there. */
  isTakingBack: () => boolean
}

/** The editor of one beat's words. */
export interface BeatEditor {
  focus: (at: 'start' | 'end' | { id: string; offset?: number }) => void
  /** Puts the furniture on again: something that it hangs on has changed. */
  furnish: () => void
  ids: () => string[]
  destroy: () => void
}

export function createBeatEditor(host: HTMLElement, deps: BeatEditorDeps): BeatEditor {
  const { beatId, document: script, sentences } = deps
  let seen = sentences.peek()
  let late = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let typed: { id: string; at: number } | null = null
  const views = new Set<SentenceView>()
  const isOpen = () => deps.mayWrite.peek()
  const keeper: Keeper = {
    ...deps.keeper,
    isLocked: id => seen.find(each => each.id === id)?.locked ?? false,
  }
  const state = EditorState.create({
    doc: docOf(seen),
    plugins: [
      guard(keeper),
      keymap({
        Enter: split(keeper),
        'Shift-Enter': split(keeper),
        'Mod-Enter': split(keeper),
        Backspace: join(keeper, 'back'),
        'Mod-Backspace': join(keeper, 'back'),
        Delete: join(keeper, 'on'),
        'Mod-Delete': join(keeper, 'on'),
        'Mod-z': () => done(deps.undo),
        'Shift-Mod-z': () => done(deps.redo),
        'Mod-y': () => done(deps.redo),
        Escape: () => done(deps.onDone),
        'Alt-ArrowUp': () => done(() => deps.onMove('up')),
        'Alt-ArrowDown': () => done(() => deps.onMove('down')),
        ArrowUp: (_, __, view) => leaves(view, 'up'),
        ArrowDown: (_, __, view) => leaves(view, 'down'),
      }),
    ],
  })
  /** As the document last heard of it. */
  let told = state.doc

  const view = new EditorView(
    { mount: host },
    {
      state,
      editable: isOpen,
      scrollThreshold: COVERED,
      scrollMargin: COVERED,
      attributes: () => ({
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': deps.label(),
        class: 'words',
        ...(isOpen()
          ? {
              'aria-description': 'Escape: what can be done with a sentence. Alt and an arrow: move it.',
              spellcheck: 'true',
            }
          : {
              'aria-readonly': 'true',
              'aria-description': 'The arrows choose a sentence. Escape: what backs it.',
              tabindex: '0',
            }),
        ...(deps.language() ? { lang: deps.language()! } : {}),
      }),
      nodeViews: {
        sentence: node =>
          new SentenceView(
            node,
            came => views.add(came),
            left => views.delete(left),
            chosen => focus({ id: chosen.id }),
          ),
      },
      dispatchTransaction: dispatch,
      // Before ProseMirror, which would read the markup that comes along.
      handleDOMEvents: {
        paste(_, event) {
          event.preventDefault()
          catchUp()
          putIn(event.clipboardData?.getData('text/plain') ?? '')
          return true
        },
        drop(_, event) {
          event.preventDefault()
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
          if (!at || event.dataTransfer?.types.includes(SENTENCE_TYPE)) return true
          view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))))
          putIn(event.dataTransfer?.getData('text/plain') ?? '')
          return true
        },
        keydown(_, event) {
          if (!isOpen()) return reads(event)
          if (!event.isComposing) catchUp()
          return false
        },
        // What is only read is the page's, across beats too: the browser copies it.
        copy: (_, event) => !isOpen() || copies(event),
        cut(_, event) {
          if (!isOpen()) return true
          if (!copies(event)) return false
          const tr = cut(view.state, keeper)
          if (tr) view.dispatch(tr)
          return true
        },
        dragstart(_, event) {
          if (!isOpen()) return true
          event.dataTransfer?.setData('text/plain', copiedText(view.state))
          return true
        },
        beforeinput(_, event) {
          const { inputType } = event as InputEvent
          if (inputType === 'historyUndo') deps.undo()
          else if (inputType === 'historyRedo') deps.redo()
          else if (/^insert(Paragraph|LineBreak)$/.test(inputType) && !view.composing)
            split(keeper)(view.state, view.dispatch)
          // There is no bold in what is spoken.
          else if (!inputType.startsWith('format')) return false
          event.preventDefault()
          return true
        },
        compositionend() {
          clearTimeout(timer)
          timer = setTimeout(settle, COMPOSED_MS)
          return false
        },
        focus() {
          chosen()
          return false
        },
      },
    },
  )
  const offs = [
    effect(() => {
      const now = sentences.value
      untracked(() => arrived(now))
    }),
    effect(() => {
      const { value } = deps.mayWrite
      untracked(() => {
        view.setProps({ editable: () => value })
        furnish()
      })
    }),
  ]

  return {
    focus,
    furnish,
    ids: () => chosenIds(view.state),
    destroy() {
      for (const off of offs) off()
      clearTimeout(timer)
      // What is still being composed is the creator's, too.
      tell()
      view.destroy()
    },
  }

  function dispatch(tr: Transaction) {
    const outside = tr.getMeta(OUTSIDE) === true
    if (tr.docChanged && !outside && !isOpen()) return
    const { state: next, transactions } = view.state.applyTransaction(tr)
    view.updateState(next)
    if (outside) told = next.doc
    else if (transactions.some(each => each.docChanged) && !view.composing) tell()
    if (tr.selectionSet || tr.docChanged) chosen()
  }

  /** Makes changes of the script of what was written. */
  function tell() {
    const before = told
    const after = view.state.doc
    if (before.eq(after)) return
    told = after
    const known = knownWords(script.state.peek(), seen)
    const edits = editsBetween({ beatId, before, after, seen, known, newId: keeper.newId })
    if (edits.length === 0) return
    const [first] = edits
    const id = edits.length === 1 && first?.do === 'sentence.write' ? first.sentenceId : null
    const now = deps.clock()
    const joins = id !== null && typed?.id === id && now - typed.at < ONE_STEP_MS
    // A line that was just made and is written on: one step, too.
    const made = edits.length === 1 && first?.do === 'sentence.insert' ? first.sentence.id : null
    typed = id || made ? { id: (id ?? made)!, at: now } : null
    script.change(edits, { joins })
  }

  function arrived(now: readonly Sentence[]) {
    if (view.composing) {
      late = true
      return
    }
    // Or the view would put the cursor back to where it was when the browser told of it last.
    catchUp()
    const tr = takeIn(view.state, now, { own: deps.isTakingBack() })
    const before = seen
    seen = now
    if (tr) {
      typed = null
      view.dispatch(tr)
      if (deps.isTakingBack()) {
        view.focus()
        view.dispatch(view.state.tr.scrollIntoView())
      }
    }
    if (tr || before !== now) furnish()
  }

  function settle() {
    if (view.composing) return
    tell()
    if (late) {
      late = false
      arrived(sentences.peek())
    }
    furnish()
  }

  function furnish() {
    const rows = new Map(seen.map(each => [each.id, each]))
    for (const each of views) each.furnish(deps.furniture(rows.get(each.id) ?? null))
  }

  function chosen() {
    deps.onChosen(chosenIds(view.state))
  }

  function focus(at: Parameters<BeatEditor['focus']>[0]) {
    const { doc } = view.state
    let pos = at === 'end' ? doc.content.size - 1 : 1
    if (typeof at === 'object') {
      const index = seen.findIndex(each => each.id === at.id)
      if (index < 0) return
      pos = startOf(doc, index) + Math.min(at.offset ?? 0, doc.child(index).content.size)
    }
    if (isOpen()) view.focus()
    else pointAt(pos)
    view.dispatch(view.state.tr.setSelection(TextSelection.create(doc, pos)).scrollIntoView())
  }

  /** ProseMirror neither focuses what is only read nor selects in it: scrolling there hangs on the page's selection. */
  function pointAt(pos: number) {
    view.dom.focus({ preventScroll: true })
    const { node, offset } = view.domAtPos(pos)
    document.getSelection()?.collapse(node, offset)
  }

  /** Where nothing is written there is no caret to move: the arrows go from sentence to sentence. */
  function reads(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
    if (event.key === 'Escape') deps.onDone()
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const way = event.key === 'ArrowUp' ? 'up' : 'down'
      const { doc, selection } = view.state
      const index = placeOf(doc, selection.head).index + (way === 'up' ? -1 : 1)
      if (index >= 0 && index < doc.childCount) focus({ id: idOf(doc.child(index)) })
      else if (!deps.onLeave(way)) return false
    } else return false
    event.preventDefault()
    return true
  }

  /**
   * The browser tells of a cursor that moved only after a while: a key or a change from outside that comes before that
   * would act on where it was.
   */
  function catchUp() {
    const now = document.getSelection()
    if (!now?.anchorNode || !now.focusNode || !view.hasFocus() || view.composing) return
    if (!host.contains(now.anchorNode) || !host.contains(now.focusNode)) return
    const { doc, selection, tr } = view.state
    const [anchor, head] = [
      view.posAtDOM(now.anchorNode, now.anchorOffset),
      view.posAtDOM(now.focusNode, now.focusOffset),
    ].map(pos => doc.resolve(Math.min(Math.max(0, pos), doc.content.size)))
    const shown = TextSelection.between(anchor!, head!)
    if (!shown.eq(selection)) view.dispatch(tr.setSelection(shown))
  }

  function putIn(text: string) {
    if (!isOpen()) return
    const room = keeper.room()
    const tr = pasted(view.state, { text, language: deps.language(), room }, keeper)
    if (tr) view.dispatch(tr)
  }

  function copies(event: ClipboardEvent): boolean {
    catchUp()
    if (view.state.selection.empty || !event.clipboardData) return false
    event.preventDefault()
    event.clipboardData.setData('text/plain', copiedText(view.state))
    return true
  }

  function leaves(view: EditorView | undefined, way: 'up' | 'down'): boolean {
    if (!view?.state.selection.empty || !view.endOfTextblock(way)) return false
    const { index } = placeOf(view.state.doc, view.state.selection.head)
    const last = way === 'up' ? 0 : view.state.doc.childCount - 1
    return index === last && deps.onLeave(way)
  }
}

/** What a dragged sentence is, for who takes it in. */
export const SENTENCE_TYPE = 'application/x-ownwords-sentence'

const done = (act: () => void): true => {
  act()
  return true
}
