import { useRef, useState } from 'preact/hooks'
import type { Voice, VoiceVersion } from '../../../core/contract/voice.ts'
import { usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { fileName, readVoiceFile, voiceFile } from './voice-file.ts'

/** Gives the voice to the browser as a file. */
export function exportVoice(voice: Voice, current: VoiceVersion): void {
  const json = JSON.stringify(voiceFile(voice, current, new Date()), null, 1)
  const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(voice.name)
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** Takes a voice in from a file that was exported. What is wrong with a file stays until another one is chosen. */
export function ImportVoice({ held, children }: { held: boolean; children: string }) {
  const { world, feedback } = usePanel()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const take = async (file: File) => {
    setBusy(true)
    setError(null)
    const read = await readVoiceFile(file)
    const taken = read.ok ? await world.voice.importFile(read.value) : null
    setBusy(false)
    if (!read.ok) return setError(read.error)
    if (taken?.ok) feedback.toast({ tone: 'calm', text: `“${taken.value.name}” is here.` })
    else if (taken) setError(taken.error.message)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        class="unseen"
        tabIndex={-1}
        accept=".json,application/json"
        aria-label="A voice as a file"
        onChange={event => {
          const file = event.currentTarget.files?.[0]
          // The same file again is a change too.
          event.currentTarget.value = ''
          if (file) void take(file)
        }}
      />
      <Button small tone="quiet" icon="file" held={held} busy={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <p class="field__error" role="alert">
        {error}
      </p>
    </>
  )
}
