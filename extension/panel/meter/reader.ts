import { type ReadonlySignal, signal } from '@preact/signals'
import { countWords } from '../../../core/passages/range.ts'
import type { MeterReading } from '../../../core/voice/reading.ts'
import type { Done, Failure } from '../done.ts'
import type { OpenMeter } from '../voice/voice-world.ts'
import { longWords, MOST_WORDS } from './meter-words.ts'

/** Letters over which no words are counted before it is refused: a text without spaces is one word. */
const MOST_CHARACTERS = 400_000

export interface ReaderState {
  text: string
  /** loading: the meter itself, once. reading: this text, or one that it was a moment ago. */
  state: 'idle' | 'loading' | 'reading' | 'read' | 'refused' | 'failed'
  /** The last that was read, and what was said of it; of an earlier text while it is being typed. */
  last: { text: string; reading: MeterReading } | null
  failure: Failure | null
  /** Why it is not read, where it is refused. */
  refusal: string | null
}

export interface Reader {
  state: ReadonlySignal<ReaderState>
  write(text: string): void
  /** Loads the meter before there is something to read. */
  warm(): void
  again(): void
  /** Why a text of this length is not taken; null where it is. */
  refuses(text: string): string | null
}

/**
 * Reads what is being typed: at most once a frame, never two at a time, and always the newest. An answer to a text
 * that has gone on is kept until the next, so that the colours do not flicker.
 * @param frame runs something before the next picture, `requestAnimationFrame`
 */
export function createReader({
  load,
  frame,
  begun = '',
}: {
  load: () => Done<OpenMeter>
  frame: (run: () => void) => void
  begun?: string
}): Reader {
  const state = signal<ReaderState>({
    text: '',
    state: 'idle',
    last: null,
    failure: null,
    refusal: null,
  })
  let meter: OpenMeter | null = null
  let loading: Promise<boolean> | null = null
  let waiting = false
  let busy = false

  const set = (own: Partial<ReaderState>) => {
    state.value = { ...state.peek(), ...own }
  }
  const reader: Reader = {
    state,
    write(text) {
      const refusal = reader.refuses(text)
      if (refusal) return set({ text, refusal, state: 'refused', last: null, failure: null })
      const empty = text.trim() === ''
      set({
        text,
        refusal: null,
        failure: null,
        ...(empty ? { state: 'idle', last: null } : { state: meter ? 'reading' : 'loading' }),
      })
      if (!empty) soon()
    },
    warm: () => void opened(),
    again() {
      meter = null
      reader.write(state.peek().text)
    },
    refuses(text) {
      if (text.length > MOST_CHARACTERS) return longWords(countWords(text))
      const words = countWords(text)
      return words > MOST_WORDS ? longWords(words) : null
    },
  }
  if (begun) reader.write(begun)
  return reader

  function soon() {
    if (waiting || busy) return
    waiting = true
    frame(() => {
      waiting = false
      void read()
    })
  }

  async function read() {
    busy = true
    const ready = await opened()
    const { text, state: now } = state.peek()
    if (ready && meter && (now === 'reading' || now === 'loading')) {
      try {
        const reading = await meter.read(text)
        // Refused or emptied meanwhile: nothing is to be shown of what it was.
        if (isWanted(state.peek())) set({ last: { text, reading } })
        if (state.peek().text === text && isWanted(state.peek())) set({ state: 'read' })
      } catch (error) {
        meter = null
        const message = error instanceof Error ? error.message : 'The meter stopped while it read. Try again.'
        if (isWanted(state.peek())) set({ state: 'failed', failure: { code: 'meter', message } })
      }
    }
    busy = false
    if (isWanted(state.peek()) && state.peek().state !== 'read') soon()
  }

  /** Whether the meter is there; why it is not is said by then. */
  async function opened(): Promise<boolean> {
    if (meter) return true
    loading ??= load().then(result => {
      loading = null
      if (result.ok) meter = result.value
      else if (isWanted(state.peek())) set({ state: 'failed', failure: result.error })
      if (result.ok && state.peek().state === 'loading') set({ state: 'reading' })
      return result.ok
    })
    return loading
  }
}

const isWanted = ({ state }: ReaderState) => state === 'loading' || state === 'reading' || state === 'read'
