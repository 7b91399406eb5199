import { typedWords } from '../activity/typed-words.ts'

/** What the creator does in a page of ours, as far as it is counted: never which words or where. */
export type Doing =
  | { did: 'something' }
  | { did: 'click' }
  | { did: 'type'; words: number }
  /** The page is seen no more; is seen again. */
  | { did: 'hide' }
  | { did: 'show' }

export type Doings = (heard: (doing: Doing) => void) => () => void

/** The pointer moves many times a second: once is enough. */
const AGAIN_MS = 1_000

/** Of this page: presses, keys, scrolls and the pointer. What a script does is not the creator's. */
export const doingsIn =
  (page: Document): Doings =>
  heard => {
    const words = typedWords()
    const ended = new AbortController()
    const { signal } = ended
    let last = 0
    let clicked = -1

    const on = (type: string, act: (event: Event) => void) =>
      page.addEventListener(
        type,
        event => {
          if (event.isTrusted) act(event)
        },
        { capture: true, passive: true, signal },
      )
    const something = (event: Event) => {
      if (event.timeStamp - last < AGAIN_MS) return
      last = event.timeStamp
      heard({ did: 'something' })
    }
    for (const type of ['pointermove', 'wheel', 'keydown', 'touchmove']) on(type, something)
    on('pointerdown', event => {
      words.left()
      something(event)
    })
    on('keydown', event => {
      if (/^(?:Arrow|Home|End|Page|Tab|Enter|Escape)/.test((event as KeyboardEvent).key)) words.left()
    })
    on('click', event => {
      // The press of a label presses its box as well, with the same time: it is one.
      if (event.timeStamp === clicked) return
      clicked = event.timeStamp
      heard({ did: 'click' })
    })
    on('beforeinput', event => {
      const { inputType, data, isComposing } = event as InputEvent
      if (inputType !== 'insertText' || isComposing || !data) return
      const began = words.typed(data)
      if (began > 0) heard({ did: 'type', words: began })
    })
    on('compositionend', event => {
      const began = words.typed((event as CompositionEvent).data ?? '')
      if (began > 0) heard({ did: 'type', words: began })
    })
    page.addEventListener(
      'visibilitychange',
      () => heard({ did: page.visibilityState === 'visible' ? 'show' : 'hide' }),
      { signal },
    )
    page.defaultView?.addEventListener('pagehide', () => heard({ did: 'hide' }), { signal })
    return () => ended.abort()
  }
