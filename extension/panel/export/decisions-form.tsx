import { useState } from 'preact/hooks'
import type { LogEntry } from '../../../core/contract/decision.ts'
import { logMarkdown } from '../../../core/decisions/log-markdown.ts'
import { copied } from '../copied.ts'
import type { DecisionsWorld } from '../decisions/decisions-world.ts'
import { usePanel } from '../panel-context.ts'
import { saveFile } from '../save-file.ts'
import { Button } from '../ui/button.tsx'
import { fileName } from './file-name.ts'

/** The log of all that was offered and decided: it is read from the server when it is wanted. */
export function DecisionsForm({ decisions, title }: { decisions: DecisionsWorld; title: string }) {
  const { feedback } = usePanel()
  const [busy, setBusy] = useState<string | null>(null)
  const withLog = async (act: string, use: (entries: LogEntry[]) => unknown) => {
    setBusy(act)
    const log = await decisions.log()
    setBusy(null)
    if (log.ok) await use(log.value)
    else feedback.toast({ tone: 'bad', text: log.error.message })
  }
  const save = (entries: LogEntry[], extension: 'md' | 'json') => {
    const name = fileName(title, 'decisions', extension)
    if (extension === 'md') saveFile(name, 'text/markdown;charset=utf-8', logMarkdown(title, entries))
    else saveFile(name, 'application/json', `${JSON.stringify(entries, null, 2)}\n`)
    feedback.toast({ tone: 'calm', text: `Saved as “${name}”` })
  }
  return (
    <section class="export__group" aria-label="The creator’s hand">
      <h3 class="export__title">The creator’s hand</h3>
      <div class="export__form">
        <p class="export__name">Decisions</p>
        <p class="export__says">
          What was offered at each gate, what you took, changed or wrote yourself, and when: it shows whose
          work this is.
        </p>
        <div class="export__acts">
          <Button
            small
            icon="copy"
            aria-label="Copy: Decisions"
            busy={busy === 'copy'}
            onClick={() =>
              void withLog('copy', entries =>
                copied(feedback, logMarkdown(title, entries), 'Decisions: copied'),
              )
            }
          >
            Copy
          </Button>
          <Button
            small
            tone="quiet"
            aria-label="Save as Markdown: Decisions"
            busy={busy === 'md'}
            onClick={() => void withLog('md', entries => save(entries, 'md'))}
          >
            Markdown
          </Button>
          <Button
            small
            tone="quiet"
            aria-label="Save as JSON: Decisions"
            busy={busy === 'json'}
            onClick={() => void withLog('json', entries => save(entries, 'json'))}
          >
            JSON
          </Button>
        </div>
      </div>
    </section>
  )
}
