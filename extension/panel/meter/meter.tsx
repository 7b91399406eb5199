import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { NotOpened } from '../ui/not-opened.tsx'
import { Notice } from '../ui/notice.tsx'
import type { MeterProps } from '../voice/voice-world.ts'
import { DraftBox } from './draft-box.tsx'
import { headlineOf, profileWords } from './meter-words.ts'
import { carried, nextColoured, sentenceAt } from './pull.ts'
import { createReader } from './reader.ts'
import { Legend, SentenceStrip } from './sentence-strip.tsx'
import { Headline, Verdict } from './verdict.tsx'

/** What was written here last, for each voice, for as long as the panel is open. */
const drafts = new Map<string, string>()

/** "Does this sound like me?": a draft beside the voice, read while it is typed. */
export function Meter({ voice: { voice, current, load } }: MeterProps) {
  const { feedback } = usePanel()
  const reader = useMemo(
    () => createReader({ load, frame: requestAnimationFrame, begun: drafts.get(voice.id) }),
    [voice.id, current.version],
  )
  const { text, state, last, failure, refusal } = reader.state.value
  const box = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const [keptOut, setKeptOut] = useState<string | null>(null)
  const reading = last?.reading ?? null

  const shown = useMemo(
    () => ({
      sentences: last ? carried(last.reading.sentences, last.text, text) : [],
      copied: last ? carried(last.reading.copied, last.text, text) : [],
    }),
    [last, text],
  )
  const chosen = pointed ?? (caret === null ? -1 : sentenceAt(shown.sentences, caret))

  // Said aloud when the typing rests, and only where it changed: each letter would talk into the writing.
  const headline = reading && state === 'read' ? headlineOf(reading).title : null
  useEffect(() => {
    if (!headline) return
    const timer = setTimeout(() => feedback.say(headline), 1_200)
    return () => clearTimeout(timer)
  }, [headline])

  const write = (written: string) => {
    drafts.set(voice.id, written)
    setKeptOut(null)
    setPointed(null)
    reader.write(written)
  }
  /** Selects characters of the field and brings them into its view; `focus` goes there to write. */
  const show = (start: number, end: number, focus: boolean) => {
    const field = box.current
    if (!field) return
    field.setSelectionRange(start, end)
    setCaret(start)
    setPointed(null)
    if (focus) field.focus()
    // The field itself cannot say where a character is: the words behind it can.
    requestAnimationFrame(() => {
      const piece = field.parentElement?.querySelector<HTMLElement>('.draft__piece--chosen')
      if (piece) field.scrollTop = piece.offsetTop - field.clientHeight / 3
      // Whoever presses a passage far below the field does not see it, and a focus that is set does not bring it.
      if (focus) field.scrollIntoView({ block: 'nearest' })
    })
  }
  const step = (by: 1 | -1) => {
    const found = nextColoured(shown.sentences, chosen < 0 && by < 0 ? 0 : chosen, by)
    const sentence = shown.sentences[found]
    if (sentence) show(sentence.start, sentence.end, false)
  }

  const caution = profileWords(current.readiness, voice.stale, current.profile.videos.length)
  return (
    <div class="meter">
      {caution && (
        <Notice tone="open" title="Read this with care">
          <p>{caution}</p>
        </Notice>
      )}
      <DraftBox
        box={box}
        text={text}
        headline={
          reading && reading.state !== 'empty' && state !== 'refused' && <Headline reading={reading} />
        }
        sentences={shown.sentences}
        copied={shown.copied}
        chosen={chosen}
        onText={write}
        keepsOut={put => {
          const refused = reader.refuses(text + put)
          setKeptOut(refused)
          return refused !== null
        }}
        onFocus={reader.warm}
        onCaret={setCaret}
        onPoint={setPointed}
      />
      {keptOut && (
        <Notice tone="open" title="Too long: nothing was put in">
          <p role="alert">{keptOut}</p>
        </Notice>
      )}
      {state === 'refused' && refusal && (
        <Notice
          tone="open"
          title="Too long to read"
          acts={
            <Button small onClick={() => write('')}>
              Empty the field
            </Button>
          }
        >
          <p role="alert">{refusal}</p>
        </Notice>
      )}
      {state === 'failed' && failure && (
        <NotOpened title="The meter could not read this" failure={failure} again={reader.again} />
      )}
      {state === 'loading' && !reading && <p role="status">Opening the meter…</p>}
      {reading && reading.state !== 'empty' && state !== 'refused' && (
        <>
          {shown.sentences.length > 0 && reading.state !== 'other_language' && (
            <>
              <Legend copied={shown.copied.length > 0} />
              <SentenceStrip
                sentences={shown.sentences}
                chosen={chosen}
                onStep={step}
                onEdit={() => {
                  const sentence = shown.sentences[chosen]
                  if (sentence) show(sentence.start, sentence.end, true)
                }}
              />
            </>
          )}
          <Verdict
            reading={reading}
            language={current.profile.language}
            onShow={(start, end) => show(start, end, true)}
          />
        </>
      )}
      {state === 'idle' && (
        <p class="meter__empty">
          From 100 words on it says how strongly a text speaks as you do, and where it leaves your voice.
          Under that it shows reasons only.
        </p>
      )}
    </div>
  )
}
