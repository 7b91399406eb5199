import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { Range } from '../../../core/passages/range.ts'
import type { SentenceReading } from '../../../core/voice/reading.ts'
import { hereWords } from './meter-words.ts'
import { linesOf, type Piece, pullOf } from './pull.ts'

interface DraftBoxProps {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  /** Beside the field's name. */
  headline: ComponentChildren
  /** In the text as it is now. */
  sentences: readonly SentenceReading[]
  copied: readonly Range[]
  /** The sentence whose reasons show; −1 where none does. */
  chosen: number
  onText: (text: string) => void
  /** Before something is put in that would be too long: whether it is kept out. */
  keepsOut: (text: string) => boolean
  onFocus: () => void
  /** The caret went to this character. */
  onCaret: (at: number) => void
  /** The pointer is on this sentence; null: on none any more. */
  onPoint: (sentence: number | null) => void
}

/**
 * The draft in a plain text field, and behind it the same words once more, unseen, which carry the colours: typing,
 * undoing and reading aloud stay the browser's own.
 */
export function DraftBox({ box, text, headline, sentences, copied, chosen, ...on }: DraftBoxProps) {
  const id = useId()
  const mirror = useRef<HTMLDivElement>(null)
  // Without colours nothing stands behind: of a text that is far too long twice the layout would be felt.
  const bare = sentences.length === 0 && copied.length === 0
  const lines = useMemo(() => (bare ? [] : linesOf(text, sentences, copied)), [text, sentences, copied])
  const follow = () => {
    if (mirror.current && box.current) mirror.current.scrollTop = box.current.scrollTop
  }
  // A shorter text, or a wider panel, moves the field's scroll without an event.
  useLayoutEffect(follow)
  useEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(follow)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  const caret = () => {
    if (box.current) on.onCaret(box.current.selectionStart)
  }
  const point = ({ clientX, clientY }: PointerEvent) => {
    const found = document
      .elementsFromPoint(clientX, clientY)
      .map(each => (each instanceof HTMLElement ? each.dataset.sentence : undefined))
      .find(each => each !== undefined)
    on.onPoint(found === undefined ? null : Number(found))
  }
  return (
    <div class="draft">
      <div class="draft__head">
        <label class="field__label" for={id}>
          Your draft
        </label>
        {headline}
      </div>
      <div class="draft__field" onPointerMove={point} onPointerLeave={() => on.onPoint(null)}>
        <div ref={mirror} class="draft__mirror" aria-hidden="true">
          {lines.map(({ start, pieces }, at) => (
            <div key={at} class="draft__line">
              {pieces.map(piece => (
                <span
                  key={piece.start - start}
                  class={classOf(piece, sentences, chosen)}
                  data-sentence={placeOf(piece)}
                >
                  {text.slice(piece.start, piece.end)}
                </span>
              ))}
            </div>
          ))}
        </div>
        <textarea
          ref={box}
          id={id}
          class="draft__text"
          value={text}
          spellcheck={false}
          placeholder="Paste or write something here: a hook, a paragraph, a whole script."
          aria-describedby={`${id}-here`}
          onInput={event => {
            on.onText(event.currentTarget.value)
            caret()
          }}
          onBeforeInput={event => {
            const { inputType, data } = event as InputEvent
            if (inputType.startsWith('insertFrom') && data && on.keepsOut(data)) event.preventDefault()
          }}
          onFocus={on.onFocus}
          onScroll={follow}
          onKeyUp={caret}
          onClick={caret}
        />
      </div>
      <p id={`${id}-here`} class="field__hint">
        {hereWords}
      </p>
    </div>
  )
}

const placeOf = ({ sentence }: Piece) => (sentence < 0 ? undefined : String(sentence))

function classOf(piece: Piece, sentences: readonly SentenceReading[], chosen: number): string {
  const { way, step } = pullOf(piece.sentence < 0 ? 0 : sentences[piece.sentence]!.pull)
  return [
    'draft__piece',
    step && `pull pull--${way} pull--${step}`,
    piece.copied && 'draft__piece--copied',
    piece.sentence === chosen && chosen >= 0 && 'draft__piece--chosen',
  ]
    .filter(Boolean)
    .join(' ')
}
