import { limits } from '../../core/contract/limits.ts'
import { cardStyle } from './card-style.ts'
import { clockTime } from './clock-time.ts'
import { make, mark } from './element.ts'
import type { Told } from './messages.ts'

export interface CardDeps {
  page: Document
  /** Where the card lives: closed to the page, but for a test that looks at it. */
  root: ShadowRoot
  /** Runs it after so many milliseconds, unless the answer is called before. */
  timer: (run: () => void, ms: number) => () => void
  acts: {
    setEnd(): void
    undo(): void
    note(text: string): void
    closed(): void
  }
}

/** It goes by itself after so long, unless somebody touches it. */
const STAY_MS = 10_000
const STAY_AFTER_TOUCH_MS = 4_000
const STAY_SHORT_MS = 2_500
/** What is typed is kept when the typing pauses, so that a tab that is closed loses none of it. */
const TYPED_MS = 1_000

/** The small card in the player's corner: what was kept, a line for a note, its end, and the way back. */
export function createCard({ page, root, timer, acts }: CardDeps) {
  const host = root.host as HTMLElement
  const state = make(page, 'span', { class: 'state' })
  const range = make(page, 'span', { class: 'range' })
  const close = make(page, 'button', { type: 'button', class: 'close plain', 'aria-label': 'Close' }, '×')
  const words = make(page, 'p', { class: 'words', dir: 'auto', tabindex: '0' })
  const note = make(page, 'input', {
    class: 'note',
    type: 'text',
    'aria-label': 'Note on this moment',
    placeholder: 'Add a note (press N)',
    maxlength: String(limits.noteChars),
    autocomplete: 'off',
    enterkeyhint: 'done',
  })
  const setEnd = make(page, 'button', { type: 'button' }, 'Set end here')
  const undo = make(page, 'button', { type: 'button', class: 'plain' }, 'Undo')
  const hint = make(page, 'span', { class: 'hint' })
  const form = make(page, 'div', { class: 'acts' }, setEnd, hint, undo)
  const spoken = make(page, 'p', { class: 'unseen', role: 'status' })
  const card = make(
    page,
    'section',
    { class: 'card', 'aria-label': 'Clipped moment' },
    make(page, 'div', { class: 'head' }, mark(page, 20), state, range, close),
    words,
    note,
    form,
  )
  const style = new CSSStyleSheet()
  style.replaceSync(cardStyle)
  root.adoptedStyleSheets = [style]
  // What is read out stays in the page while the card comes and goes, or it would not be read out.
  root.append(card, spoken)

  let open = false
  let touched = false
  let sent = ''
  let before: Element | null = null
  let stopLeaving = () => {}
  let stopTyping = () => {}

  function leaveIn(ms: number): void {
    stopLeaving()
    stopLeaving = timer(shut, ms)
  }
  function stay(): void {
    touched = true
    stopLeaving()
  }
  function letGo(): void {
    touched = card.matches(':hover') || root.activeElement !== null
    if (open && !touched) leaveIn(STAY_AFTER_TOUCH_MS)
  }
  function sendNote(): void {
    stopTyping()
    if (note.value.trim() === sent) return
    sent = note.value.trim()
    acts.note(sent)
  }
  function giveFocusBack(): void {
    const inside = root.activeElement !== null
    if (inside && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    else if (inside) (root.activeElement as HTMLElement).blur()
    before = null
  }
  function shut(): void {
    if (!open) return
    sendNote()
    stopLeaving()
    open = touched = false
    giveFocusBack()
    host.remove()
    acts.closed()
  }
  function show(
    player: HTMLElement,
    look: { state: string; range?: string; words?: string; whole: boolean },
  ): void {
    open = true
    host.style.setProperty('--player', `${player.clientWidth}px`)
    if (host.parentElement !== player) player.append(host)
    state.textContent = look.state
    range.textContent = look.range ?? ''
    say(look.words ?? '', true)
    note.hidden = form.hidden = !look.whole
    spoken.textContent = [look.state, look.range, look.words].filter(Boolean).join('. ')
  }
  function say(text: string, aside: boolean): void {
    words.textContent = text
    words.classList.toggle('aside', aside)
    words.tabIndex = aside ? -1 : 0
  }

  close.addEventListener('click', shut)
  setEnd.addEventListener('click', () => acts.setEnd())
  undo.addEventListener('click', () => {
    stopTyping()
    sent = note.value = ''
    acts.undo()
  })
  note.addEventListener('input', () => {
    stopTyping()
    stopTyping = timer(sendNote, TYPED_MS)
  })
  card.addEventListener('pointerenter', stay)
  card.addEventListener('pointerleave', letGo)
  card.addEventListener('focusin', stay)
  // The focus has not arrived yet where it goes to.
  card.addEventListener('focusout', () => timer(letGo, 0))
  // The player plays and pauses by what is clicked in it, and the page must not read along what is typed.
  for (const type of [
    'click',
    'dblclick',
    'mousedown',
    'mouseup',
    'pointerdown',
    'pointerup',
    'contextmenu',
    'touchstart',
    'touchend',
    'wheel',
    'beforeinput',
    'input',
    'paste',
    'copy',
    'cut',
    'change',
  ])
    card.addEventListener(type, event => event.stopPropagation(), { passive: true })

  return {
    isOpen: () => open,
    shut,

    /** A moment is being kept. */
    saving(player: HTMLElement): void {
      sendNote()
      sent = note.value = ''
      show(player, { state: 'Saving this moment…', whole: true })
      hint.textContent = ''
      stopLeaving()
    },
    /** It is on disk: what it holds, as far as that is known. */
    saved(told: Extract<Told, { ok: true }>, shortcut: string | null): void {
      if (!open) return
      const first = !state.textContent?.startsWith('Moment saved')
      state.textContent = 'Moment saved'
      note.hidden = form.hidden = false
      range.textContent = `${clockTime(told.startMs)}–${clockTime(told.endMs)}`
      if (told.words === 'here') say(told.text, false)
      else say(told.why ?? 'Finding the words…', true)
      hint.textContent = shortcut ? `or ${shortcut}` : ''
      const text = `Moment saved, ${range.textContent}. ${words.textContent ?? ''}`
      if (spoken.textContent !== text) spoken.textContent = first ? `${text} Press N to add a note.` : text
      if (!touched) leaveIn(STAY_MS)
    },
    marking(player: HTMLElement, fromMs: number): void {
      show(player, {
        state: 'Marking…',
        range: `from ${clockTime(fromMs)}`,
        words: 'Let go where it ends.',
        whole: false,
      })
      stopLeaving()
    },
    /** Something that is no moment: an advert, a failure, a removal. */
    tell(player: HTMLElement, title: string, text: string, ms: number = STAY_MS): void {
      show(player, { state: title, words: text, whole: false })
      leaveIn(Math.max(ms, STAY_SHORT_MS))
    },
    noted(): void {
      hint.textContent = 'Note saved'
      spoken.textContent = 'Note saved'
    },

    /**
     * A key anywhere in the page, before the page hears of it. What is pressed in the card is the card's: YouTube
     * would take it for its own keys, for it cannot see that somebody types in there.
     */
    key(event: KeyboardEvent): void {
      if (!open) return
      if (event.target === host) {
        event.stopImmediatePropagation()
        if (event.type !== 'keydown' || event.isComposing) return
        if (event.key === 'Escape') {
          event.preventDefault()
          shut()
        } else if (event.key === 'Enter' && root.activeElement === note) {
          event.preventDefault()
          sendNote()
          giveFocusBack()
          touched = false
          leaveIn(STAY_SHORT_MS)
        }
        return
      }
      const plain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (event.type !== 'keydown' || event.key !== 'n' || !plain || note.hidden || isTyping(event)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      before = page.activeElement
      note.focus({ preventScroll: true })
    },
  }
}

export type Card = ReturnType<typeof createCard>

function isTyping(event: Event): boolean {
  const at = event.composedPath()[0]
  return at instanceof HTMLElement && (at.isContentEditable || at.matches('input, textarea, select'))
}
