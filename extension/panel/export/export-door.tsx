import './export.css'
import { useState } from 'preact/hooks'
import { openSentences } from '../../../core/script/forms/open-sentences.ts'
import { openGoesWords } from '../final-check/finding-words.ts'
import { Button } from '../ui/button.tsx'
import { later } from '../ui/later.tsx'
import type { ExportProps } from './export-props.ts'

const ExportSheet = later(() => import('./export-sheet.tsx').then(part => part.ExportSheet))

/** The way out, whatever is left to mend: the creator decides, and what is open is said. */
export function ExportDoor(props: ExportProps) {
  const [open, setOpen] = useState(false)
  const goes = openGoesWords(openSentences(props.document.state.value).length)
  return (
    <section class="export-door" aria-label="Export">
      <p class="export-door__words">
        {goes || 'Every sentence has what stands behind it.'} Word, Markdown, subtitles, teleprompter, PDF.
      </p>
      <Button tone="primary" icon="file" onClick={() => setOpen(true)}>
        Export…
      </Button>
      {open && <ExportSheet {...props} onClosed={() => setOpen(false)} />}
    </section>
  )
}
