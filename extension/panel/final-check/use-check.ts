import { useEffect, useMemo, useState } from 'preact/hooks'
import { checkScript } from '../../../core/check/check-script.ts'
import type { CheckedSource } from '../../../core/check/cited-sources.ts'
import { soundBy, unread } from '../../../core/check/sound.ts'
import { type SpokenText, spokenText } from '../../../core/check/spoken-text.ts'
import type { ScriptCheck } from '../../../core/contract/check.ts'
import type { Outline } from '../../../core/contract/decision.ts'
import type { ScriptState } from '../../../core/contract/script.ts'
import type { Source } from '../../../core/contract/source.ts'
import type { VoiceVersion } from '../../../core/contract/voice.ts'
import { spokenOf } from '../../../core/script/order.ts'
import type { MeterReading } from '../../../core/voice/reading.ts'
import { createReader } from '../meter/reader.ts'
import { usePanel } from '../panel-context.ts'
import { useScriptVoice } from '../script/script-voice.tsx'
import type { ScriptDocument, ScriptWorld } from '../script/script-world.ts'
import { now } from '../words/now.ts'

export interface Checked extends Omit<ScriptCheck, 'branchId'> {
  /** The meter still reads: what it finds comes. */
  reading: boolean
}

/** What is to be mended in the script as it is now: anew with every change of it and of what is known of its sources. */
export function useCheck(
  script: ScriptWorld,
  document: ScriptDocument,
  { targetSeconds, outline }: { targetSeconds: number; outline: Outline | null },
): Checked {
  const { world } = usePanel()
  const state = document.state.value
  const { sources, findings } = world.work.value
  const texts = useTexts(state, sources)
  const voice = useReading(state, useScriptVoice(script))
  const checked: CheckedSource[] = sources.map(source => ({
    ...source,
    check: world.checks.of(source),
    text: texts.get(source.contentHash) ?? null,
  }))
  const found = checkScript({
    ...{ state, targetSeconds, outline, findings, sources: checked },
    pace: script.pace.value,
    read: voice.read,
    now: now.value,
  })
  return { ...found, reading: voice.reading }
}

/** The words of the sources that are cited and were clipped again, by what they are of: only there can a quote have gone. */
function useTexts(state: ScriptState, sources: readonly Source[]): ReadonlyMap<string, string> {
  const { world } = usePanel()
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map())
  const cited = new Set(
    spokenOf(state).flatMap(({ ledger }) => ledger.citations.map(({ sourceId }) => sourceId)),
  )
  const wanted = sources.filter(
    ({ id, versions, contentHash }) => versions > 1 && cited.has(id) && !texts.has(contentHash),
  )
  useEffect(() => {
    let here = true
    for (const { id } of wanted)
      void world.openSource(id).then(opened => {
        // Of another version by now: its own hash is what it is kept by.
        if (opened.ok && here)
          setTexts(before => new Map([...before, [opened.value.contentHash, opened.value.text]]))
      })
    return () => {
      here = false
    }
  }, [wanted.map(({ contentHash }) => contentHash).join()])
  return texts
}

/** What the meter says of the script, where there is a voice to read by. An older reading stands until the next one. */
function useReading(state: ScriptState, version: VoiceVersion | null) {
  const { world } = usePanel()
  const profile = version?.profile ?? null
  const spoken = useMemo(() => spokenText(state), [state])
  const reader = useMemo(
    () => version && createReader({ load: () => world.voice.meter(version), frame: requestAnimationFrame }),
    [profile],
  )
  useEffect(() => reader?.write(spoken.text), [reader, spoken.text])
  const [last, setLast] = useState<{ spoken: SpokenText; reading: MeterReading } | null>(null)
  const shown = reader?.state.value
  useEffect(() => {
    if (shown?.last && shown.last.text === spoken.text) setLast({ spoken, reading: shown.last.reading })
  }, [shown?.last, spoken])
  if (!profile || !shown) return { read: null, reading: false }
  if (shown.state === 'failed' || shown.state === 'refused') {
    const says = shown.refusal ?? shown.failure?.message ?? ''
    return { read: { spoken, reading: unread(says) }, reading: false }
  }
  const reading = spoken.text !== '' && last?.spoken.text !== spoken.text
  // Of words that are there no more nothing is said.
  const read =
    last && last.spoken.text === spoken.text ? { spoken, reading: soundBy(profile, last.reading) } : null
  return { read, reading }
}
