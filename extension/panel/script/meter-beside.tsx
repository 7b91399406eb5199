import { useEffect, useMemo } from 'preact/hooks'
import type { VoiceVersion } from '../../../core/contract/voice.ts'
import { limitWords } from '../meter/meter-words.ts'
import { Passages } from '../meter/passages.tsx'
import { pullOf } from '../meter/pull.ts'
import { createReader } from '../meter/reader.ts'
import { Legend } from '../meter/sentence-strip.tsx'
import { Headline } from '../meter/verdict.tsx'
import { usePanel } from '../panel-context.ts'
import { NotOpened } from '../ui/not-opened.tsx'
import { Notice } from '../ui/notice.tsx'
import { useDesk } from './desk.ts'
import { pullsOf, spokenText } from './pulls.ts'
import { WhoIsYou } from './script-voice.tsx'

/** The voice meter over the whole script: read while it is written, coloured sentence by sentence. */
export function MeterBeside({ voice }: { voice: VoiceVersion }) {
  const { world } = usePanel()
  const desk = useDesk()
  const reader = useMemo(
    () => createReader({ load: () => world.voice.meter(voice), frame: requestAnimationFrame }),
    [voice.voiceId, voice.version],
  )
  const spoken = useMemo(() => spokenText(desk.all.value), [desk.all.value])
  useEffect(() => reader.write(spoken.text), [reader, spoken.text])
  const { state, last, failure, refusal } = reader.state.value
  const reading = last?.reading ?? null
  useEffect(() => {
    // What was read is of the words as they were then: where they moved on, the next reading colours them.
    if (reading && last?.text === spoken.text) desk.pulls.value = pullsOf(reading.sentences, spoken)
  }, [reading, spoken])
  useEffect(
    () => () => {
      desk.pulls.value = new Map()
    },
    [desk],
  )
  const show = (start: number) => {
    const line = spoken.lines.findLast(each => each.start <= start)
    if (line) desk.focus(line.id)
  }
  return (
    <section class="meter-beside" aria-label="Does it sound like you?">
      {state === 'idle' && <p class="own-passages__none">Nothing is written yet that could be read.</p>}
      {state === 'loading' && !reading && <p role="status">Opening the meter…</p>}
      {state === 'refused' && refusal && (
        <Notice tone="open" title="Too long to read">
          <p>{refusal}</p>
        </Notice>
      )}
      {state === 'failed' && failure && (
        <NotOpened title="The meter could not read this" failure={failure} again={reader.again} />
      )}
      {reading && reading.state !== 'empty' && state !== 'refused' && (
        <>
          <Headline reading={reading} />
          <WhoIsYou />
          {reading.sentences.some(({ pull }) => pullOf(pull).step > 0) && <Legend copied={false} />}
          {reading.state === 'judged' && (
            <>
              <p>{reading.says}</p>
              <Passages passages={reading.passages} apart={reading.apart} onShow={show} />
              <p class="verdict__limit">{limitWords}</p>
            </>
          )}
        </>
      )}
    </section>
  )
}
