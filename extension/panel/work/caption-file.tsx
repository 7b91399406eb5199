import { useRef, useState } from 'preact/hooks'
import type { Source } from '../../../core/contract/source.ts'
import { type PanelContext, usePanel } from '../panel-context.ts'
import { Button } from '../ui/button.tsx'
import { PastedWords } from './pasted-words.tsx'

const accepted = '.srt,.vtt,.ass,.ssa,.sbv,.json,.json3,.xml,.ttml,.txt'

/** Gives a video its words from a file, and says what came of it. */
export async function addCaptions(
  { world, feedback }: PanelContext,
  source: Source,
  file: File,
): Promise<void> {
  const result = await world.addCaptions(source.id, file)
  if (result.ok)
    feedback.toast({ tone: 'calm', text: `The words of “${source.title}” came from ${file.name}` })
  else feedback.toast({ tone: 'bad', text: `${file.name}: ${result.error.message}` })
}

/** The ways out for a video without words: choose a file, drop it on the source, or paste the transcript. */
export function CaptionButton({ source, hint }: { source: Source; hint?: boolean }) {
  const panel = usePanel()
  const input = useRef<HTMLInputElement>(null)
  const paste = useRef<HTMLSpanElement>(null)
  const [busy, setBusy] = useState(false)
  const [pasting, setPasting] = useState(false)
  const close = () => {
    setPasting(false)
    // The button comes back with the next picture.
    requestAnimationFrame(() => paste.current?.querySelector('button')?.focus())
  }
  if (pasting) return <PastedWords source={source} close={close} />
  return (
    <div class="captions">
      <Button small icon="file" busy={busy} onClick={() => input.current?.click()}>
        Add a caption file
      </Button>
      <span ref={paste}>
        <Button small tone="quiet" onClick={() => setPasting(true)}>
          Paste text
        </Button>
      </span>
      {hint && <span class="captions__hint">or drop it on the source below: SRT, VTT, …</span>}
      <input
        ref={input}
        type="file"
        class="captions__input"
        hidden
        accept={accepted}
        aria-label={`Caption file for ${source.title}`}
        onChange={async event => {
          const chosen = event.currentTarget
          const file = chosen.files?.[0]
          if (!file) return
          setBusy(true)
          await addCaptions(panel, source, file)
          setBusy(false)
          chosen.value = ''
        }}
      />
    </div>
  )
}
